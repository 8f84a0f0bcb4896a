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
      tests: z.array(z.looseObject({ title: z.string() })),
    }),
  ),
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
  ];
}
