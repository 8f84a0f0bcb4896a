import type { DecisionRecord } from "@phasegate/decision-records";
import { type ExplainedFile, type Explanation, type GateResult, worst } from "@phasegate/report";
import { type Base, trace, type Workspace, WorkspaceError } from "@phasegate/workspace";
import type { CheckContext } from "./check.ts";
import { namedPaths } from "./checks/evidence-paths.ts";
import { isSameId, readRegisters } from "./checks/registers.ts";
import { contextOf } from "./context.ts";
import type { Gate } from "./gate.ts";
import { type RunOptions, run } from "./run.ts";

export interface ExplainOptions extends Omit<RunOptions, "gates" | "target" | "only" | "base"> {
  readonly base: () => Base;
  readonly gates: readonly Gate[];
  readonly id: string;
  /** Field that lists the paths that a decision rests on. */
  readonly evidenceField?: string;
}

/** What a decision rests on, judged now; or the ids that there are, when the registers do not hold it once. */
export type ExplainAnswer =
  | { readonly kind: "explained"; readonly explanation: Explanation }
  | { readonly kind: "unknown"; readonly known: readonly string[] };

/** Judges the gates that support a decision, and lays out what each of them rests on and what of it changed. */
export function explainDecision(options: ExplainOptions): ExplainAnswer {
  const { workspace } = trace(options.workspace);
  const context = contextOf(workspace, { decisions: [options.id] }, options);
  const { records } = readRegisters(context);
  const mine = records.filter(({ id }) => isSameId(id, options.id));
  const [record] = mine;
  if (record === undefined || mine.length > 1)
    return { kind: "unknown", known: records.flatMap(({ id }) => id ?? []) };
  const id = record.id ?? options.id;
  const gates = options.gates.filter(({ decisions }) => decisions.includes(id));
  const results = run({ ...options, gates, target: id }).gates.filter((one) => one.decisions.includes(id));
  return { kind: "explained", explanation: layOut(id, record, { options, gates, results, context }) };
}

interface Judged {
  readonly options: ExplainOptions;
  readonly gates: readonly Gate[];
  readonly results: readonly GateResult[];
  readonly context: CheckContext;
}

function layOut(
  id: string,
  record: DecisionRecord,
  { options, gates, results, context }: Judged,
): Explanation {
  const { evidenceField = "closure_evidence" } = options;
  const file = (path: string): ExplainedFile => ({
    path,
    change: changeOf(path, context.workspace, context.base),
  });
  const { path, start } = record.titleLocation;
  const named = namedPaths(record.fields[evidenceField]?.values ?? [], context.workspace);
  const evidence = [...new Set(named.map((one) => one.path))].map(file);
  const explained = results.map((result) => explainedGate(id, result, gates, file));
  const chain = [
    file(path),
    ...evidence,
    ...explained.flatMap((gate) => gate.claims.flatMap((one) => one.subjects)),
  ];
  const changed = new Map(
    chain.filter(({ change }) => change !== null && change !== "same").map((one) => [one.path, one]),
  );
  return {
    schema: "phasegate.explanation/1",
    decision: { id, title: record.title, status: record.status?.written ?? null, path, line: start.line },
    verdict: worst(results.map(({ verdict }) => verdict)),
    base: baseText(context.base),
    evidence,
    gates: explained,
    changed: [...changed.values()],
  };
}

/** What a gate claims that has to do with the decision: what it says of another one is left out. */
function explainedGate(
  decision: string,
  { id, slice, verdict, findings, checks }: GateResult,
  gates: readonly Gate[],
  file: (path: string) => ExplainedFile,
): Explanation["gates"][number] {
  const own = gates.find((gate) => gate.id === id)?.checks ?? [];
  const ofOthers = own.flatMap(({ name, subject }) =>
    subject.kind === "decision" && !isSameId(subject.id, decision) ? [name] : [],
  );
  const mine = checks.filter(({ name }) => !ofOthers.includes(name));
  const claims = mine.map((check) => ({
    check: check.name,
    kind: check.kind,
    claim: check.claim,
    verdict: check.verdict,
    cause: (check.findings[0] ?? check.waived[0])?.message ?? null,
    subjects: check.subjects.map(file),
    tests: (own.find(({ name }) => name === check.name)?.tests ?? []).map((test) =>
      [test].flat().join(" › "),
    ),
  }));
  return { id, slice, verdict, findings: findings.map(({ message }) => message), claims };
}

function changeOf(path: string, head: Workspace, base: Base): ExplainedFile["change"] {
  if (base.kind === "none" || base.kind === "unknown") return null;
  const [before, now] = [digestOf(base.workspace, path), digestOf(head, path)];
  if (before === now) return "same";
  if (before === undefined) return "added";
  return now === undefined ? "removed" : "changed";
}

/** A path that the workspace refuses, or that is a folder, has no content to compare. */
function digestOf(workspace: Workspace, path: string): string | undefined {
  try {
    return workspace.entry(path) === "file" ? workspace.digest(path) : undefined;
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}

function baseText(base: Base): Explanation["base"] {
  switch (base.kind) {
    case "revision": {
      const { kind, commit, ref, how } = base;
      return { kind, commit, ref, how };
    }
    case "unknown": {
      const { kind, why, command } = base;
      return { kind, why, command };
    }
    case "root":
    case "none":
      return { kind: base.kind };
  }
}
