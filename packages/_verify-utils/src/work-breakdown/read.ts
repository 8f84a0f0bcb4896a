import { placeOfData, readData } from "@phasegate/decision-records";
import type { Memo, RepoPath, Workspace } from "@phasegate/workspace";
import { dataFindings } from "../checks/data-reading.ts";
import { factsOf } from "../checks/documents.ts";
import { type Finding, type Location, locationOf } from "../finding.ts";
import { toWorkBreakdown, type WorkBreakdown, workBreakdownSchema } from "./schema.ts";

/** A breakdown with the place of everything in it: `locate(["slices", 2, "owner"])`. */
export interface LocatedBreakdown {
  readonly breakdown: WorkBreakdown;
  readonly locate: (path: readonly PropertyKey[]) => Location;
}

/** A work breakdown, or why there is none: it is absent, cannot be read, or departs from its schema. */
export type WorkBreakdownAnswer =
  | ({ readonly kind: "read" } & LocatedBreakdown)
  | { readonly kind: "refused"; readonly findings: readonly [Finding, ...Finding[]] };

/** Reads a work breakdown. Whether it holds true is the check's question, `workBreakdown`. */
export function readWorkBreakdown(workspace: Workspace, path: RepoPath, memo?: Memo): WorkBreakdownAnswer {
  const { facts, finding } = factsOf(path, "the gate", readData(workspace, path, memo));
  if (facts === undefined) return { kind: "refused", findings: [finding] };
  const [first, ...others] = dataFindings(path, workBreakdownSchema, facts);
  if (first !== undefined) return { kind: "refused", findings: [first, ...others] };
  return {
    kind: "read",
    breakdown: toWorkBreakdown(workBreakdownSchema.parse(facts.value)),
    locate: (at) => locationOf(placeOfData(path, facts, at)),
  };
}
