export * from "@phasegate/verify-utils";
export { type CliProcess, main as cli } from "./main.ts";
