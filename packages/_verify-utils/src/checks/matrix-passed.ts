import { type FinishedDocument, judgeTest, type RecordedTest } from "@phasegate/test-evidence";
import { joinRepoPath, type RepoPath } from "@phasegate/workspace";
import type { Check, CheckContext, CheckOptions, Evaluation, Matrix, TestName } from "../check.ts";
import type { Finding } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { matrixDemand } from "./matrix-passed.demand.ts";
import { matrixCounterexamples } from "./matrix-passed.probes.ts";
import { evidenceOf } from "./tests-passed.evidence.ts";
import { at, testFinding, testTitle } from "./tests-passed.findings.ts";
import { testsInvariances } from "./tests-passed.invariances.ts";
import { evaluateTests } from "./tests-passed.ts";

/** Some cases of a row, and what they come to: in every column, or in each, in the order of the columns. */
export interface MatrixLine {
  readonly cases: readonly string[];
  readonly outcomes: string | readonly string[];
}

export interface MatrixPassed extends CheckOptions {
  /** Name of the workspace package whose tests ran. */
  readonly package: string;
  /** Test file, relative to the package's folder. */
  readonly file: string;
  /** Modules that the file has to have loaded for real. Repository paths. */
  readonly subjects: readonly RepoPath[];
  readonly columns: readonly string[];
  /** By the name of the row. The first case of a row is the one that reports show. */
  readonly rows: Readonly<Record<string, readonly MatrixLine[]>>;
}

interface MatrixCase {
  readonly column: string;
  readonly row: string;
  readonly outcome: string;
  readonly name: TestName;
}

/**
 * For each column, row and case there is a test `column > row > case: outcome`, which ran in this tree, asserted
 * something and passed; and no other test of the file was left out.
 */
export function matrixPassed(args: MatrixPassed): Check {
  const { package: name, file, subjects, columns, rows } = args;
  const cases = casesOf(args);
  const tests = cases.map((one) => one.name);
  const of = { package: name, file, subjects, tests };
  return ownCheck({
    kind: "matrixPassed",
    name: args.name ?? `matrixPassed:${file}`,
    claim:
      args.claim ??
      `Each of ${Object.keys(rows).length} rows comes in each of ${columns.length} columns to what the gate says`,
    subject: { kind: "tests", package: name, file },
    subjects: subjects.map((module) => ({ kind: "export", module, export: "*" })),
    tests,
    supports: ["working-tree", "index", "overlay"],
    demand: matrixDemand(of),
    evaluate: (context) => {
      const named = evaluateTests(of, context);
      const ran = fileOf(of, context);
      return {
        ...named,
        findings: [...named.findings, ...leftOut(of, ran, context)],
        matrix: matrixOf(args, cases, ran?.tests ?? []),
      } satisfies Evaluation;
    },
    counterexamples: matrixCounterexamples(of),
    invariances: testsInvariances({ package: name, file }),
  });
}

function casesOf({ columns, rows }: MatrixPassed): MatrixCase[] {
  return columns.flatMap((column, index) =>
    Object.entries(rows).flatMap(([row, lines]) =>
      lines.flatMap(({ cases, outcomes }) => {
        const outcome = typeof outcomes === "string" ? outcomes : (outcomes[index] ?? "");
        return cases.map((one) => ({
          column,
          row,
          outcome,
          name: [column, row, `${one}: ${outcome}`] as const,
        }));
      }),
    ),
  );
}

interface Of {
  readonly package: string;
  readonly file: string;
  readonly tests: readonly TestName[];
}

interface RanFile {
  readonly document: FinishedDocument;
  readonly module: FinishedDocument["modules"][number];
  readonly tests: readonly RecordedTest[];
}

function fileOf(of: Of, context: CheckContext): RanFile | undefined {
  const { one, document } = evidenceOf(of.package, context);
  if (one === undefined || document === undefined) return undefined;
  const file = joinRepoPath(one.folder, of.file);
  const module = document.modules.find((candidate) => candidate.file === file);
  return module === undefined || module.errors.length > 0
    ? undefined
    : { document, module, tests: module.tests };
}

/** A test that the gate does not name may be one that it ought to: what there is has to have passed. */
function leftOut(of: Of, ran: RanFile | undefined, context: CheckContext): Finding[] {
  if (ran === undefined) return [];
  const { document, module, tests } = ran;
  const named = new Set(of.tests.map(keyOf));
  return tests
    .filter((test) => !named.has(keyOf([...test.path, test.title])))
    .flatMap((test) =>
      judgeTest(document, { module, test }).map((reason) => {
        const title = testTitle(test);
        return testFinding(of.package, title, reason, at(module.file, test.location), context.decisions);
      }),
    );
}

function keyOf(name: TestName | readonly string[]): string {
  return JSON.stringify(typeof name === "string" ? [name] : name);
}

/** Columns downwards and rows across, since columns are the longer names. */
function matrixOf(args: MatrixPassed, cases: readonly MatrixCase[], tests: readonly RecordedTest[]): Matrix {
  const passed = new Set(
    tests.filter(({ state }) => state === "passed").map((test) => keyOf([...test.path, test.title])),
  );
  const holds = (one: MatrixCase) => passed.has(keyOf(one.name));
  const names = Object.keys(args.rows);
  return {
    head: names,
    lines: args.columns.map((column) => ({
      name: column,
      cells: names.map((row) => {
        const here = cases.filter((one) => one.column === column && one.row === row);
        const [first] = here;
        if (first === undefined) return "";
        return here.every(holds) ? first.outcome : `not ${here.find((one) => !holds(one))?.outcome}`;
      }),
    })),
    held: cases.filter(holds).length,
    cases: cases.length,
  };
}
