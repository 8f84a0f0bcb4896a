import {
  evidenceTask,
  type FinishedDocument,
  judgeRun,
  judgeTest,
  type RecordedError,
  type RunReason,
  readEvidence,
  type Selection,
  selectTest,
  type TestIdentity,
  type TestReason,
} from "@phasegate/test-evidence";
import { joinRepoPath, type RepoPath, type Workspace, type WorkspacePackage } from "@phasegate/workspace";
import type { Check, CheckContext, CheckOptions, Evaluation } from "../check.ts";
import { type Finding, found, type Location } from "../finding.ts";
import { unusableEvidence } from "./tests-passed.evidence.ts";
import { testsCounterexamples, testsInvariances } from "./tests-passed.probes.ts";

/** Titles by describe path: `["describe", "inner", "title"]`; a bare string is a title at the top of the file. */
export type TestName = string | readonly [...path: string[], title: string];

export interface TestsPassed extends CheckOptions {
  /** Name of the workspace package whose tests ran. */
  readonly package: string;
  /** Test file, relative to the package's folder. */
  readonly file: string;
  readonly tests: readonly TestName[];
  /** Modules that the file has to have loaded for real: what it is said to prove. Repository paths. */
  readonly subjects: readonly RepoPath[];
}

/**
 * Names of tests that differ in one part only: every way to take one of each part, in order.
 * `titles(["in process", "over HTTP"], "refuses", ["GET", "PUT"])` are four names.
 */
export function titles(...parts: readonly (string | readonly string[])[]): TestName[] {
  const alternatives = parts.map((part) => (typeof part === "string" ? [part] : part));
  const all = alternatives.reduce<string[][]>(
    (names, part) => names.flatMap((name) => part.map((one) => [...name, one])),
    [[]],
  );
  return all.flatMap((name) => {
    const last = name.at(-1);
    return last === undefined ? [] : [[...name.slice(0, -1), last] as const];
  });
}

/** Each named test ran in this tree, asserted something and passed, with its real subjects loaded. */
export function testsPassed(args: TestsPassed): Check {
  const { package: name, file, tests, subjects } = args;
  return {
    kind: "testsPassed",
    name: args.name ?? `testsPassed:${file}`,
    claim: args.claim ?? `${tests.length} named tests of ${file} ran in this tree and passed`,
    subject: { kind: "tests", package: name, file },
    supports: ["working-tree", "overlay"],
    evaluate: (context) => evaluate(args, context),
    counterexamples: testsCounterexamples({ package: name, file, tests, subjects }),
    invariances: testsInvariances({ package: name, file }),
  };
}

function evaluate(args: TestsPassed, context: CheckContext): Evaluation {
  const scope = (candidates: number) => ({
    selected: Math.min(args.tests.length, candidates),
    candidates,
    unit: "tests",
    roster: `evidence of ${args.package}`,
  });
  const one = context.packages.find((candidate) => candidate.name === args.package);
  if (one === undefined)
    return { findings: [found("package-missing", { package: args.package })], scope: scope(0) };
  const task = taskFindings(one, context);
  const answer = readEvidence(context.workspace, one);
  const missing = fileFindings(args, one, context);
  if (answer.kind !== "fresh") {
    const command = context.policy.evidence.command.replace("{package}", args.package);
    return {
      findings: [...task, ...missing, ...unusableEvidence(args.package, answer, command)],
      scope: scope(0),
    };
  }
  const findings = [...task, ...missing, ...documentFindings(args, one, answer.document, context)];
  const candidates = answer.document.modules.reduce((sum, module) => sum + module.tests.length, 0);
  return { findings, scope: scope(candidates) };
}

function documentFindings(
  args: TestsPassed,
  one: WorkspacePackage,
  document: FinishedDocument,
  context: CheckContext,
): Finding[] {
  const file = joinRepoPath(one.folder, args.file);
  const run = judgeRun(document).map((reason) => runFinding(args.package, reason, context));
  const module = document.modules.find((candidate) => candidate.file === file);
  if (module === undefined) {
    if (context.workspace.entry(file) === "absent") return run;
    const config = document.projects.find(({ configFile }) => configFile !== null)?.configFile;
    return [...run, found("test-file-not-run", { package: args.package, file }, { path: config ?? file })];
  }
  const tests = args.tests.flatMap((test) =>
    testFindings(args.package, identity(file, test), document, context),
  );
  return [...run, ...tests, ...subjectFindings(args, file, module, context)];
}

function identity(file: RepoPath, test: TestName): TestIdentity {
  if (typeof test === "string") return { file, path: [], title: test };
  return { file, path: test.slice(0, -1), title: test.at(-1) ?? "" };
}

function title({ path, title: last }: { path: readonly string[]; title: string }): string {
  return [...path, last].join(" › ");
}

function testFindings(
  name: string,
  wanted: TestIdentity,
  document: FinishedDocument,
  context: CheckContext,
): Finding[] {
  const selection: Selection = selectTest(document, wanted);
  const test = title(wanted);
  const here: Location = { path: wanted.file };
  switch (selection.kind) {
    case "none":
      return [found("test-missing", { package: name, test, near: selection.near.map(title) }, here)];
    case "duplicate": {
      const second = selection.found[1]?.test.location ?? null;
      return [
        found(
          "test-duplicated",
          { package: name, test, count: selection.found.length },
          at(wanted.file, second),
        ),
      ];
    }
    case "one":
      return judgeTest(document, selection).map((reason) =>
        testFinding(name, test, reason, at(wanted.file, selection.test.location), context),
      );
  }
}

function testFinding(
  name: string,
  test: string,
  reason: TestReason,
  place: Location,
  context: CheckContext,
): Finding {
  const of = { package: name, test };
  switch (reason.code) {
    case "skipped":
      return found(
        "test-skipped",
        { ...of, how: reason.note === null ? "skipped" : `skipped (${reason.note})` },
        place,
      );
    case "todo":
      return found("test-skipped", { ...of, how: "a todo" }, place);
    case "not-finished":
      return found("test-skipped", { ...of, how: "unfinished" }, place);
    case "filtered-out":
      return found("test-filtered", { ...of, filter: reason.testNamePattern }, place);
    case "failed":
      return found(
        "test-failed",
        { ...of, reason: first(reason.errors), decisions: context.decisions },
        errorPlace(reason.errors) ?? place,
      );
    case "expected-to-fail":
      return found("test-expected-to-fail", of, place);
    case "retried":
      return found("test-retried", { ...of, retries: reason.retryCount }, place);
    case "no-assertions":
      return found("test-without-assertion", of, place);
    case "swallowed-failure":
      return found(
        "test-swallowed-failure",
        { ...of, reason: first(reason.errors) },
        errorPlace(reason.errors) ?? place,
      );
    case "module-failed":
      return found(
        "test-file-failed",
        { package: name, file: place.path, reason: first(reason.errors) },
        errorPlace(reason.errors) ?? place,
      );
  }
}

function runFinding(name: string, reason: RunReason, context: CheckContext): Finding {
  switch (reason.code) {
    case "interrupted":
      return found("tests-interrupted", {
        package: name,
        command: context.policy.evidence.command.replace("{package}", name),
      });
    case "unhandled-error":
      return found(
        "tests-unhandled-error",
        { package: name, reason: first(reason.errors) },
        errorPlace(reason.errors),
      );
    case "undeclared-input":
      return found("tests-undeclared-input", { package: name, paths: reason.paths });
    case "no-tests":
      return found("evidence-invalid", {
        package: name,
        reason: "no test ran",
        command: context.policy.evidence.command.replace("{package}", name),
      });
  }
}

/** The file ran; did it load what it is said to prove? */
function subjectFindings(
  args: TestsPassed,
  file: RepoPath,
  module: FinishedDocument["modules"][number],
  context: CheckContext,
): Finding[] {
  const loaded = new Set(module.imported.map(([path]) => path));
  const mocked = new Set(module.mocked.map((mock) => mock.module));
  return args.subjects.flatMap((subject) => {
    const cause = whyNotReal(subject, { loaded, mocked, workspace: context.workspace });
    if (cause === undefined) return [];
    return [found("test-misses-subject", { package: args.package, file, subject, cause }, { path: file })];
  });
}

function whyNotReal(
  subject: RepoPath,
  run: {
    readonly loaded: ReadonlySet<string>;
    readonly mocked: ReadonlySet<string>;
    readonly workspace: Workspace;
  },
): string | undefined {
  if (run.workspace.entry(subject) === "absent") return "it does not exist";
  if (run.mocked.has(subject)) return "a mock stood in for it";
  return run.loaded.has(subject) ? undefined : "it was never loaded";
}

function taskFindings(one: WorkspacePackage, { workspace }: CheckContext): Finding[] {
  const task = evidenceTask(workspace, one);
  const of = { package: one.name, expected: "phasegate-evidence" };
  const place = "location" in task ? at(task.location.path, task.location) : undefined;
  switch (task.kind) {
    case "declared":
      return [];
    case "missing":
      return [
        found("evidence-task-replaced", { ...of, script: "test", actual: "missing" }, { path: task.path }),
      ];
    case "different":
      return [found("evidence-task-replaced", { ...of, script: "test", actual: task.script }, place)];
    case "surrounded":
      return [
        found(
          "evidence-task-replaced",
          { ...of, script: task.hook, expected: "absent", actual: task.script },
          place,
        ),
      ];
  }
}

function fileFindings(args: TestsPassed, one: WorkspacePackage, { workspace }: CheckContext): Finding[] {
  const file = joinRepoPath(one.folder, args.file);
  return workspace.entry(file) === "file"
    ? []
    : [found("test-file-missing", { package: args.package, file }, { path: file })];
}

function at(path: RepoPath, position: { line: number; column: number } | null): Location {
  return position === null ? { path } : { path, start: { line: position.line, column: position.column } };
}

function first(errors: readonly RecordedError[]): string {
  const [error] = errors;
  return error === undefined ? "no message" : firstLines(error.message);
}

function errorPlace(errors: readonly RecordedError[]): Location | undefined {
  const location = errors.find((error) => error.location !== null)?.location;
  return location ? at(location.path, location) : undefined;
}

/** Enough of an error to recognise it: its first line that says something. */
function firstLines(message: string): string {
  return (
    message
      .split("\n")
      .map((line) => line.trim())
      .find((line) => line !== "") ?? "no message"
  );
}
