import type { Counterexample } from "../check.ts";
import type { editing } from "./tests-passed.edits.ts";

type Edit = Parameters<typeof editing>[1];
const error = { name: "Error", message: "in a hook", location: null };

/** What can be wrong with a run or a file as a whole. */
export const whole: readonly (readonly [title: string, expect: Counterexample["expect"], edit: Edit])[] = [
  [
    "the file failed outside its tests",
    "test-file-failed",
    (module) => void Object.assign(module, { errors: [error] }),
  ],
  [
    "an error reached nobody",
    "tests-unhandled-error",
    (_, all) => void Object.assign(all, { unhandledErrors: [error] }),
  ],
  [
    "the run was interrupted",
    "tests-interrupted",
    (_, all) => void Object.assign(all, { reason: "interrupted" }),
  ],
  [
    "an undeclared file was loaded",
    "tests-undeclared-input",
    (_, all) => void Object.assign(all, { undeclaredInputs: ["../x.ts"] }),
  ],
  ["no test is left in the file", "test-missing", (module) => void module.tests.splice(0)],
];

/** What can be wrong with one named test. */
export const each: readonly (readonly [
  title: string,
  expect: Counterexample["expect"],
  values: Record<string, unknown>,
])[] = [
  ["a named test did not finish", "test-skipped", { state: "pending" }],
  ["a named test has lost its count of assertions", "test-without-assertion", { assertions: null }],
  ["a named test was flaky", "test-retried", { flaky: true }],
  ["a named test swallowed a failure", "test-swallowed-failure", { swallowedFailures: [error] }],
];

/** Edits of a test file that a run would have to see. */
export const sources: readonly (readonly [title: string, pattern: RegExp, by: string])[] = [
  ["a test is skipped", /\b(test|it)\(/, "$1.skip("],
  ["a test is a todo", /\b(test|it)\(/, "$1.todo("],
  ["a test is alone", /\b(test|it)\(/, "$1.only("],
  ["a group of tests is skipped", /\bdescribe(\.each)?\(/, "describe.skip$1("],
];

/** Settings of Vitest that make less of a run. */
export const configs = [
  ["files are left out", 'exclude: ["**/*.test.ts"]'],
  ["other files are run", 'include: ["test/none/**"]'],
  ["only tests of a name are run", 'testNamePattern: "nothing"'],
  ["tests are tried again", "retry: 3"],
  ["a run without tests is fine", "passWithNoTests: true"],
  ["errors outside of tests are ignored", "dangerouslyIgnoreUnhandledErrors: true"],
] as const;
