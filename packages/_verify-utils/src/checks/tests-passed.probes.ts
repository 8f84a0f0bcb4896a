import { evidenceFile } from "@phasegate/test-evidence";
import { type Edits, joinRepoPath, readText } from "@phasegate/workspace";
import { type CheckContext, type Counterexample, NotApplicable } from "../check.ts";
import { editing, withoutAssertion } from "./tests-passed.edits.ts";
import type { TestsPassed } from "./tests-passed.ts";
import { configs, each, sources, whole } from "./tests-passed.wrongs.ts";

type Args = Pick<TestsPassed, "package" | "file" | "tests" | "subjects">;
type Result = Edits | NotApplicable;

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
            expect: ["test-misses-subject", "evidence-stale", "workspace-refused"],
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
    {
      name: "an assertion is gone after the run",
      expect: "evidence-stale",
      apply: (context) => {
        const one = context.packages.find((candidate) => candidate.name === args.package);
        if (one === undefined) return new NotApplicable(`there is no package ${args.package}`);
        return withoutAssertion(joinRepoPath(one.folder, args.file))(context);
      },
    },
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
