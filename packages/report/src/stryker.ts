import type { ProofDocument, ProofEdit, ProofOutcome, ProofProbe } from "./proof.ts";
import type { TestMutant } from "./test-proof.ts";

export interface StrykerOptions {
  /** Text of a file of the repository as it is; `undefined` where there is none. */
  readonly source: (path: string) => string | undefined;
}

/** Harmless edits are no mutants: those that were rightly ignored stand as ignored. */
const statuses = {
  killed: "Killed",
  survived: "Survived",
  elsewhere: "Survived",
  undecided: "Survived",
  "false-alarm": "RuntimeError",
  unusable: "CompileError",
  quiet: "Ignored",
  "not-applicable": "Ignored",
} as const satisfies Record<ProofOutcome, string>;

/**
 * The proof as a mutation report, for the viewers that exist: edits are mutants, checks are the tests that kill them.
 * Format: mutation-testing-report-schema 3, report version 2
 * (https://github.com/stryker-mutator/mutation-testing-elements/tree/master/packages/report-schema).
 */
export function proofToStryker(proof: ProofDocument, { source }: StrykerOptions): string {
  const placed = proof.probes.flatMap((probe, index) => {
    const edit = probe.edits.find(({ change }) => change !== "added") ?? probe.edits[0];
    return edit === undefined ? [] : [{ path: edit.path, mutant: mutantOf(probe, edit, String(index)) }];
  });
  const ofModules = (proof.tests?.mutants ?? []).map((one) => ({ path: one.subject, mutant: ofTests(one) }));
  const all = [...placed, ...ofModules];
  const paths = [...new Set(all.map(({ path }) => path))].sort();
  const files = paths.map((path) => [
    path,
    {
      language: languageOf(path),
      source: source(path) ?? "",
      mutants: all.filter((one) => one.path === path).map(({ mutant }) => mutant),
    },
  ]);
  const testFiles = proof.gates.map(({ id, checks }) => [
    id,
    { tests: checks.map(({ name, claim }) => ({ id: testId(id, name), name: claim })) },
  ]);
  const byFile = new Map<string, Map<string, string>>();
  for (const test of (proof.tests?.mutants ?? []).flatMap(({ killedBy }) => killedBy)) {
    const tests = byFile.get(test.file) ?? new Map<string, string>();
    byFile.set(test.file, tests.set(titleId(test), [...test.path, test.title].join(" › ")));
  }
  const named = [...byFile].map(([file, tests]) => [
    file,
    { tests: [...tests].map(([id, name]) => ({ id, name })) },
  ]);
  const report = {
    schemaVersion: "2",
    thresholds: { high: 100, low: 95 },
    framework: { name: "phasegate prove", ...versionOf(proof) },
    files: Object.fromEntries(files),
    testFiles: Object.fromEntries([...testFiles, ...named]),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function versionOf({ tools }: ProofDocument) {
  const version = tools["phasegate"];
  return version === undefined ? {} : { version };
}

function testId(gate: string, check: string): string {
  return `${gate}/${check}`;
}

function mutantOf(probe: ProofProbe, edit: ProofEdit, id: string) {
  const status = statuses[probe.outcome];
  const others = probe.edits.filter((one) => one !== edit).map(({ path, change }) => `${path} ${change}`);
  const test = testId(probe.gate, probe.check);
  return {
    id,
    mutatorName: `${probe.kind}: ${probe.side}`,
    description: [probe.probe, ...others].join("; "),
    location: { start: edit.start, end: edit.end },
    replacement: edit.replacement,
    status,
    statusReason: probe.reason ?? probe.findings[0]?.message ?? probe.outcome,
    coveredBy: [test],
    killedBy: status === "Killed" ? [test] : [],
    duration: probe.milliseconds,
  };
}

const testStatuses = {
  killed: "Killed",
  timeout: "Timeout",
  crashed: "RuntimeError",
  survived: "Survived",
  "no-coverage": "NoCoverage",
  "not-run": "Ignored",
} as const satisfies Record<TestMutant["status"], string>;

function titleId({ file, path, title }: TestMutant["killedBy"][number]): string {
  return [file, ...path, title].join(" › ");
}

function ofTests({ id, mutator, unit, location, replacement, status, reason, killedBy, ran }: TestMutant) {
  return {
    id,
    mutatorName: mutator,
    description: `in ${unit}`,
    location: { start: positionOf(location.start), end: positionOf(location.end) },
    replacement,
    status: testStatuses[status],
    statusReason: reason ?? (ran.length === 0 ? status : `${status}: ${ran.join(", ")}`),
    killedBy: killedBy.map(titleId),
  };
}

function positionOf({ line, column }: TestMutant["location"]["start"]) {
  return { line, column };
}

function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  if (/^[cm]?tsx?$/.test(extension)) return "typescript";
  if (/^[cm]?jsx?$/.test(extension)) return "javascript";
  return extension === "md" ? "markdown" : extension;
}
