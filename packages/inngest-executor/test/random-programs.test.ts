import fc from "fast-check";
import { expect, test } from "vitest";
import { run } from "./support/running.ts";

/** A function as data: what its steps do, in a row, at once, or one after a sleep. */
type Program =
  | { readonly kind: "step"; readonly value: number; readonly failures: number }
  | { readonly kind: "sleep" }
  | { readonly kind: "row" | "together"; readonly parts: readonly Program[] };

const { program } = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("step" as const),
      value: fc.nat(9),
      failures: fc.constantFrom(0, 0, 0, 1, 2),
    }),
    fc.record({ kind: fc.constant("sleep" as const) }),
    fc.record({
      kind: fc.constantFrom("row" as const, "together" as const),
      parts: fc.array(tie("program"), { maxLength: 4 }),
    }),
  ),
}));

interface Tools {
  run(id: string, work: () => number): Promise<number>;
  sleep(id: string): Promise<void>;
}

/** The program's result: every number with the place that it came from. */
async function perform(
  program: Program,
  tools: Tools,
  work: (id: string, program: Program) => number,
  at = "p",
): Promise<unknown> {
  if (program.kind === "step") return tools.run(at, () => work(at, program));
  if (program.kind === "sleep") return tools.sleep(at).then(() => "slept");
  const part = (index: number) => {
    const one = program.parts[index];
    return one === undefined ? undefined : perform(one, tools, work, `${at}.${index}`);
  };
  if (program.kind === "together") return Promise.all(program.parts.map((_, index) => part(index)));
  const results: unknown[] = [];
  for (let index = 0; index < program.parts.length; index++) results.push(await part(index));
  return results;
}

const plain: Tools = { run: async (_, work) => work(), sleep: () => Promise.resolve() };
const resultOf = (_: string, program: Program) => (program.kind === "step" ? program.value : 0);

test("any program of steps comes to what plain execution comes to, each step's effect happening once", async () => {
  const programs = new Map<string, Program>();
  const results = new Map<string, unknown>();
  const effects = new Map<string, number>();
  const attempts = new Map<string, number>();
  const bump = (counts: Map<string, number>, key: string) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
  const { client, executor, errors } = await run((client) => [
    client.createFunction(
      { id: "any", retries: 3, triggers: [{ event: "shop/go" }] },
      async ({ event, step }) => {
        const name = String(event.data.name);
        const program = programs.get(name);
        if (program === undefined) return;
        const tools: Tools = {
          run: (id, work) => step.run(id, work),
          sleep: (id) => step.sleep(id, "1s"),
        };
        const result = await perform(program, tools, (id, one) => {
          if (one.kind === "step" && bump(attempts, `${name} ${id}`) <= one.failures)
            throw new Error("not yet");
          bump(effects, `${name} ${id}`);
          return resultOf(id, one);
        });
        results.set(name, result);
      },
    ),
  ]);

  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(program, { minLength: 4, maxLength: 8 }), async (batch) => {
      const named = batch.map((one) => [`program ${count++}`, one] as const);
      for (const [name, one] of named) programs.set(name, one);
      await client.send(named.map(([name]) => ({ name: "shop/go", data: { name } })));
      await executor.idle();
      for (const [name, one] of named) {
        const wanted = new Map<string, number>();
        expect(results.get(name)).toEqual(
          await perform(one, plain, (id, step) => {
            bump(wanted, `${name} ${id}`);
            return resultOf(id, step);
          }),
        );
        for (const key of wanted.keys()) expect([key, effects.get(key)]).toEqual([key, 1]);
      }
    }),
    { numRuns: 25 },
  );
  expect(errors).toEqual([]);
});
