import type { DecisionRecord } from "@phasegate/decision-records";
import type { GateResult } from "@phasegate/report";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { evidenceDemand } from "./decision-evidence.demand.ts";
import { evidenceCounterexamples, evidenceInvariances } from "./decision-evidence.probes.ts";
import { whyNotKept } from "./durable.ts";
import { type NamedPath, namedPaths, pathFinding } from "./evidence-paths.ts";
import { unjudgedFinding } from "./judged-paths.ts";
import { readDecision } from "./registers.ts";

export interface DecisionEvidence extends CheckOptions {
  readonly id: string;
  /** The statuses that the evidence has to hold for. */
  readonly statuses?: readonly string[];
  /** Statuses in which the decision rests on nothing yet, and the gate may pass all the same. */
  readonly unless?: readonly string[];
  /** Field that lists the paths that the decision rests on. */
  readonly evidenceField?: string;
}

/**
 * A closed decision is closed while its evidence holds: every gate that supports it, of those that this gate needs,
 * passed in this run, and each path that it names lasts and is what a passed check of such a gate is about.
 */
export function decisionEvidence(args: DecisionEvidence): Check {
  const { id, evidenceField = "closure_evidence" } = args;
  return ownCheck({
    kind: "decisionEvidence",
    name: args.name ?? `decisionEvidence:${id}`,
    claim:
      args.claim ??
      `Whatever ${id} names as evidence lasts, and is judged by gates for ${id} that passed in this run`,
    subject: { kind: "decision", id },
    supports: everyKind,
    demand: evidenceDemand(spoken(args)),
    evaluate: (context) => evaluate(args, context),
    counterexamples: evidenceCounterexamples({ id, evidenceField }),
    invariances: evidenceInvariances({ id, evidenceField }),
  });
}

function evaluate(args: DecisionEvidence, context: CheckContext): Evaluation {
  const { id, statuses = ["locked", "closed"], unless = [], evidenceField = "closure_evidence" } = args;
  const scope = {
    selected: 0,
    candidates: 0,
    unit: "pieces of evidence",
    roster: `${evidenceField} of ${id}`,
  };
  const { record, findings } = readDecision(context, id);
  if (record === undefined) return { findings, scope };
  const status = record.status?.canonical ?? record.status?.written;
  if (status !== undefined && unless.includes(status))
    return {
      findings,
      scope: { ...scope, emptyIsFine: true },
      assumptions: [`${id} is ${status}, so that nothing has to hold yet`],
    };
  if (status === undefined || !statuses.includes(status))
    return { findings: [...findings, notClosed(id, record, status, [...statuses, ...unless])], scope };
  const gates = context.needs.filter(({ decisions }) => decisions.includes(id));
  const named = namedPaths(record.fields[evidenceField]?.values ?? [], context.workspace);
  const unfit = named.flatMap((one) => evidenceFinding(id, one, gates, context) ?? []);
  const place = locationOf(record.status?.location ?? record.titleLocation);
  return {
    findings: [
      ...findings,
      ...(named.length === 0
        ? [found("decision-without-evidence", { decision: id, field: evidenceField }, place)]
        : []),
      ...gateFindings(id, gates, context.needs, place),
      ...unfit,
    ],
    scope: { ...scope, selected: named.length - unfit.length, candidates: named.length },
  };
}

function notClosed(
  decision: string,
  record: DecisionRecord,
  status: string | undefined,
  expected: readonly string[],
): Finding {
  if (status === undefined) return found("status-missing", { decision }, locationOf(record.titleLocation));
  const at = locationOf(record.status?.location ?? record.titleLocation);
  return found("status-unexpected", { decision, status, expected }, at);
}

function gateFindings(
  decision: string,
  gates: readonly GateResult[],
  needs: readonly GateResult[],
  at: Location,
): Finding[] {
  if (gates.length === 0)
    return [found("decision-without-gate", { decision, needs: needs.map(({ id }) => id) }, at)];
  return gates.flatMap((gate) => [...unpassed(decision, gate, at), ...waived(decision, gate, at)]);
}

/** What took the closure away: the worst check of a gate, or what is wrong with the gate itself. */
function unpassed(decision: string, gate: GateResult, at: Location): Finding[] {
  const { verdict } = gate;
  if (verdict === "passed") return [];
  const worst = gate.checks.find((check) => check.verdict === verdict);
  const cause = worst?.findings.find((one) => one.verdict === verdict) ?? gate.findings[0];
  const code = verdict === "failed" ? "closure-refuted" : "closure-unknown";
  const { name = null, claim = "" } = worst ?? {};
  return [found(code, { decision, gate: gate.id, check: name, claim, cause: cause?.message ?? "" }, at)];
}

function waived(decision: string, gate: GateResult, at: Location): Finding[] {
  return gate.checks
    .filter(({ verdict }) => verdict === "waived")
    .map(({ name, claim, waived: [first] }) =>
      found(
        "closure-waived",
        { decision, gate: gate.id, check: name, claim, owner: first?.waiver.owner ?? "" },
        at,
      ),
    );
}

function evidenceFinding(
  decision: string,
  named: NamedPath,
  gates: readonly GateResult[],
  context: CheckContext,
): Finding | undefined {
  return (
    pathFinding(decision, named, context, whyNotKept) ?? unjudgedFinding(decision, named, gates, context)
  );
}
