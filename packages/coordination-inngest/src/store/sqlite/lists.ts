import type { Run } from "@rawr/coordination";
import { CursorRefused } from "../errors.ts";
import type { Page, RunQuery, RunStore } from "../run-store.ts";
import { theRun } from "./find-run.ts";
import type { StoreDatabase } from "./open.ts";
import { placedRun, timelineRows } from "./rows.ts";

/** What is read page by page. */
export function listsIn(database: StoreDatabase): Pick<RunStore, "list" | "timeline"> {
  return {
    list: (query) => list(database, query),
    timeline(runId, { limit, after }) {
      theRun(database, runId);
      return timelineRows.parse(
        database
          .prepare(
            "SELECT sequence, at, event FROM timeline WHERE run_id = ? AND sequence > ? ORDER BY sequence LIMIT ?",
          )
          .all(runId, after, limit),
      );
    },
  };
}

/** Newest first: runs that are queued meanwhile come before every page that is still to be read. */
function list(database: StoreDatabase, { limit, after, state, workflowId }: RunQuery): Page<Run> {
  const conditions = [
    after === undefined ? undefined : { sql: "position < ?", value: positionOf(after) },
    state === undefined ? undefined : { sql: "state = ?", value: state },
    workflowId === undefined ? undefined : { sql: "workflow_id = ?", value: workflowId },
  ].filter((one) => one !== undefined);
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}`;
  // One more than the page, which tells whether there is a next one.
  const placed = database
    .prepare(`SELECT * FROM run ${where} ORDER BY position DESC LIMIT ?`)
    .all(...conditions.map(({ value }) => value), limit + 1)
    .map(placedRun);
  const page = placed.slice(0, limit);
  const last = placed.length > limit ? page.at(-1) : undefined;
  return { items: page.map(({ run }) => run), next: last === undefined ? undefined : `${last.position}` };
}

function positionOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new CursorRefused(
    `expected the cursor of an earlier page, got ${JSON.stringify(cursor.slice(0, 40))}`,
  );
}
