import type { CheckResult, GateResult } from "@phasegate/report";
import type { CheckReads } from "./check.ts";

/** What the checks of some gates looked at. */
export function readsOf(gates: readonly Pick<GateResult, "id" | "checks">[]): readonly CheckReads[] {
  return gates.flatMap(({ id, checks }) => checks.map((check) => readsIn(id, check)));
}

function readsIn(gate: string, { name, reads }: CheckResult): CheckReads {
  return { gate, check: name, paths: reads };
}
