export { type Progress, type ProveOptions, prove } from "./prove.ts";
export { type ProveGatesHow, proveGates } from "./prove-gates.ts";
export { proveInThreads, type ThreadedOptions } from "./prove-in-threads.ts";
export { type ProveTestsOptions, proveTestsOf, type TestProgress, withTests } from "./prove-tests-of.ts";
