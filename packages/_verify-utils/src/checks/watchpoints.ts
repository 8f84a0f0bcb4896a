import { type ContractRow, dispositionContract, isVague } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found, locationOf } from "../finding.ts";
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

/** Parts of watchpoints that bind nobody, whatever became of their decisions. */
export function vagueFindings(watchpoints: readonly ContractRow[]): Finding[] {
  const columns = Object.entries(dispositionContract.sections.watchpoints.columns);
  return watchpoints.flatMap(({ cells }) =>
    columns.flatMap(([key, { names }]) => {
      const cell = cells[key];
      if (cell === undefined || !isVague(cell.text)) return [];
      const args = { decision: cells["decision"]?.text ?? "a decision", column: names[0], text: cell.text };
      return [found("watchpoint-vague", args, locationOf(cell.location))];
    }),
  );
}
