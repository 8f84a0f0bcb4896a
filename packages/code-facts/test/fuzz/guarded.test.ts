import fc from "fast-check";
import { expect, it } from "vitest";
import { createCodeFacts } from "../../src/index.ts";
import { workspaceOf } from "../memory-workspace.ts";
import { GuardProgramWriter } from "./guard-program.ts";
import { Random } from "./random.ts";

const support = {
  "allowed.ts": `export async function allowed(ctx: object): Promise<boolean> { await 0; return Boolean(ctx); }`,
  "guard.ts": `export async function guard(ctx: object): Promise<void> { await 0; if (!ctx) throw 1; }`,
  "effect.ts": `export async function effect(ctx: object): Promise<void> { await 0; }`,
};

function answer(source: string, tested: boolean) {
  const text = `import { guard } from "./guard.ts";\nimport { effect } from "./effect.ts";\nimport { allowed } from "./allowed.ts";\n${source}`;
  const workspace = workspaceOf({ ...support, "run.ts": text });
  return createCodeFacts({ workspace }).guarded({
    effect: { module: "effect.ts", export: "effect" },
    ...(tested
      ? { guard: { module: "allowed.ts", export: "allowed" }, guardReturns: "truthy" }
      : { guard: { module: "guard.ts", export: "guard" } }),
    same: { guardArgument: 0, effectArgument: 0 },
    candidates: workspace.files(),
  }).kind;
}

/** Runs the module; true when an effect began for a thing that no guard had accepted. */
async function violates(source: string, seed: number, tested: boolean): Promise<boolean> {
  const random = new Random(seed);
  const accepted = new Set<unknown>();
  let violated = false;
  let steps = 0;
  const thing = (): object => ({ inner: {} });
  const spend = (): void => {
    steps += 1;
    if (steps > 200) throw new Error("enough");
  };
  const guard = async (ctx: unknown): Promise<void> => {
    spend();
    await 0;
    if (random.chance(0.25)) throw new Error("refused");
    if (!tested) accepted.add(ctx);
  };
  const allowed = async (ctx: unknown): Promise<boolean> => {
    spend();
    await 0;
    if (random.chance(0.1)) throw new Error("broken");
    const accepts = random.chance(0.6);
    if (accepts && tested) accepted.add(ctx);
    return accepts;
  };
  const effect = async (ctx: unknown): Promise<void> => {
    spend();
    violated ||= !accepted.has(ctx);
    await 0;
    if (random.chance(0.1)) throw new Error("failed");
  };
  const c = (): boolean => {
    spend();
    return random.chance(0.5);
  };
  const assert = (): void => {
    if (random.chance(0.1)) throw new Error("asserted");
  };
  const body = `${source.replace("export ", "")}\nreturn run;`;
  const run = new Function("allowed", "guard", "effect", "assert", "c", "other", "enter", body)(
    allowed,
    guard,
    effect,
    assert,
    c,
    thing,
    spend,
  );
  try {
    await run(thing());
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ReferenceError) throw error;
  }
  await new Promise((resolve) => setImmediate(resolve));
  return violated;
}

it.each([
  ["a guard that throws", false],
  ["a guard that is tested", true],
] as const)(
  "never passes a module in which the effect can come before %s",
  { timeout: 120_000 },
  async (_title, tested) => {
    // Random programs leave promises floating on purpose; their rejections are part of the experiment.
    const listeners = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", () => undefined);
    const seen = { passed: 0, failed: 0, undecided: 0 };
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const source = new GuardProgramWriter(new Random(seed), tested).module();
        const kind = answer(source, tested);
        seen[kind] += 1;
        for (let attempt = 0; attempt < 40 && kind === "passed"; attempt += 1) {
          expect(await violates(source, seed + attempt * 7919, tested), source).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
    process.removeAllListeners("unhandledRejection");
    for (const listener of listeners) process.on("unhandledRejection", listener);
    // The experiment says something only while both answers occur.
    expect(Math.min(seen.passed, seen.failed)).toBeGreaterThan(40);
  },
);
