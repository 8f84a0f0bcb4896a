import type { CheckResult, GateResult, Verdict } from "@phasegate/report";
import { type Finding, found } from "./finding.ts";

/** The needs of a gate that did not pass, each with its cause. */
export function unmetNeeds(
  needs: readonly { gate: string; verdict: Verdict }[],
  verdicts: ReadonlyMap<string, GateResult>,
): Finding[] {
  return needs
    .filter((need) => need.verdict !== "passed")
    .map((need) =>
      found("need-unmet", {
        need: need.gate,
        verdict: need.verdict,
        cause: causeOf(verdicts.get(need.gate)),
      }),
    );
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
