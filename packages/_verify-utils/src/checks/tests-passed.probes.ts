import { evidenceFile } from "@phasegate/test-evidence";
import { type Edits, joinRepoPath, readText } from "@phasegate/workspace";
import { z } from "zod";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import type { TestsPassed } from "./tests-passed.ts";

type Args = Pick<TestsPassed, "package" | "file" | "tests" | "subjects">;
type Result = Edits | NotApplicable;

/** The parts of an evidence document that the probes edit. Its key covers sources only, so results can be edited. */
const editable = z.looseObject({
  modules: z.array(
    z.looseObject({
      file: z.string(),
      imported: z.array(z.unknown()),
      tests: z.array(z.looseObject({ title: z.string(), path: z.array(z.string()) })),
    }),
  ),
  filter: z.looseObject({ testNamePattern: z.unknown() }),
});
type Editable = z.infer<typeof editable>;

/** A package and one of its test files; the first that ran where absent. */
interface Of {
  readonly package: string;
  readonly file?: string;
}

function editing(
  { package: name, file }: Of,
  edit: (module: Editable["modules"][number], document: Editable) => void,
) {
  return (context: CheckContext): Result => {
    const one = context.packages.find((candidate) => candidate.name === name);
    if (one === undefined) return new NotApplicable(`there is no package ${name}`);
    const path = joinRepoPath(one.folder, evidenceFile);
    const text = readText(context.workspace, path);
    if (text === undefined) return new NotApplicable(`there is no evidence of ${name}`);
    const document = editable.parse(JSON.parse(text));
    const wanted = file === undefined ? undefined : joinRepoPath(one.folder, file);
    const module = document.modules.find((candidate) => wanted === undefined || candidate.file === wanted);
    if (module === undefined) return new NotApplicable(`${file ?? "no test file"} did not run`);
    edit(module, document);
    return { [path]: JSON.stringify(document) };
  };
}

type Edit = Parameters<typeof editing>[1];
const error = { name: "Error", message: "in a hook", location: null };

/** What can be wrong with a run or a file as a whole. */
const whole: readonly (readonly [title: string, expect: Counterexample["expect"], edit: Edit])[] = [
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
const each: readonly (readonly [
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
const sources: readonly (readonly [title: string, pattern: RegExp, by: string])[] = [
  ["a test is skipped", /\b(test|it)\(/, "$1.skip("],
  ["a test is a todo", /\b(test|it)\(/, "$1.todo("],
  ["a test is alone", /\b(test|it)\(/, "$1.only("],
  ["an assertion is gone", /^\s*(await )?expect\(.*\n/m, ""],
  ["a group of tests is skipped", /\bdescribe(\.each)?\(/, "describe.skip$1("],
];

/** Settings of Vitest that make less of a run. */
const configs = [
  ["files are left out", 'exclude: ["**/*.test.ts"]'],
  ["other files are run", 'include: ["test/none/**"]'],
  ["only tests of a name are run", 'testNamePattern: "nothing"'],
  ["tests are tried again", "retry: 3"],
  ["a run without tests is fine", "passWithNoTests: true"],
  ["errors outside of tests are ignored", "dangerouslyIgnoreUnhandledErrors: true"],
] as const;

function titleOf(args: Args): string {
  const [first] = args.tests;
  return (typeof first === "string" ? first : first?.at(-1)) ?? "";
}

export function testsCounterexamples(args: Args): readonly Counterexample[] {
  const testEdit = (values: Record<string, unknown>) =>
    editing(args, ({ tests }) => {
      for (const test of tests) if (test.title === titleOf(args)) Object.assign(test, values);
    });
  const inPackage =
    (path: string, text: (context: CheckContext, path: string) => string | null) =>
    (context: CheckContext): Result => {
      const one = context.packages.find((candidate) => candidate.name === args.package);
      if (one === undefined) return new NotApplicable(`there is no package ${args.package}`);
      const full = joinRepoPath(one.folder, path);
      return { [full]: text(context, full) };
    };
  return [
    {
      name: "a named test was skipped",
      expect: "test-skipped",
      apply: testEdit({ state: "skipped", mode: "skip" }),
    },
    {
      name: "a named test is a todo",
      expect: "test-skipped",
      apply: testEdit({ state: "skipped", mode: "todo" }),
    },
    { name: "a named test failed", expect: "test-failed", apply: testEdit({ state: "failed" }) },
    {
      name: "a named test is expected to fail",
      expect: "test-expected-to-fail",
      apply: testEdit({ fails: true }),
    },
    {
      name: "a named test passed on the second try",
      expect: "test-retried",
      apply: testEdit({ retryCount: 1, flaky: true }),
    },
    {
      name: "a named test asserted nothing",
      expect: "test-without-assertion",
      apply: testEdit({ assertions: 0 }),
    },
    { name: "a named test was renamed", expect: "test-missing", apply: testEdit({ title: "another title" }) },
    {
      name: "two tests share an identity",
      expect: "test-duplicated",
      apply: editing(args, ({ tests }) => {
        tests.push(...tests.filter((test) => test.title === titleOf(args)));
      }),
    },
    {
      name: "the file was left out of the run",
      expect: "test-file-not-run",
      apply: editing(args, (module, document) => {
        document.modules.splice(document.modules.indexOf(module), 1);
      }),
    },
    ...(args.subjects.length === 0
      ? []
      : [
          {
            name: "the subject was never loaded",
            expect: "test-misses-subject",
            apply: editing(args, (module) => {
              module.imported.splice(0);
            }),
          } as const,
        ]),
    {
      name: "the test file is deleted",
      expect: "test-file-missing",
      apply: inPackage(args.file, () => null),
    },
    {
      name: "the evidence is deleted",
      expect: "evidence-absent",
      apply: inPackage(evidenceFile, () => null),
    },
    { name: "the evidence is torn", expect: "evidence-invalid", apply: inPackage(evidenceFile, () => "{") },
    {
      name: "the sources changed after the run",
      expect: "evidence-stale",
      apply: inPackage(
        args.file,
        (context, path) => `${readText(context.workspace, path) ?? ""}\n// later\n`,
      ),
    },
    ...whole.map(
      ([title, expect, edit]): Counterexample => ({
        name: title,
        expect,
        apply: editing(args, edit),
      }),
    ),
    ...each.map(
      ([title, expect, values]): Counterexample => ({ name: title, expect, apply: testEdit(values) }),
    ),
    {
      name: "a named test moved into another describe",
      expect: "test-missing",
      apply: editing(args, ({ tests }) => {
        for (const test of tests) if (test.title === titleOf(args)) test.path.push("elsewhere");
      }),
    },
    {
      name: "every test was filtered out by a pattern",
      expect: "test-filtered",
      apply: editing(args, ({ tests }, document) => {
        document.filter.testNamePattern = "/nothing/";
        for (const test of tests) if (test.title === titleOf(args)) Object.assign(test, { state: "skipped" });
      }),
    },
    ...(args.subjects[0] === undefined
      ? []
      : [
          {
            name: "a mock stood in for the subject",
            expect: "test-misses-subject",
            apply: editing(args, (module) => {
              Object.assign(module, { mocked: [{ module: args.subjects[0], kind: "automock" }] });
            }),
          } as const,
          {
            name: "the subject changed after the run",
            expect: "evidence-stale",
            at: { path: args.subjects[0] },
            apply: (context) => {
              const [subject = ""] = args.subjects;
              return { [subject]: `${readText(context.workspace, subject) ?? ""}\n// later\n` };
            },
          } satisfies Counterexample,
          {
            name: "the subject is deleted",
            expect: ["test-misses-subject", "evidence-stale"],
            apply: () => ({ [args.subjects[0] ?? ""]: null }),
          } as const,
        ]),
    ...sources.map(
      ([title, pattern, by]): Counterexample => ({
        name: `${title} after the run`,
        expect: "evidence-stale",
        apply: (context) => {
          const one = context.packages.find((candidate) => candidate.name === args.package);
          if (one === undefined) return new NotApplicable(`there is no package ${args.package}`);
          const path = joinRepoPath(one.folder, args.file);
          const text = readText(context.workspace, path) ?? "";
          return pattern.test(text)
            ? { [path]: text.replace(pattern, by) }
            : new NotApplicable(`${args.file} has no such place`);
        },
      }),
    ),
    ...configs.map(
      ([title, option]): Counterexample => ({
        name: `${title} after the run`,
        expect: "evidence-stale",
        apply: inPackage(
          "vitest.config.ts",
          () =>
            `import { defineConfig } from "vitest/config";\n\nexport default defineConfig({ test: { ${option} } });\n`,
        ),
      }),
    ),
    ...["pretest", "posttest"].map(
      (hook): Counterexample => ({
        name: `a ${hook} script is added`,
        expect: "evidence-task-replaced",
        apply: inPackage("package.json", (context, path) =>
          (readText(context.workspace, path) ?? "").replace(/"test":\s*"/, `"${hook}": "true", $&`),
        ),
      }),
    ),
    {
      name: "the task has an argument more",
      expect: "evidence-task-replaced",
      apply: inPackage("package.json", (context, path) =>
        (readText(context.workspace, path) ?? "").replace(
          '"phasegate-evidence"',
          '"phasegate-evidence -t once"',
        ),
      ),
    },
    {
      name: "the task may fail",
      expect: "evidence-task-replaced",
      apply: inPackage("package.json", (context, path) =>
        (readText(context.workspace, path) ?? "").replace(
          '"phasegate-evidence"',
          '"phasegate-evidence || true"',
        ),
      ),
    },
    {
      name: "the evidence is of another package",
      expect: "evidence-foreign",
      apply: editing(args, (_, document) => {
        Object.assign(document, { package: { name: "another", folder: "another" } });
      }),
    },
    {
      name: "the run did not end",
      expect: ["evidence-unfinished", "evidence-invalid"],
      apply: editing(args, (_, document) => {
        Object.assign(document, { state: "running" });
      }),
    },
    {
      name: "the task is replaced",
      expect: "evidence-task-replaced",
      apply: inPackage("package.json", (context, path) =>
        (readText(context.workspace, path) ?? "").replace('"phasegate-evidence"', '"true"'),
      ),
    },
  ];
}

export function anyTestCounterexamples(name: string): readonly Counterexample[] {
  return [
    {
      name: "some test failed",
      expect: "test-failed",
      apply: editing({ package: name }, ({ tests }) => {
        for (const test of tests.slice(0, 1)) Object.assign(test, { state: "failed" });
      }),
    },
    {
      name: "a file failed outside its tests",
      expect: "test-file-failed",
      apply: editing({ package: name }, (module) => {
        Object.assign(module, { errors: [{ name: "Error", message: "in a hook", location: null }] });
      }),
    },
    {
      name: "nothing passed",
      expect: "evidence-invalid",
      apply: editing({ package: name }, (_, document) => {
        for (const { tests } of document.modules)
          for (const test of tests) Object.assign(test, { state: "skipped" });
      }),
    },
  ];
}

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
