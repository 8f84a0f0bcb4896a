import type { Random } from "./random.ts";

interface Context {
  readonly labels: readonly string[];
  readonly loops: readonly string[];
  readonly inLoop: boolean;
  readonly inSwitch: boolean;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly depth: number;
}

/**
 * Source of one function `main(t)` over all the structured and abrupt completions of the language. Every observable
 * step is a call `t(n)`; the runner decides what it gives, or whether it throws.
 */
export class ProgramWriter {
  readonly #random: Random;
  #count = 0;
  #names = 0;
  #left: number;

  constructor(random: Random, size: number) {
    this.#random = random;
    this.#left = size;
  }

  get events(): number {
    return this.#count;
  }

  main(isAsync: boolean, isGenerator: boolean): string {
    const context = { labels: [], loops: [], inLoop: false, inSwitch: false, isAsync, isGenerator, depth: 0 };
    const parameter = this.#random.chance(0.3) ? `, { p = ${this.#syncValue()} } = t.object()` : "";
    const head = `${isAsync ? "async " : ""}function${isGenerator ? "*" : ""} main(t${parameter})`;
    return `${head} {\n${this.#block(context, 2 + this.#random.below(4))}\n}`;
  }

  #event(): string {
    this.#count += 1;
    return `t(${this.#count})`;
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  #block(context: Context, length: number): string {
    const lines: string[] = [];
    for (let index = 0; index < length; index += 1) lines.push(this.#statement(context));
    return lines.join("\n");
  }

  #body(context: Context): string {
    return this.#block({ ...context, depth: context.depth + 1 }, 1 + this.#random.below(3));
  }

  #statement(context: Context): string {
    this.#left -= 1;
    if (this.#left < 0 || context.depth > 4) return `${this.#value(context)};`;
    const random = this.#random;
    switch (random.below(22)) {
      case 0:
      case 1:
        return `if (${this.#value(context)}) { ${this.#body(context)} }`;
      case 2:
        return `if (${this.#value(context)}) { ${this.#body(context)} } else { ${this.#body(context)} }`;
      case 3:
        return this.#loop(context, (body) => `while (t.more() && ${this.#value(context)}) { ${body} }`);
      case 4:
        return this.#loop(context, (body) => `do { ${body} } while (t.more() && ${this.#value(context)});`);
      case 5: {
        const i = this.#name("i");
        return this.#loop(
          context,
          (body) => `for (let ${i} = ${this.#value(context)}; t.more(); ${this.#value(context)}) { ${body} }`,
        );
      }
      case 6: {
        const x = random.chance(0.4) ? `[${this.#name("x")} = ${this.#value(context)}]` : this.#name("x");
        const kind = context.isAsync && random.chance(0.4) ? "for await" : "for";
        return this.#loop(context, (body) => `${kind} (const ${x} of t.list()) { ${body} }`);
      }
      case 7:
        return this.#loop(context, (body) => `while (true) { if (!t.more()) break; ${body} }`);
      case 8:
      case 9:
        return `try { ${this.#body(context)} } catch { ${this.#body(context)} }`;
      case 10:
        return `try { ${this.#body(context)} } finally { ${this.#body(context)} }`;
      case 11:
        return `try { ${this.#body(context)} } catch (error) { ${this.#body(context)} } finally { ${this.#body(context)} }`;
      case 12:
        return this.#switch(context);
      case 13: {
        const label = this.#name("l");
        return `${label}: { ${this.#body({ ...context, labels: [...context.labels, label] })} }`;
      }
      case 14:
      case 15:
        return this.#jump(context);
      case 16:
        return random.chance(0.5) ? `return ${this.#value(context)};` : `throw ${this.#value(context)};`;
      case 17: {
        const [a, b] = [this.#name("a"), this.#name("b")];
        return `const { ${a} = ${this.#value(context)}, k: [${b} = ${this.#value(context)}] } = t.object();`;
      }
      case 18:
        return `class ${this.#name("C")} extends t.base() { static a = ${this.#syncValue()}; [${this.#value(context)}]() { ${this.#event()}; } static { ${this.#syncValue()}; } b = ${this.#event()}; }`;
      case 19: {
        const v = this.#name("v");
        const operator = random.pick(["&&=", "||=", "??=", "="]);
        return `let ${v} = ${this.#value(context)}; ${v} ${operator} ${this.#value(context)};`;
      }
      default:
        return `${this.#value(context)};`;
    }
  }

  #loop(context: Context, write: (body: string) => string): string {
    const label = this.#random.chance(0.4) ? this.#name("l") : undefined;
    const loops = label === undefined ? context.loops : [...context.loops, label];
    const labels = label === undefined ? context.labels : [...context.labels, label];
    const body = this.#body({ ...context, loops, labels, inLoop: true });
    return `${label === undefined ? "" : `${label}: `}${write(body)}`;
  }

  #switch(context: Context): string {
    const inner = { ...context, inSwitch: true };
    const cases = Array.from({ length: 1 + this.#random.below(3) }, () => {
      const body = this.#random.chance(0.8) ? this.#body(inner) : "";
      return `case ${this.#value(context)}: ${body} ${this.#random.chance(0.5) ? "break;" : ""}`;
    });
    if (this.#random.chance(0.6)) {
      cases.splice(this.#random.below(cases.length + 1), 0, `default: ${this.#body(inner)}`);
    }
    return `switch (${this.#value(context)}) { ${cases.join("\n")} }`;
  }

  #jump(context: Context): string {
    const possible: string[] = [];
    if (context.inLoop) possible.push("break;", "continue;");
    else if (context.inSwitch) possible.push("break;");
    for (const label of context.labels) possible.push(`break ${label};`);
    for (const label of context.loops) possible.push(`continue ${label};`);
    const jump = possible[this.#random.below(possible.length)] ?? "return;";
    return this.#random.chance(0.7) ? `if (${this.#value(context)}) ${jump}` : jump;
  }

  /** Without `await` and `yield`, which static class code cannot have. */
  #syncValue(): string {
    return this.#random.chance(0.5) ? `(${this.#event()} && ${this.#event()})` : this.#event();
  }

  #value(context: Context): string {
    const random = this.#random;
    const inner = { ...context, depth: context.depth + 1 };
    if (context.depth > 5 || random.chance(0.55)) return this.#event();
    const a = (): string => this.#value(inner);
    switch (random.below(16)) {
      case 0:
        return `(${a()} && ${a()})`;
      case 1:
        return `(${a()} || ${a()})`;
      case 2:
        return `(${a()} ?? ${a()})`;
      case 3:
        return `(${a()} ? ${a()} : ${a()})`;
      case 4:
        return `!${a()}`;
      case 5:
        return `t.maybe()?.f(${a()})`;
      case 6:
        return `t.maybe()?.[${a()}]?.(${a()})`;
      case 7:
        return `t.maybe?.(${a()})?.g.h(${a()})`;
      case 8:
        return context.isAsync ? `(await ${a()})` : a();
      case 9:
        return context.isGenerator ? `(yield ${a()})` : a();
      case 10:
        return `[${a()}, ...t.list(), ${a()}]`;
      case 11:
        return `({ k: ${a()}, [${a()}]: ${a()}, ...t.object() })`;
      case 12:
        return `\`\${${a()}}\${${a()}}\``;
      case 13:
        return `(${a()}, ${a()})`;
      case 14:
        return `((x = ${this.#event()}) => ${this.#event()})`;
      default:
        return `t.raise(${a()})`;
    }
  }
}
