import { type FinishedHookAttempt, type FinishedHookRecord, finishedHookRecord } from "@rawr/coordination";
import { attemptsOf, foundHook } from "./hook-row.ts";
import type { StoreDatabase } from "./open.ts";
import type { AttemptRow } from "./rows.ts";

/** The same for every delivery for a run. */
export function idempotencyKeyOf(runId: string): string {
  return `${runId}/finished`;
}

/** The record of a run's finished hook; `undefined` before the first delivery. */
export function finishedHookRecordIn(database: StoreDatabase, runId: string): FinishedHookRecord | undefined {
  // In one transaction: a result that is recorded between two reads would make a record that never was.
  return database
    .transaction((): FinishedHookRecord | undefined => {
      const hook = foundHook(database, runId);
      if (hook === undefined) return undefined;
      const attempts = attemptsOf(database, runId).map(attemptIn);
      const ended = attempts.findLast(({ result }) => result !== undefined);
      return finishedHookRecord.parse({
        runId,
        idempotencyKey: idempotencyKeyOf(runId),
        outcome: hook.outcome,
        settledAt: hook.settled_at,
        timeoutMs: attempts.at(-1)?.timeoutMs ?? null,
        error: ended?.result?.error ?? null,
        attempts,
      });
    })
    .deferred();
}

function attemptIn(row: AttemptRow): FinishedHookAttempt {
  const { attempt, started_at: startedAt, timeout_ms: timeoutMs, result_at: at, outcome, error } = row;
  if (at === null || outcome === null) return { attempt, startedAt, timeoutMs };
  return { attempt, startedAt, timeoutMs, result: { outcome, at, error } };
}
