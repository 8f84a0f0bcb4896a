import {
  type CanonicalStatus,
  type DecisionRecord,
  readSpeech,
  type Statement,
  sameState,
} from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { canonicalDocuments, factsOf } from "./documents.ts";
import { readRegisters } from "./registers.ts";
import { statusesDemand } from "./statuses-agree.demand.ts";
import { agreeCounterexamples, agreeInvariances } from "./statuses-agree.probes.ts";

export interface StatusesAgree extends CheckOptions {
  /** Ids of the decisions; all of the registers where absent. */
  readonly decisions?: readonly string[];
}

/** No document that speaks for the repository states another status of a decision than its register. */
export function statusesAgree(args: StatusesAgree = {}): Check {
  const { decisions = [] } = args;
  const [first = "*"] = decisions;
  const whose = decisions.length === 0 ? "a decision" : decisions.join(", ");
  return ownCheck({
    kind: "statusesAgree",
    name: args.name ?? `statusesAgree:${decisions.join(",") || "*"}`,
    claim: args.claim ?? `No canonical document states another status of ${whose} than the register`,
    subject: { kind: "decision", id: first },
    supports: everyKind,
    demand: statusesDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: agreeCounterexamples(args),
    invariances: agreeInvariances(args),
  });
}

function evaluate({ decisions }: StatusesAgree, context: CheckContext): Evaluation {
  const { records, findings } = readRegisters(context);
  const truth = new Map<string, DecisionRecord>();
  for (const record of records) if (record.id !== null && !truth.has(record.id)) truth.set(record.id, record);
  const ids = decisions ?? [...truth.keys()];
  const unknown = ids.filter((id) => !truth.has(id));
  const { canonical, all } = canonicalDocuments(context);
  const documents = [...new Set([...context.policy.registers, ...canonical])];
  const stated =
    findings.length > 0 ? [] : documents.flatMap((path) => contradictions(path, ids, truth, context));
  return {
    findings: [
      ...findings,
      ...unknown.map((decision) =>
        found("decision-missing", {
          decision,
          register: context.policy.registers.join(", "),
          known: [...truth.keys()],
        }),
      ),
      ...stated,
    ],
    scope: {
      selected: ids.length === 0 ? 0 : canonical.length,
      candidates: all.length,
      unit: "documents",
      roster: "Markdown files in git",
    },
  };
}

function contradictions(
  path: RepoPath,
  ids: readonly string[],
  truth: ReadonlyMap<string, DecisionRecord>,
  { workspace, memo, policy }: CheckContext,
): Finding[] {
  const { facts, finding } = factsOf(path, "the policy", readSpeech(workspace, path, ids, memo));
  if (facts === undefined) return [finding];
  return facts.statements.flatMap((statement) => {
    const record = truth.get(statement.id);
    const status = record?.status?.canonical ?? null;
    if (record === undefined || status === null || isOwnEntry(statement, record)) return [];
    if (holds(statement, status, policy.statuses)) return [];
    const stated = `${statement.negated ? "not " : ""}${statement.written.toLowerCase()}`;
    const args = { decision: statement.id, stated, status, register: record.location.path };
    return [found("status-contradicted", args, locationOf(statement.location))];
  });
}

/** The entry's own declarations are the truth; what its prose says is held against them. */
function isOwnEntry({ location, form }: Statement, record: DecisionRecord): boolean {
  if (form === "sentence" || location.path !== record.location.path) return false;
  const { start, end } = record.location;
  return start.offset <= location.start.offset && location.end.offset <= end.offset;
}

function holds(
  { statuses, negated }: Statement,
  status: CanonicalStatus,
  vocabulary: readonly string[],
): boolean {
  return statuses.some((one) => sameState(one, status, vocabulary)) !== negated;
}
