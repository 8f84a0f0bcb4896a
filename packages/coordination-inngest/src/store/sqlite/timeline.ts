import type { TimelineEvent } from "@rawr/coordination";
import type { StoreDatabase } from "./open.ts";

/** Appends to the timeline of a run, as part of the transaction that it is called in. */
export function appendEvent(database: StoreDatabase, runId: string, event: TimelineEvent, at: number): void {
  database
    .prepare(
      `INSERT INTO timeline (run_id, sequence, at, event)
       SELECT ?, coalesce(max(sequence), 0) + 1, ?, ? FROM timeline WHERE run_id = ?`,
    )
    .run(runId, at, JSON.stringify(event), runId);
}
