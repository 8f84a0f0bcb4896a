export { type Progress, type ProveOptions, prove } from "./prove.ts";
export { type ProveTestsOptions, proveTestsOf, withTests } from "./prove-tests-of.ts";
