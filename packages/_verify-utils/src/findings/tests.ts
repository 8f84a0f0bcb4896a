import { finding, list } from "./define.ts";

export interface OfPackage {
  readonly package: string;
}
export interface OfTest extends OfPackage {
  readonly test: string;
}

/** What to do about a run. */
export const rerun = (command: string): string => `run it again with \`${command}\``;

/** Findings about tests and the evidence that they ran. */
export const testFindings = {
  "package-missing": finding<OfPackage>({
    verdict: "failed",
    title: "A package that the gate names does not exist",
    message: ({ package: name }) => `no workspace package is named ${name}`,
    mend: () => "name a package of the workspace in the gate",
    meaning:
      "Packages are found by the name in their package.json, among those that the workspace file selects.",
    sample: { package: "@rawr/server" },
  }),
  "tests-unhandled-error": finding<OfPackage & { reason: string }>({
    verdict: "failed",
    title: "An error was thrown outside the tests",
    message: ({ package: name, reason }) =>
      `while the tests of ${name} ran, an error reached nobody: ${reason}`,
    mend: () => "await every promise, and close what the test opened",
    meaning:
      "An unhandled rejection or exception means that something failed unseen; that no assertion failed is then no evidence.",
    sample: { package: "@rawr/server", reason: "Error: socket hang up" },
  }),
  "tests-interrupted": finding<OfPackage & { command: string }>({
    verdict: "blocked",
    title: "The test run was interrupted",
    message: ({ package: name }) => `the test run of ${name} was interrupted before its end`,
    mend: ({ command }) => rerun(command),
    meaning: "Tests that were not reached say nothing.",
    sample: { package: "@rawr/server", command: "pnpm turbo run test --filter=@rawr/server" },
  }),
  "tests-undeclared-input": finding<OfPackage & { paths: readonly string[] }>({
    verdict: "failed",
    title: "The tests load files that their evidence does not cover",
    message: ({ package: name, paths }) =>
      `the tests of ${name} loaded what their key does not cover: ${list(paths)}`,
    mend: () =>
      'list it in `"phasegate": { "evidence": { "rootInputs": […] } }` of the package\'s package.json',
    meaning:
      "Evidence is fresh only when everything that can change it is part of its key. A file outside the package and its workspace dependencies has to be declared.",
    sample: { package: "@rawr/server", paths: ["rawr.hq.ts"] },
  }),
  "test-filtered": finding<OfTest & { filter: string }>({
    verdict: "failed",
    title: "A test was filtered out",
    message: ({ test, filter }) => `«${test}» did not run: the configuration runs only ${filter}`,
    mend: () => "take the filter out of the configuration",
    meaning: "A filtered test looks like a skipped one. Evidence is made from whole runs.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once", filter: "/repeated/" },
  }),
  "test-file-missing": finding<OfPackage & { file: string }>({
    verdict: "failed",
    title: "A test file that the gate names does not exist",
    message: ({ file }) => `there is no test file ${file}`,
    mend: ({ file }) => `restore ${file}`,
    meaning: "The identity of a test is its file, its describe path and its title.",
    sample: { package: "@rawr/server", file: "apps/server/test/middleware-dedupe.test.ts" },
  }),
  "test-file-not-run": finding<OfPackage & { file: string }>({
    verdict: "failed",
    title: "A test file exists but did not run",
    message: ({ package: name, file }) =>
      `${file} is there, but the test configuration of ${name} leaves it out`,
    mend: () => "include the file in the test configuration",
    meaning: "A file that the runner never loads proves nothing, however good its tests are.",
    sample: { package: "@rawr/server", file: "apps/server/test/middleware-dedupe.test.ts" },
  }),
  "test-file-failed": finding<OfPackage & { file: string; reason: string }>({
    verdict: "failed",
    title: "A test file failed as a whole",
    message: ({ file, reason }) => `${file} failed outside its tests: ${reason}`,
    mend: () => "correct the error; hooks and module code count",
    meaning: "An error in a hook or in module code leaves tests without a result.",
    sample: {
      package: "@rawr/server",
      file: "apps/server/test/middleware-dedupe.test.ts",
      reason: "Error in beforeAll",
    },
  }),
  "test-missing": finding<OfTest & { near: readonly string[] }>({
    verdict: "failed",
    title: "A test that the gate names did not run",
    message: ({ test, near }) =>
      `no test «${test}» ran${near.length === 0 ? "" : `; close to it: ${list(near.map((one) => `«${one}»`))}`}`,
    mend: () => "a title is part of the contract: restore it, or change it in the gate as well",
    meaning: "Identity is module path, describe path and title, each compared exactly.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once", near: ["dedupe > evaluates twice"] },
  }),
  "test-duplicated": finding<OfTest & { count: number }>({
    verdict: "failed",
    title: "Several tests have the same identity",
    message: ({ test, count }) => `${count} tests are called «${test}»`,
    mend: () => "give each its own title",
    meaning: "With two tests of one name, the passing one could stand for the failing one.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once", count: 2 },
  }),
  "test-failed": finding<OfTest & { reason: string; decisions: readonly string[] }>({
    verdict: "failed",
    title: "A test failed",
    message: ({ test, reason, decisions }) =>
      `«${test}» failed${decisions.length === 0 ? "" : `, which ${list(decisions)} rests on`}: ${reason}`,
    mend: () => "the behaviour is gone, or the test is wrong: look at the code before the test",
    meaning: "The named behaviour does not hold in this tree.",
    sample: {
      package: "@rawr/server",
      test: "dedupe > evaluates once",
      reason: "expected 2 to be 1",
      decisions: ["D-009"],
    },
  }),
  "test-skipped": finding<OfTest & { how: string }>({
    verdict: "failed",
    title: "A test did not run",
    message: ({ test, how }) => `«${test}» did not run: it is ${how}`,
    mend: () => "let it run",
    meaning: "Skipped, todo and pending tests look green in a summary and prove nothing.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once", how: "skipped" },
  }),
  "test-expected-to-fail": finding<OfTest>({
    verdict: "failed",
    title: "A test passes only because it fails",
    message: ({ test }) => `«${test}» is declared as expected to fail`,
    mend: () => "take `.fails` away and make the behaviour hold",
    meaning: "`test.fails` turns a failing assertion into a passing test.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once" },
  }),
  "test-retried": finding<OfTest & { retries: number }>({
    verdict: "failed",
    title: "A test passed only when it was tried again",
    message: ({ test, retries }) =>
      `«${test}» passed after ${retries} ${retries === 1 ? "retry" : "retries"}`,
    mend: () => "find out why it failed the first time",
    meaning: "A behaviour that holds sometimes does not hold.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once", retries: 1 },
  }),
  "test-without-assertion": finding<OfTest>({
    verdict: "failed",
    title: "A test asserted nothing",
    message: ({ test }) => `«${test}» passed without one assertion`,
    mend: () => "assert what the gate claims",
    meaning: "A test without an assertion passes whatever the code does.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once" },
  }),
  "test-swallowed-failure": finding<OfTest & { reason: string }>({
    verdict: "failed",
    title: "An assertion failed and the test passed",
    message: ({ test, reason }) => `an assertion in «${test}» failed, and something caught it: ${reason}`,
    mend: () => "let the assertion's error reach the runner",
    meaning: "A `try` around an assertion, or a promise that nobody awaits, hides the failure.",
    sample: { package: "@rawr/server", test: "dedupe > evaluates once", reason: "expected 2 to be 1" },
  }),
  "test-misses-subject": finding<OfPackage & { file: string; subject: string; cause: string }>({
    verdict: "failed",
    title: "A test file does not reach what it is said to prove",
    message: ({ file, subject, cause }) => `${file} ran without ${subject}: ${cause}`,
    mend: ({ subject }) => `test the real ${subject}`,
    meaning:
      "The run's module graph does not hold the module that the check names as its subject, or a mock stood in for it.",
    sample: {
      package: "@rawr/server",
      file: "apps/server/test/middleware-dedupe.test.ts",
      subject: "apps/server/src/middleware/heavy.ts",
      cause: "it was never loaded",
    },
  }),
} as const;
