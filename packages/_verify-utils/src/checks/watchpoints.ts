import type { ContractRow } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found } from "../finding.ts";
import { isSameId } from "./registers.ts";

/** Whether a deferred decision is watched by somebody, for something. */
export function watchpointFindings(
  decision: string,
  document: RepoPath,
  watchpoints: readonly ContractRow[],
): Finding[] {
  const isWatched = watchpoints.some((row) => isSameId(row.cells["decision"]?.id, decision));
  return isWatched ? [] : [found("watchpoint-missing", { decision, document }, { path: document })];
}
