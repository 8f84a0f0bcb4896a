export * from "./definition.ts";
export * from "./document.ts";
export * from "./explanation.ts";
export { type ExplanationTextOptions, explanationToText } from "./explanation-text.ts";
export type { GateScore, RunProof } from "./gate-score.ts";
export { proofToJson, toJson, toJsonParts } from "./json.ts";
export * from "./proof.ts";
export { type ProofTextOptions, proofToText } from "./proof-text.ts";
export { proofToStryker } from "./stryker.ts";
export {
  idlePairings,
  mutantStatuses,
  type TestMutant,
  type TestProof,
  testProofVerdict,
} from "./test-proof.ts";
export { type TextOptions, toText } from "./text.ts";
