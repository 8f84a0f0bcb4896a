import fc from "fast-check";
import { expect, it } from "vitest";
import { createCodeFacts } from "../../src/index.ts";
import { workspaceOf } from "../memory-workspace.ts";
import { GuardProgramWriter } from "./guard-program.ts";
import { Random } from "./random.ts";

const support = {
  "guard.ts": `export async function guard(ctx: object): Promise<void> { await 0; }`,
  "effect.ts": `export async function effect(ctx: object): Promise<void> { await 0; }`,
};

function answer(source: string) {
  const text = `import { guard } from "./guard.ts";\nimport { effect } from "./effect.ts";\n${source}`;
  const workspace = workspaceOf({ ...support, "run.ts": text });
  return createCodeFacts({ workspace }).followed({
    first: { module: "guard.ts", export: "guard" },
    next: { module: "effect.ts", export: "effect" },
    same: { firstArgument: 0, nextArgument: 0 },
    candidates: workspace.files(),
  }).kind;
}

class Thing {
  #inner: Thing | undefined;
  get inner(): Thing {
    this.#inner ??= new Thing();
    return this.#inner;
  }
}

class Enough extends Error {}
class Planned extends Error {}

/**
 * Runs the module to its end; true when the first call ended for a thing, and the next one never did. What an exception
 * takes out of the module says nothing.
 */
async function violates(source: string, seed: number, throws: number): Promise<boolean> {
  const random = new Random(seed);
  const first = new Set<unknown>();
  const next = new Set<unknown>();
  let steps = 0;
  let interrupted = false;
  const spend = (): void => {
    steps += 1;
    interrupted ||= steps > 200;
    if (steps > 200) throw new Enough();
  };
  const mayThrow = (): void => {
    if (random.chance(throws)) throw new Planned();
  };
  const noting = (done: Set<unknown>) => async (ctx: unknown) => {
    spend();
    await 0;
    mayThrow();
    done.add(ctx);
  };
  const c = (): boolean => {
    spend();
    return random.chance(0.5);
  };
  const body = `${source.replace("export ", "")}\nreturn run;`;
  const run = new Function("guard", "effect", "assert", "c", "other", "enter", body)(
    noting(first),
    noting(next),
    mayThrow,
    c,
    () => new Thing(),
    spend,
  );
  const rejected = (): void => {
    interrupted = true;
  };
  process.on("unhandledRejection", rejected);
  try {
    await run(new Thing());
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ReferenceError) throw error;
    rejected();
  }
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", rejected);
  return !interrupted && [...first].some((thing) => !next.has(thing));
}

it("never passes a module that can be left without the next call", { timeout: 120_000 }, async () => {
  // Random programs leave promises floating on purpose; their rejections are part of the experiment.
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", () => undefined);
  const seen = { passed: 0, failed: 0, undecided: 0 };
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const source = new GuardProgramWriter(new Random(seed), false).module();
      const kind = answer(source);
      seen[kind] += 1;
      for (let attempt = 0; attempt < 40 && kind === "passed"; attempt += 1) {
        expect(await violates(source, seed + attempt * 7919, attempt % 2 === 0 ? 0 : 0.2), source).toBe(
          false,
        );
      }
    }),
    { numRuns: 400 },
  );
  process.removeAllListeners("unhandledRejection");
  for (const listener of listeners) process.on("unhandledRejection", listener);
  // The experiment says something only while both answers occur.
  expect(Math.min(seen.passed, seen.failed)).toBeGreaterThan(20);
});
