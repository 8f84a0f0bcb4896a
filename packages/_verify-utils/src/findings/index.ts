import { boundaryFindings } from "./boundaries.ts";
import { codeFindings } from "./code.ts";
import { compositionFindings } from "./composition.ts";
import { decisionEvidenceFindings } from "./decision-evidence.ts";
import { decisionRuleFindings } from "./decision-rules.ts";
import { decisionFindings } from "./decisions.ts";
import type { FindingKind } from "./define.ts";
import { documentFindings } from "./documents.ts";
import { durableFindings } from "./durable.ts";
import { evidenceFindings } from "./evidence.ts";
import { gateFindings } from "./gates.ts";
import { orderFindings } from "./order.ts";
import { proofFindings } from "./proof.ts";
import { rehearsalFindings } from "./rehearsal.ts";
import { runFindings } from "./run.ts";
import { sliceFindings } from "./slices.ts";
import { taskFindings } from "./tasks.ts";
import { testFindings } from "./tests.ts";
import { wiringFindings } from "./wiring.ts";

/** Every finding that the kit can give, with its sentences. */
export const findingKinds = {
  ...codeFindings,
  ...orderFindings,
  ...boundaryFindings,
  ...compositionFindings,
  ...evidenceFindings,
  ...testFindings,
  ...decisionFindings,
  ...decisionEvidenceFindings,
  ...decisionRuleFindings,
  ...documentFindings,
  ...gateFindings,
  ...rehearsalFindings,
  ...sliceFindings,
  ...durableFindings,
  ...taskFindings,
  ...proofFindings,
  ...runFindings,
  ...wiringFindings,
};

export type FindingCode = keyof typeof findingKinds;
export type FindingArgs<Code extends FindingCode> =
  (typeof findingKinds)[Code] extends FindingKind<infer Args extends object> ? Args : never;

export const findingCodes = Object.keys(findingKinds) as readonly FindingCode[];

export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingKinds, code);
}
