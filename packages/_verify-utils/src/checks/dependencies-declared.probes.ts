import type { Counterexample, Invariance } from "../check.ts";
import type { DependenciesDeclared } from "./dependencies-declared.ts";

export function declaredCounterexamples(_: DependenciesDeclared): readonly Counterexample[] {
  return [];
}

export function declaredInvariances(_: DependenciesDeclared): readonly Invariance[] {
  return [];
}
