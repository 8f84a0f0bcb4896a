import type { RunStore, Sending } from "../run-store.ts";
import type { StoreDatabase } from "./open.ts";
import { sendingRows } from "./rows.ts";

/** What has to be sent to Inngest. A sending is marked after it happened, so one whose mark was lost is repeated under its key. */
export function outboxIn(database: StoreDatabase): Pick<RunStore, "unsent" | "silentSince" | "markSent"> {
  return {
    unsent: () =>
      sendingRows.parse(
        database
          .prepare(
            "SELECT id, sendings FROM run WHERE state = 'queued' AND sent_at IS NULL ORDER BY position",
          )
          .all(),
      ),
    silentSince: (then) =>
      sendingRows.parse(
        database
          .prepare(
            `SELECT id, sendings FROM run
             WHERE state IN ('queued', 'running') AND coalesce(sent_at, 0) <= ?
               AND NOT EXISTS (SELECT 1 FROM timeline WHERE run_id = run.id AND at > ?)
             ORDER BY position`,
          )
          .all(then, then),
      ),
    markSent({ runId, key }, at) {
      database
        .prepare(
          `UPDATE run SET sendings = sendings + 1, sent_at = ?
           WHERE id = ? AND id || '.' || sendings = ? AND ended_at IS NULL`,
        )
        .run(at, runId, key);
    },
  };
}

/** The sending of a run that is queued and not known to be sent. */
export function unsentOf(database: StoreDatabase, runId: string): Sending | undefined {
  return sendingRows.parse(
    database
      .prepare("SELECT id, sendings FROM run WHERE id = ? AND state = 'queued' AND sent_at IS NULL")
      .all(runId),
  )[0];
}
