import type { CheckResult, GateResult } from "@phasegate/report";
import type { CheckReads } from "./check.ts";

/**
 * What the checks of some gates looked at.
 * @param code paths that facts on the code were derived from
 */
export function readsOf(
  gates: readonly Pick<GateResult, "id" | "checks">[],
  code: readonly string[],
): readonly CheckReads[] {
  return gates.flatMap(({ id, checks }) => checks.map((check) => readsIn(id, check, code)));
}

function readsIn(gate: string, { name, reads, readsCode }: CheckResult, code: readonly string[]): CheckReads {
  return { gate, check: name, paths: readsCode ? [...new Set([...reads, ...code])] : reads };
}
