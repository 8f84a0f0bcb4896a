import {
  type ContractReading,
  type ContractRow,
  type DecisionRecord,
  dispositionContract,
  triggerEvidenceContract,
} from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { readByContract } from "./contract-reading.ts";
import { dispositionDemand } from "./disposition-agrees.demand.ts";
import { dispositionCounterexamples, dispositionInvariances } from "./disposition-agrees.probes.ts";
import { whyNotKept } from "./durable.ts";
import { namedPaths, pathFinding } from "./evidence-paths.ts";
import { unjudgedFinding } from "./judged-paths.ts";
import { isSameId, readRegisters } from "./registers.ts";
import { watchpointFindings } from "./watchpoints.ts";

export interface DispositionAgrees extends CheckOptions {
  /** The disposition: its contract is `dispositionContract` of decision-records. */
  readonly document: RepoPath;
  /** What triggered the closures: `triggerEvidenceContract`. Needed as soon as a decision is in a status of `triggered`. */
  readonly evidence: RepoPath;
  /** Decisions that need an outcome; those of the gate where absent. */
  readonly decisions?: readonly string[];
  /** Statuses that a trigger led to. */
  readonly triggered?: readonly string[];
  /** Statuses that need a watchpoint. */
  readonly deferred?: readonly string[];
}

/** The disposition says of each decision what the register says; what closed says why, what is deferred is watched. */
export function dispositionAgrees(args: DispositionAgrees): Check {
  const { document, evidence } = args;
  return ownCheck({
    kind: "dispositionAgrees",
    name: args.name ?? `dispositionAgrees:${document}`,
    claim:
      args.claim ??
      `${document} states the outcome of each decision as the register does, with what triggered it or watches it`,
    subject: { kind: "document", path: document },
    subjects: [{ kind: "document", path: evidence }],
    supports: everyKind,
    demand: dispositionDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: dispositionCounterexamples(args),
    invariances: dispositionInvariances(args),
  });
}

function evaluate(args: DispositionAgrees, context: CheckContext): Evaluation {
  const { document, decisions = context.decisions } = args;
  const { records, findings } = readRegisters(context);
  const { reading, findings: broken } = readByContract(document, dispositionContract, context);
  const outcomes = reading?.sections["outcomes"]?.rows ?? [];
  const own = reading === undefined ? [] : coverage(document, decisions, outcomes);
  const judged =
    findings.length > 0
      ? []
      : outcomes.flatMap((row) => outcomeFindings(row, records, args, reading, context));
  return {
    findings: [...findings, ...broken, ...own, ...judged, ...triggerFindings(args, outcomes, context)],
    scope: {
      selected: decisions.filter((id) => outcomes.some((row) => isSameId(row.cells["decision"]?.id, id)))
        .length,
      candidates: outcomes.length,
      unit: "outcomes",
      roster: document,
    },
  };
}

function coverage(
  document: RepoPath,
  decisions: readonly string[],
  outcomes: readonly ContractRow[],
): Finding[] {
  return decisions.flatMap((decision) => {
    const rows = outcomes.filter((row) => isSameId(row.cells["decision"]?.id, decision));
    const [first, second] = rows;
    if (first === undefined)
      return [found("disposition-missing", { decision, document }, { path: document })];
    if (second === undefined) return [];
    const args = { decision, document, count: rows.length };
    return [found("disposition-repeated", args, locationOf(second.location))];
  });
}

function outcomeFindings(
  row: ContractRow,
  records: readonly DecisionRecord[],
  { document, deferred = ["deferred"] }: DispositionAgrees,
  reading: ContractReading | undefined,
  { policy }: CheckContext,
): Finding[] {
  const { decision: cell, status } = row.cells;
  const decision = cell?.id ?? null;
  if (cell === undefined || decision === null) return [];
  const record = records.find(({ id }) => isSameId(id, decision));
  if (record === undefined) {
    const known = records.flatMap(({ id }) => id ?? []);
    const args = { decision, register: policy.registers.join(", "), known };
    return [found("decision-missing", args, locationOf(cell.location))];
  }
  const actual = record.status?.canonical ?? record.status?.written ?? "none";
  const watched = reading?.sections["watchpoints"]?.rows ?? [];
  const watchpoints = deferred.includes(actual) ? watchpointFindings(decision, document, watched) : [];
  if (status?.status == null || status.status === actual) return watchpoints;
  const args = { decision, stated: status.status, status: actual, register: record.location.path };
  return [...watchpoints, found("disposition-differs", args, locationOf(status.location))];
}

function triggerFindings(
  { evidence, triggered = ["closed"] }: DispositionAgrees,
  outcomes: readonly ContractRow[],
  context: CheckContext,
): Finding[] {
  const closed = outcomes.flatMap(({ cells: { decision, status } }) =>
    decision?.id != null && status?.status != null && triggered.includes(status.status) ? [decision.id] : [],
  );
  if (closed.length === 0) return [];
  const { reading, findings } = readByContract(evidence, triggerEvidenceContract, context);
  if (reading === undefined) return [...findings];
  const rowsOf = (section: string) => reading.sections[section]?.rows ?? [];
  const lacking = (["trigger", "claim"] as const).flatMap((what) =>
    closed
      .filter((id) => !rowsOf(`${what}s`).some((row) => isSameId(row.cells["decision"]?.id, id)))
      .map((decision) =>
        found("trigger-evidence-missing", { decision, document: evidence, what }, { path: evidence }),
      ),
  );
  return [...findings, ...lacking, ...rowsOf("claims").flatMap((row) => claimFindings(row, context))];
}

/** The files of a claim exist and last, and where gates that are needed speak for its decision, one of them judged each. */
function claimFindings({ cells: { decision, evidence } }: ContractRow, context: CheckContext): Finding[] {
  if (decision?.id == null || evidence === undefined) return [];
  const { id } = decision;
  const gates = context.needs.filter(({ decisions }) => decisions.some((one) => isSameId(one, id)));
  return namedPaths(evidence.values, context.workspace).flatMap(
    (one) =>
      pathFinding(id, one, context, whyNotKept) ??
      (gates.length === 0 ? [] : (unjudgedFinding(id, one, gates, context) ?? [])),
  );
}
