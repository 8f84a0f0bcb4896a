export type { Mutant } from "./generate/mutants-of.ts";
export { type MutatorName, mutators, ownMutators, strykerMutators } from "./operators/operator.ts";
export * from "./proof.ts";
export { type ProveOptions, proveTests } from "./prove-tests.ts";
export type { Progress } from "./run/progress.ts";
export type { Location, Position } from "./syntax/source.ts";
