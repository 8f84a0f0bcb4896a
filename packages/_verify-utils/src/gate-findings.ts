import type { CheckResult, GateResult, Verdict } from "@phasegate/report";
import { type Finding, found } from "./finding.ts";

/** The needs of a gate that did not pass, each with its cause. */
export function unmetNeeds(
  needs: readonly { gate: string; verdict: Verdict }[],
  verdicts: ReadonlyMap<string, GateResult>,
): Finding[] {
  return needs
    .filter((need) => need.verdict !== "passed")
    .map((need) => unmet(need.gate, need.verdict, verdicts.get(need.gate)));
}

/** That a gate which is needed did not pass, with its cause. */
export function unmet(need: string, verdict: Verdict, result: GateResult | undefined): Finding {
  return found("need-unmet", { need, verdict, cause: causeOf(result) });
}

/** The first finding behind a gate's verdict, also through the needs of needs. */
function causeOf(gate: GateResult | undefined): string {
  const findings = [...(gate?.findings ?? []), ...(gate?.checks ?? []).flatMap((check) => check.findings)];
  return (findings.find((one) => one.verdict === gate?.verdict) ?? findings[0])?.message ?? "";
}

/** A gate of which every check is waived proves nothing. */
export function allWaived(checks: readonly CheckResult[]): Finding[] {
  const waived = checks.filter((check) => check.verdict === "waived").length;
  return waived > 0 && waived === checks.length ? [found("all-waived", { waived })] : [];
}
