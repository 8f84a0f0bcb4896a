import type { Invariance } from "../check.ts";
import { editing, type Of } from "./tests-passed.edits.ts";

export function testsInvariances(args: Of): readonly Invariance[] {
  return [
    {
      name: "another test is added to the run",
      apply: editing(args, ({ tests }) => {
        const [first] = tests;
        if (first !== undefined) tests.push({ ...first, title: "one more test" });
      }),
    },
    {
      name: "the tests ran in another order",
      apply: editing(args, ({ tests }) => {
        tests.reverse();
      }),
    },
    { name: "the document is formatted otherwise", apply: editing(args, () => undefined) },
    {
      name: "every test took longer",
      apply: editing(args, ({ tests }) => {
        for (const test of tests) Object.assign(test, { durationMs: 12_345 });
      }),
    },
    {
      name: "tests made more assertions",
      apply: editing(args, ({ tests }) => {
        for (const test of tests) Object.assign(test, { assertions: 99 });
      }),
    },
    {
      name: "test files ran in another order",
      apply: editing(args, (_, document) => {
        document.modules.reverse();
      }),
    },
    {
      name: "documents in the root changed",
      apply: ({ workspace }) => ({
        "PHASEGATE-PROBE.md": workspace.entry("PHASEGATE-PROBE.md") === "file" ? null : "# A remark\n",
      }),
    },
  ];
}
