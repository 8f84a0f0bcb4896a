import type { DataContract, DocumentContract } from "@phasegate/decision-records";
import { glob, type RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import type { Finding } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { readByContract } from "./contract-reading.ts";
import { readDataBySchema } from "./data-reading.ts";
import { contractDemand } from "./document-contract.demand.ts";
import { pathFindings } from "./document-contract.paths.ts";
import { contractCounterexamples, contractInvariances } from "./document-contract.probes.ts";

export interface KeepsContract extends CheckOptions {
  /** Documents, or globs of documents. A document that is not there fails; so does a check that selects none. */
  readonly paths: readonly [string, ...string[]];
  /** For Markdown its sections and what they say; for YAML and JSON a schema of the whole. */
  readonly contract: DocumentContract | DataContract;
}

/**
 * Documents say what their contract asks for, where it asks for it. What stands in comments, code, quotations or is
 * crossed out says nothing; neither does a placeholder. Paths that they name are there, or said to be planned.
 */
export function documentContract(args: KeepsContract): Check {
  const { paths, contract } = args;
  return ownCheck({
    kind: "documentContract",
    name: args.name ?? `documentContract:${paths[0]}`,
    claim: args.claim ?? `${paths.join(", ")} keeps the contract “${contract.name}”`,
    subject: { kind: "document", path: paths[0] },
    subjects: paths.map((path) => ({ kind: "document", path })),
    supports: everyKind,
    demand: contractDemand({ paths, contract }),
    evaluate: (context) => evaluate(args, context),
    counterexamples: contractCounterexamples(args),
    invariances: contractInvariances(args),
  });
}

function evaluate({ paths, contract }: KeepsContract, context: CheckContext): Evaluation {
  const documents = documentsOf(paths, context);
  return {
    findings: documents.flatMap((document) => documentFindings(document, contract, context)),
    scope: {
      selected: documents.length,
      candidates: documents.length,
      unit: "documents",
      roster: paths.some(isGlob) ? "git's roster" : "the gate",
    },
  };
}

function documentFindings(
  document: RepoPath,
  contract: DocumentContract | DataContract,
  context: CheckContext,
): readonly Finding[] {
  if ("data" in contract) return readDataBySchema(document, contract.data, context).findings;
  const { reading, findings } = readByContract(document, contract, context);
  return reading === undefined
    ? findings
    : [...findings, ...pathFindings(document, contract, reading, context)];
}

/** The documents that are named, and those that globs find. */
function documentsOf(paths: readonly string[], { workspace }: CheckContext): readonly RepoPath[] {
  const named = paths.filter((path) => !isGlob(path));
  const globs = paths.filter(isGlob);
  return [...new Set([...named, ...(globs.length === 0 ? [] : glob(workspace, globs))])];
}

function isGlob(path: string): boolean {
  return picomatch.scan(path).isGlob;
}
