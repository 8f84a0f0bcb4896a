/** The prover, to be held against itself. */
export { type Manner, type ProveOptions, proveIn } from "./prove.ts";
