import {
  type FinishedDocument,
  judgeTest,
  type Selection,
  selectTest,
  type TestIdentity,
} from "@phasegate/test-evidence";
import { joinRepoPath, type RepoPath, type Workspace, type WorkspacePackage } from "@phasegate/workspace";
import type { Check, CheckContext, CheckOptions, Evaluation, TestName } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, type Location } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { testsDemand } from "./tests-passed.demand.ts";
import { evidenceOf, evidenceScope } from "./tests-passed.evidence.ts";
import { at, testFinding, testTitle } from "./tests-passed.findings.ts";
import { testsInvariances } from "./tests-passed.invariances.ts";
import { testsCounterexamples } from "./tests-passed.probes.ts";

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
  return ownCheck({
    kind: "testsPassed",
    name: args.name ?? `testsPassed:${file}`,
    claim:
      args.claim ??
      `${tests.length} named ${tests.length === 1 ? "test" : "tests"} of ${file} ran in this tree and passed`,
    subject: { kind: "tests", package: name, file },
    subjects: subjects.map((module) => ({ kind: "export", module, export: "*" })),
    tests,
    supports: ["working-tree", "index", "overlay"],
    demand: testsDemand(spoken(args)),
    evaluate: (context) => evaluateTests(args, context),
    counterexamples: testsCounterexamples({ package: name, file, tests, subjects }),
    invariances: testsInvariances({ package: name, file }),
  });
}

/** Holds named tests to the evidence that there is. */
export function evaluateTests(args: TestsPassed, context: CheckContext): Evaluation {
  const evidence = evidenceOf(args.package, context);
  const { one, document } = evidence;
  if (one === undefined)
    return { findings: evidence.findings, scope: evidenceScope(args.package, 0, document) };
  const missing = fileFindings(args, one, context);
  if (document === undefined) {
    return { findings: [...evidence.findings, ...missing], scope: evidenceScope(args.package, 0, document) };
  }
  const file = joinRepoPath(one.folder, args.file);
  const ran = args.tests.filter((test) => selectTest(document, identity(file, test)).kind === "one");
  return {
    findings: [...evidence.findings, ...missing, ...documentFindings(args, one, document, context)],
    scope: evidenceScope(args.package, ran.length, document),
  };
}

function documentFindings(
  args: TestsPassed,
  one: WorkspacePackage,
  document: FinishedDocument,
  context: CheckContext,
): Finding[] {
  const file = joinRepoPath(one.folder, args.file);
  const module = document.modules.find((candidate) => candidate.file === file);
  if (module === undefined) {
    if (context.workspace.entry(file) === "absent") return [];
    const config = document.projects.find(({ configFile }) => configFile !== null)?.configFile;
    return [found("test-file-not-run", { package: args.package, file }, { path: config ?? file })];
  }
  if (module.errors.length > 0) {
    // Of a file that failed as a whole, its tests have nothing to say.
    const reason = { code: "module-failed", errors: module.errors } as const;
    return [testFinding(args.package, file, reason, { path: file }, context.decisions)];
  }
  const tests = args.tests.flatMap((test) =>
    testFindings(args.package, identity(file, test), document, context),
  );
  return [...tests, ...subjectFindings(args, file, module, document.projects, context)];
}

function identity(file: RepoPath, test: TestName): TestIdentity {
  if (typeof test === "string") return { file, path: [], title: test };
  return { file, path: test.slice(0, -1), title: test.at(-1) ?? "" };
}

function testFindings(
  name: string,
  wanted: TestIdentity,
  document: FinishedDocument,
  context: CheckContext,
): Finding[] {
  const selection: Selection = selectTest(document, wanted);
  const test = testTitle(wanted);
  const here: Location = { path: wanted.file };
  switch (selection.kind) {
    case "none":
      return [found("test-missing", { package: name, test, near: selection.near.map(testTitle) }, here)];
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
        testFinding(name, test, reason, at(wanted.file, selection.test.location), context.decisions),
      );
  }
}

/** The file ran; did it load what it is said to prove? */
function subjectFindings(
  args: TestsPassed,
  file: RepoPath,
  module: FinishedDocument["modules"][number],
  projects: FinishedDocument["projects"],
  context: CheckContext,
): Finding[] {
  const loaded = new Set(module.imported.map(([path]) => path));
  const mocked = new Set(module.mocked.map((mock) => mock.module));
  return args.subjects.flatMap((subject) => {
    const swap = swapOf(subject, projects);
    if (swap !== undefined) {
      const { cause, config } = swap;
      return [
        found(
          "test-misses-subject",
          { package: args.package, file, subject, cause },
          { path: config ?? file },
        ),
      ];
    }
    const cause = whyNotReal(subject, { loaded, mocked, workspace: context.workspace });
    if (cause === undefined) return [];
    return [found("test-misses-subject", { package: args.package, file, subject, cause }, { path: file })];
  });
}

/** An alias of the configuration that catches imports of the subject, by whatever path they name it. */
function swapOf(subject: RepoPath, projects: FinishedDocument["projects"]) {
  const parts = subject.split("/");
  const last = parts.slice(-2).join("/");
  const names = [
    subject,
    `/${subject}`,
    last,
    `../${last}`,
    `./${last}`,
    `./${parts.at(-1)}`,
    `../${parts.at(-1)}`,
  ];
  for (const { aliases, configFile } of projects) {
    const swap = aliases.find(
      ({ find, replacement }) => replacement !== subject && names.some((name) => catches(find, name)),
    );
    if (swap !== undefined)
      return { cause: `the test configuration puts ${swap.replacement} in its place`, config: configFile };
  }
  return undefined;
}

/** Vite's rule: an expression tests the specifier; a text is the specifier, or a folder of it. */
function catches(find: string, specifier: string): boolean {
  const expression = /^\/(.*)\/([a-z]*)$/s.exec(find);
  if (expression !== null)
    return new RegExp(expression[1] ?? "", expression[2]?.replace("g", "")).test(specifier);
  return specifier === find || specifier.startsWith(`${find}/`);
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

function fileFindings(args: TestsPassed, one: WorkspacePackage, { workspace }: CheckContext): Finding[] {
  const file = joinRepoPath(one.folder, args.file);
  return workspace.entry(file) === "file"
    ? []
    : [found("test-file-missing", { package: args.package, file }, { path: file })];
}
