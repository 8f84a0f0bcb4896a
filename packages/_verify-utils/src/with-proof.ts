import {
  type CheckResult,
  type GateResult,
  type GateScore,
  type RunDocument,
  type RunProof,
  worst,
} from "@phasegate/report";
import type { Config } from "./config.ts";
import type { Finding } from "./finding.ts";
import { isProofFinding } from "./findings/proof.ts";
import { allWaived, unmet } from "./gate-findings.ts";
import { dayOf, gateVerdict, toResult, toWaived, verdictOf } from "./results.ts";
import { openWaivers, type Waived, type Waivers } from "./waive.ts";

/** What was found when gates were proved. */
export interface Proven {
  readonly proof: RunProof;
  readonly gates: ReadonlyMap<string, ProvenGate>;
}

export interface ProvenGate {
  readonly score: GateScore;
  /** Why it is not proved, each with the name of the check that it is found on. */
  readonly findings: readonly { readonly check: string; readonly finding: Finding }[];
}

export interface ProofTerms {
  readonly config: Pick<Config, "waivers">;
  readonly now: Date;
}

/**
 * A run together with what was found when its gates were proved: findings join their checks, and verdicts follow, also those
 * of gates that need one that is not proved.
 */
export function withProof(
  run: RunDocument,
  { proof, gates: proven }: Proven,
  terms: ProofTerms,
): RunDocument {
  const waivers = openWaivers(
    terms.config.waivers.filter(({ finding }) => isProofFinding(finding)),
    dayOf(terms.now),
  );
  const verdicts = new Map<string, GateResult>();
  for (const gate of run.gates)
    verdicts.set(gate.id, provenGate(gate, proven.get(gate.id), waivers, verdicts));
  const gates = [...verdicts.values()];
  // A waiver may be for what the budget left out.
  const whole = gates.filter(({ proof: score }) => score !== undefined && (score.mutants?.notRun ?? 0) === 0);
  const findings = [...run.findings, ...waivers.findings(new Set(whole.map(({ id }) => id))).map(toResult)];
  return {
    ...run,
    verdict: worst([...gates.map((gate) => gate.verdict), ...findings.map((one) => one.verdict)]),
    milliseconds: run.milliseconds + proof.milliseconds,
    findings,
    gates,
    proof,
  };
}

function provenGate(
  gate: GateResult,
  proven: ProvenGate | undefined,
  waivers: Waivers,
  verdicts: ReadonlyMap<string, GateResult>,
): GateResult {
  const checks = gate.checks.map((check) => provenCheck(check, gate.id, proven?.findings ?? [], waivers));
  const needs = gate.needs.map((need) => ({
    ...need,
    verdict: verdicts.get(need.gate)?.verdict ?? need.verdict,
  }));
  const sunk = needs.filter(
    ({ verdict }, index) => verdict !== "passed" && gate.needs[index]?.verdict === "passed",
  );
  const more = [
    ...sunk.map((need) => unmet(need.gate, need.verdict, verdicts.get(need.gate))),
    ...(allWaived(gate.checks).length > 0 ? [] : allWaived(checks)),
  ];
  const findings = [...gate.findings, ...more.map(toResult)];
  return {
    ...gate,
    needs,
    verdict: gateVerdict(checks, findings),
    findings,
    checks,
    ...(proven === undefined ? {} : { proof: proven.score }),
  };
}

function provenCheck(
  check: CheckResult,
  gate: string,
  all: ProvenGate["findings"],
  waivers: Waivers,
): CheckResult {
  const own = all.filter((one) => one.check === check.name);
  if (own.length === 0) return check;
  const waived: Waived[] = [];
  const standing: Finding[] = [];
  for (const { finding } of own) {
    const waiver = waivers.cover(finding, gate, check.name);
    if (waiver === undefined) standing.push(finding);
    else waived.push({ finding, waiver });
  }
  const findings = [...check.findings, ...standing.map(toResult)];
  const both = [...check.waived, ...waived.map(toWaived)];
  return { ...check, verdict: verdictOf(findings, both.length), findings, waived: both };
}
