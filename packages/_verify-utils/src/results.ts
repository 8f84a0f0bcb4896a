import {
  type CheckResult,
  type FindingResult,
  type Verdict,
  type WaivedFinding,
  worst,
} from "@phasegate/report";
import { type Finding, sentences } from "./finding.ts";
import type { Waived } from "./waive.ts";

/** What its checks and its own findings make of a gate; what is waived does not count. */
export function gateVerdict(checks: readonly CheckResult[], findings: readonly FindingResult[]): Verdict {
  const own = checks.flatMap((check) => (check.verdict === "waived" ? [] : [check.verdict]));
  return worst([...own, ...findings.map((one) => one.verdict)]);
}

/** What findings make of a check. */
export function verdictOf(standing: readonly FindingResult[], waived: number): CheckResult["verdict"] {
  if (standing.length > 0) return worst(standing.map((one) => one.verdict));
  return waived > 0 ? "waived" : "passed";
}

/** A waived finding with its sentences. */
export function toWaived({ finding, waiver: { owner, reason, expires } }: Waived): WaivedFinding {
  return { ...toResult(finding), waiver: { owner, reason, expires } };
}

/** A day in UTC, YYYY-MM-DD. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/** A finding with its sentences. */
export function toResult(finding: Finding): FindingResult {
  const { verdict, message, mend } = sentences(finding);
  const { code, args, location } = finding;
  return { code, verdict, args, message, mend, ...(location === undefined ? {} : { location }) };
}
