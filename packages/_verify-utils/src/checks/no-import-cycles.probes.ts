import type { Counterexample, Invariance } from "../check.ts";
import type { NoImportCycles } from "./no-import-cycles.ts";

export function cyclesCounterexamples(_: NoImportCycles): readonly Counterexample[] {
  return [];
}

export function cyclesInvariances(_: NoImportCycles): readonly Invariance[] {
  return [];
}
