export * from "@phasegate/verify-utils";
export { explain } from "./explain.ts";
export { type CliProcess, main as cli } from "./main.ts";
export type { Assembly } from "./prove-suite.ts";
