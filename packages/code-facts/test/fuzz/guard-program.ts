import type { Random } from "./random.ts";

/** Helpers `h0…` and an exported `run(ctx)`, with guard and effect calls strewn in; `c()` decides at run time. */
export class GuardProgramWriter {
  readonly #random: Random;
  readonly #helpers: number;
  readonly #tested: boolean;
  #left = 26;
  #names = 0;
  /** Helpers from this index on may not be called here. */
  #limit: number;

  /** @param tested the guard's result is tested (`allowed`), rather than that it returns at all */
  constructor(random: Random, tested: boolean) {
    this.#tested = tested;
    this.#random = random;
    this.#helpers = random.below(4);
    this.#limit = this.#helpers;
  }

  module(): string {
    const helpers = Array.from({ length: this.#helpers }, (_, index) => this.#helper(index));
    const run = `export async function run(ctx) {\n${this.#block(0, true)}\n}`;
    return this.#random.chance(0.5) ? [...helpers, run].join("\n") : [run, ...helpers].join("\n");
  }

  #helper(index: number): string {
    const isAsync = this.#random.chance(0.6);
    const name = `h${index}`;
    this.#limit = this.#random.chance(0.8) ? index : this.#helpers;
    const body = `enter();\n${this.#block(1, isAsync)}`;
    this.#limit = index;
    const value = this.#expression(isAsync);
    this.#limit = this.#helpers;
    switch (this.#random.below(4)) {
      case 0:
        return `const ${name} = ${isAsync ? "async " : ""}(ctx, o) => {\n${body}\n};`;
      case 1:
        return `const ${name} = ${isAsync ? "async " : ""}(ctx, o) => ${value};`;
      default:
        return `${isAsync ? "async " : ""}function ${name}(ctx, o) {\n${body}\n}`;
    }
  }

  #block(depth: number, isAsync: boolean): string {
    return Array.from({ length: 1 + this.#random.below(4) }, () => this.#statement(depth, isAsync)).join(
      "\n",
    );
  }

  #thing(): string {
    return this.#random.pick(["ctx", "ctx", "ctx", "ctx", "ctx", "ctx.inner", "other()"]);
  }

  #call(): string {
    const random = this.#random;
    if (this.#limit > 0 && random.chance(0.45))
      return `h${random.below(this.#limit)}(${this.#thing()}, ${this.#thing()})`;
    return random.chance(0.55)
      ? `guard(${this.#thing()})`
      : random.chance(0.5)
        ? `assert(${this.#thing()})`
        : `effect(${this.#thing()})`;
  }

  #expression(isAsync: boolean): string {
    const random = this.#random;
    const call = this.#call();
    switch (random.below(14)) {
      case 0:
        return `${call}.catch(() => 1)`;
      case 1:
        return `Promise.all([${call}, ${this.#call()}])`;
      case 2:
        return `guard(${this.#thing()}).then(() => ${this.#call()})`;
      case 3:
        return `[1].forEach(() => ${call})`;
      case 4:
        return `(c() && ${call})`;
      case 5:
        return `(c() ? ${call} : ${this.#call()})`;
      default:
        return isAsync && random.chance(0.75) ? `await ${call}` : call;
    }
  }

  #awaited(isAsync: boolean): string {
    const expression = this.#expression(isAsync);
    return isAsync && !expression.startsWith("await") && this.#random.chance(0.6)
      ? `await ${expression}`
      : expression;
  }

  /** Statements that test the guard's result, rightly or wrongly. */
  #test(body: () => string): string {
    const random = this.#random;
    this.#names += 1;
    const name = `v${this.#names}`;
    const call = this.#helpers > 0 && random.chance(0.3) ? this.#call() : `allowed(${this.#thing()})`;
    const awaited = random.chance(0.9) ? `await ${call}` : call;
    switch (random.below(9)) {
      case 0:
        return `if (!(${awaited})) ${random.pick(["return;", "throw 1;", "c();"])}\n${body()}`;
      case 1:
        return `if (${awaited}) { ${body()} }`;
      case 2:
        return `const ${name} = ${awaited};\nif (${random.pick(["!", "!", ""])}${name}) return;\n${body()}`;
      case 3:
        return `if (${random.pick(["c() && ", "c() || ", "!c() || !", "!c() && !"])}(${awaited})) { ${body()} } else { ${body()} }`;
      case 4:
        return `let ${name};\ntry { ${name} = ${awaited}; } catch { ${random.pick(["", `${name} = true;`, `${name} = false;`])} }\nif (!${name}) return;\n${body()}`;
      case 5:
        return `return ${awaited};`;
      case 6:
        return `const ${name} = ${random.pick(["!", "!!", "c() && ", "c() || "])}(${awaited});\nif (${name}) { ${body()} } else { ${body()} }`;
      case 7:
        return `if ((${awaited}) ${random.pick(["=== true", "!== true", "=== false", "!== false", "== null"])}) { ${body()} }\nelse { ${body()} }`;
      default:
        return `(${awaited}) ${random.pick(["&&", "||", "??"])} ${random.chance(0.7) ? "await " : ""}effect(${this.#thing()});`;
    }
  }

  #statement(depth: number, isAsync: boolean): string {
    const random = this.#random;
    this.#left -= 1;
    if (this.#left < 0 || depth > 3) return `${this.#awaited(isAsync)};`;
    const body = (): string => this.#block(depth + 1, isAsync);
    if (this.#tested && isAsync && random.chance(0.35)) return this.#test(body);
    switch (random.below(18)) {
      case 0:
        return `if (c()) { ${body()} }`;
      case 1:
        return `if (c()) { ${body()} } else { ${body()} }`;
      case 2:
        return `try { ${body()} } catch { ${random.pick(["return;", "", "throw 1;"])} ${body()} }`;
      case 3:
        return `try { ${body()} } finally { ${body()} }`;
      case 4:
        return `while (c()) { ${body()} ${random.pick(["", "", "break;", "continue;"])} }`;
      case 5:
        return random.pick(["if (c()) return;", "if (c()) throw 1;", "return;"]);
      case 6:
        return random.pick(["ctx = other();", "if (c()) ctx = other();", ""]);
      case 7: {
        this.#names += 1;
        const name = `f${this.#names}`;
        const inner = this.#block(depth + 1, isAsync);
        return `const ${name} = ${isAsync ? "async " : ""}() => { ${inner} };\n${body()}\n${isAsync ? "await " : ""}${name}();`;
      }
      case 8: {
        this.#names += 1;
        const name = `p${this.#names}`;
        return `const ${name} = ${this.#call()};\n${body()}\n${isAsync ? `await ${name};` : ""}`;
      }
      case 9:
        return `return ${this.#awaited(isAsync)};`;
      default:
        return `${this.#awaited(isAsync)};`;
    }
  }
}
