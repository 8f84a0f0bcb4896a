export { type Progress, type ProveOptions, prove } from "./prove.ts";
