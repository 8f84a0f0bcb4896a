import type { Counterexample, TestName } from "../check.ts";
import { editing } from "./tests-passed.edits.ts";
import { testsCounterexamples } from "./tests-passed.probes.ts";
import type { TestsPassed } from "./tests-passed.ts";

type Args = Pick<TestsPassed, "package" | "file" | "tests" | "subjects">;

export function matrixCounterexamples(args: Args): readonly Counterexample[] {
  const last = partsOf(args.tests.at(-1));
  const without = (index: number) =>
    editing(args, ({ tests }) => {
      const kept = tests.filter(({ path }) => path[index] !== last[index]);
      tests.splice(0, tests.length, ...kept);
    });
  return [
    ...testsCounterexamples(args),
    { name: "a column is gone from the run", expect: "test-missing", apply: without(0) },
    { name: "a row is gone from the run", expect: "test-missing", apply: without(1) },
    {
      name: "a case came to something else",
      expect: "test-missing",
      apply: editing(args, ({ tests }) => {
        for (const test of tests)
          if (isLast(test, last)) test.title = test.title.replace(/: .*$/, ": another");
      }),
    },
    {
      name: "a test that the gate does not name was skipped",
      expect: "test-skipped",
      apply: editing(args, ({ tests }) => {
        const [first] = tests;
        const skipped = { title: "one more test", state: "skipped", mode: "skip", note: null };
        if (first !== undefined) tests.push({ ...first, ...skipped });
      }),
    },
  ];
}

function partsOf(name: TestName | undefined): readonly string[] {
  return typeof name === "string" ? [name] : (name ?? []);
}

function isLast(
  test: { readonly title: string; readonly path: readonly string[] },
  last: readonly string[],
): boolean {
  return [...test.path, test.title].join("\0") === last.join("\0");
}
