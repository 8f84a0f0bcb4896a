export * from "./check.ts";
export * from "./checks/index.ts";
export * from "./config.ts";
export { contextOf } from "./context.ts";
export { evaluate } from "./evaluate.ts";
export * from "./finding.ts";
export {
  type FindingArgs,
  type FindingCode,
  findingCodes,
  findingKinds,
  isFindingCode,
} from "./findings/index.ts";
export * from "./gate.ts";
export { configNames, loadConfig } from "./load-config.ts";
export {
  editedContext,
  expectedCodes,
  type ProbeOptions,
  type ProbeOutcome,
  probe,
  RedBeforeError,
} from "./probe.ts";
export { outputFolder } from "./result-file.ts";
export { type RunOptions, run } from "./run.ts";
export { main } from "./script.ts";
export { openMemo, type Process, type VerifyRequest, verify, wantsColor } from "./session.ts";
export { kitVersion, toolVersions } from "./tools.ts";
