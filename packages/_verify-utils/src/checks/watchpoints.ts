import { type ContractRow, dispositionContract } from "@phasegate/decision-records";
import type { RepoPath } from "@phasegate/workspace";
import { type Finding, found, locationOf } from "../finding.ts";
import { isSameId } from "./registers.ts";

/** Answers that bind nobody. */
const vague =
  /^(?:the\s+)?(?:someone|somebody|anyone|anybody|everyone|everybody|nobody|we|us|team|later|eventually|some\s?(?:day|time)|as\s+needed|(?:when|if)\s+(?:needed|necessary|required|possible)|on demand|manually|regularly|periodically|ad hoc|unknown|to be (?:decided|determined)|tb[acd]|any(?:thing| change)|changes?|it depends)$/i;

/** Whether a deferred decision is watched by somebody, for something. */
export function watchpointFindings(
  decision: string,
  document: RepoPath,
  watchpoints: readonly ContractRow[],
): Finding[] {
  const mine = watchpoints.filter((row) => isSameId(row.cells["decision"]?.id, decision));
  if (mine.length === 0) return [found("watchpoint-missing", { decision, document }, { path: document })];
  const columns = Object.entries(dispositionContract.sections.watchpoints.columns);
  return mine.flatMap((row) =>
    columns.flatMap(([key, { names }]) => {
      const cell = row.cells[key];
      if (cell === undefined || !vague.test(cell.text.replace(/[\s.!?]+$/, ""))) return [];
      const args = { decision, column: names[0], text: cell.text };
      return [found("watchpoint-vague", args, locationOf(cell.location))];
    }),
  );
}
