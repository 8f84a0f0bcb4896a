import type { Counterexample, Invariance } from "../check.ts";
import type { NoReaching } from "./no-reaching.ts";

export function reachingCounterexamples(_: NoReaching): readonly Counterexample[] {
  return [];
}

export function reachingInvariances(_: NoReaching): readonly Invariance[] {
  return [];
}
