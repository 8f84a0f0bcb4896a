import { type ContractReading, type DocumentContract, readContract } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import type { Finding } from "../finding.ts";
import { contractFindings } from "./contract-findings.ts";
import { documentFinding, factsOf } from "./documents.ts";

/** What a Markdown document says by its contract, and everything in which it departs from it. */
export function readByContract(
  document: RepoPath,
  contract: DocumentContract,
  context: CheckContext,
): { readonly reading?: ContractReading; readonly findings: readonly Finding[] } {
  const broken = documentFinding(context, document, "the gate", { path: document });
  if (broken !== undefined) return { findings: [broken] };
  const answer = readContract(context.workspace, document, contract, context.memo);
  const { facts, finding } = factsOf(document, "the gate", answer);
  if (facts === undefined) return { findings: [finding] };
  return { reading: facts, findings: contractFindings(document, contract, facts) };
}
