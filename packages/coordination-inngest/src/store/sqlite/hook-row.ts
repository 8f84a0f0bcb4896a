import type { AttemptResult } from "../finished-hook-store.ts";
import type { StoreDatabase } from "./open.ts";
import { type AttemptRow, attemptRows, type HookRow, hookRow } from "./rows.ts";

/** The row of a run's finished hook, made on first use. The database refuses one for a run that has not ended. */
export function openedHook(database: StoreDatabase, runId: string): HookRow {
  database.prepare("INSERT INTO finished_hook (run_id) VALUES (?) ON CONFLICT DO NOTHING").run(runId);
  return hookRow.parse(database.prepare("SELECT * FROM finished_hook WHERE run_id = ?").get(runId));
}

export function foundHook(database: StoreDatabase, runId: string): HookRow | undefined {
  const row: unknown = database.prepare("SELECT * FROM finished_hook WHERE run_id = ?").get(runId);
  return row === undefined ? undefined : hookRow.parse(row);
}

export function attemptsOf(database: StoreDatabase, runId: string): readonly AttemptRow[] {
  return attemptRows.parse(
    database
      .prepare(
        `SELECT attempt, started_at, timeout_ms, result.at AS result_at, outcome, error
         FROM finished_hook_attempt LEFT JOIN finished_hook_result AS result USING (run_id, attempt)
         WHERE run_id = ? ORDER BY attempt`,
      )
      .all(runId),
  );
}

export function hasResult(database: StoreDatabase, runId: string, attempt: number): boolean {
  const row: unknown = database
    .prepare("SELECT 1 FROM finished_hook_result WHERE run_id = ? AND attempt = ?")
    .get(runId, attempt);
  return row !== undefined;
}

/** Appends the result of the newest attempt, and ends its lease. */
export function appendResult(
  database: StoreDatabase,
  runId: string,
  attempt: number,
  { outcome, error }: AttemptResult,
  { at, nextAt }: { readonly at: number; readonly nextAt: number | undefined },
): void {
  database
    .prepare("INSERT INTO finished_hook_result (run_id, attempt, at, outcome, error) VALUES (?, ?, ?, ?, ?)")
    .run(runId, attempt, at, outcome, error);
  database
    .prepare(
      "UPDATE finished_hook SET outcome = ?, lease_until = NULL, next_at = ?, settled_at = ? WHERE run_id = ?",
    )
    .run(outcome, nextAt ?? null, nextAt === undefined ? at : null, runId);
}
