export {
  type ColumnContract,
  column,
  type DataContract,
  type DocumentContract,
  dispositionContract,
  type SectionContract,
  section,
  triggerEvidenceContract,
} from "@phasegate/decision-records";
export { type BaseTool, type BaseToolAnswer, withBaseTool } from "./base-tool/base-tool.ts";
export * from "./check.ts";
export * from "./checks/index.ts";
export { type Compared, compared } from "./compared.ts";
export * from "./config.ts";
export { type ContextOptions, contextOf } from "./context.ts";
export type { Covers } from "./demand/covers.ts";
export { type Demand, type Demands, demandsOf, type Orders, plainDemand } from "./demand/demand.ts";
export * as orders from "./demand/orders.ts";
export { evaluate } from "./evaluate.ts";
export { type ExplainAnswer, type ExplainOptions, explainDecision } from "./explain-decision.ts";
export * from "./finding.ts";
export {
  type FindingArgs,
  type FindingCode,
  findingCodes,
  findingKinds,
  isFindingCode,
} from "./findings/index.ts";
export * from "./gate.ts";
export type { BaseGates } from "./gates-kept/base-gates.ts";
export { definitionOf } from "./gates-kept/definition.ts";
export type { Judged } from "./judged.ts";
export { type KnownBefore, knownBefore } from "./known-before.ts";
export { configNames, loadConfig } from "./load-config.ts";
export { openMemo } from "./open-memo.ts";
export {
  contextIn,
  editedContext,
  expectedCodes,
  type ProbeOptions,
  type ProbeOutcome,
  probe,
  RedBeforeError,
} from "./probe.ts";
export { type Process, wantsColor } from "./process.ts";
export type { ProvePolicy, ProvePolicyInput } from "./prove-policy.ts";
export type { Decided, Rehearsal } from "./rehearsal/rehearsal.ts";
export { outputFolder } from "./result-file.ts";
export { type RunOptions, run } from "./run.ts";
export { main } from "./script.ts";
export {
  type ExplainRequest,
  explainChain,
  type ProveGates,
  type ProveGatesOptions,
  type VerifyRequest,
  verify,
} from "./session.ts";
export { type TellRequest, tellCounterexamples } from "./tell-counterexamples.ts";
export { kitVersion, toolVersions } from "./tools.ts";
export { UsageError } from "./usage-error.ts";
export { type Proven, type ProvenGate, withProof } from "./with-proof.ts";
export {
  type LocatedBreakdown,
  readWorkBreakdown,
  type WorkBreakdownAnswer,
} from "./work-breakdown/read.ts";
export {
  type PlannedPath,
  type Slice,
  type WorkBreakdown,
  workBreakdownSchema,
} from "./work-breakdown/schema.ts";
