export * from "./check.ts";
export * from "./checks/index.ts";
export * from "./config.ts";
export * from "./finding.ts";
export {
  type FindingArgs,
  type FindingCode,
  findingCodes,
  findingKinds,
  isFindingCode,
} from "./findings/index.ts";
export * from "./gate.ts";
export { type ProbeOptions, type ProbeOutcome, probe } from "./probe.ts";
export { contextOf, evaluate, type RunOptions, run } from "./run.ts";
export { ConfigNotFoundError, configNames, loadConfig, main } from "./script.ts";
export { outputFolder, type Process, type VerifyRequest, verify } from "./session.ts";
export { kitVersion, toolVersions } from "./tools.ts";
