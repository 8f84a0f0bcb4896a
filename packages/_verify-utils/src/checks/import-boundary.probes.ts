import type { Counterexample, Invariance } from "../check.ts";
import type { ImportBoundary } from "./import-boundary.ts";

export function boundaryCounterexamples(_: ImportBoundary): readonly Counterexample[] {
  return [];
}

export function boundaryInvariances(_: ImportBoundary): readonly Invariance[] {
  return [];
}
