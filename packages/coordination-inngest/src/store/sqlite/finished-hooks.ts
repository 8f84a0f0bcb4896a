import { delayAfter } from "@rawr/coordination";
import type {
  AttemptResult,
  Claim,
  Delivery,
  FinishedHookLease,
  FinishedHookPolicy,
  FinishedHookStore,
} from "../finished-hook-store.ts";
import { finishedHookRecordIn, idempotencyKeyOf } from "./finished-hook-record.ts";
import { appendResult, hasResult, openedHook } from "./hook-row.ts";
import type { StoreDatabase } from "./open.ts";
import { type HookRow, runIdRows } from "./rows.ts";

/** A lease that ended without a result: the process died, or could not reach the store. */
const lost: AttemptResult = { outcome: "failed", error: "no result was recorded before the lease ended" };

/** Leases and results of finished hooks. */
export function finishedHooksIn(database: StoreDatabase): FinishedHookStore {
  const claim = database.transaction((runId: string, policy: FinishedHookPolicy, at: number): Claim => {
    const delivery = standing(database, runId, policy, at);
    return delivery === undefined ? { lease: lease(database, runId, policy, at) } : { delivery };
  });

  const record = database.transaction(
    (
      { runId, attempt }: FinishedHookLease,
      result: AttemptResult,
      policy: FinishedHookPolicy,
      at: number,
    ): Delivery => {
      const hook = openedHook(database, runId);
      if (hook.newest_attempt === attempt && !hasResult(database, runId, attempt)) {
        appendResult(database, runId, attempt, result, {
          at,
          nextAt: nextAfter(attempt, result, policy, at),
        });
      }
      return standing(database, runId, policy, at) ?? { kind: "later", inMs: 1 };
    },
  );

  const skip = database.transaction((runId: string, at: number): Delivery => {
    const hook = openedHook(database, runId);
    const answer = answered(hook, at);
    if (answer !== undefined && hook.next_at === null) return answer;
    if (hook.lease_until !== null) {
      appendResult(database, runId, hook.newest_attempt, lost, { at, nextAt: at });
    }
    database
      .prepare(
        "UPDATE finished_hook SET outcome = 'skipped', next_at = NULL, settled_at = ? WHERE run_id = ?",
      )
      .run(at, runId);
    return { kind: "settled", outcome: "skipped" };
  });

  return {
    claimFinishedHook: (runId, policy, at) => claim.immediate(runId, policy, at),
    recordFinishedHook: (held, result, policy, at) => record.immediate(held, result, policy, at),
    skipFinishedHook: (runId, at) => skip.immediate(runId, at),
    readFinishedHook: (runId) => finishedHookRecordIn(database, runId),
    unsettledFinishedHooks: () =>
      runIdRows.parse(
        database
          .prepare(
            `SELECT run.id AS run_id FROM run LEFT JOIN finished_hook ON run_id = run.id
             WHERE ended_at IS NOT NULL AND settled_at IS NULL ORDER BY position`,
          )
          .all(),
      ),
  };
}

/** Why no attempt may begin now; `undefined` when one may. A lease that ran out is written down as a failed attempt. */
function standing(
  database: StoreDatabase,
  runId: string,
  policy: FinishedHookPolicy,
  at: number,
): Delivery | undefined {
  const hook = openedHook(database, runId);
  if (hook.lease_until === null || at < hook.lease_until) return answered(hook, at);
  const { newest_attempt: attempt } = hook;
  appendResult(database, runId, attempt, lost, { at, nextAt: nextAfter(attempt, lost, policy, at) });
  return answered(openedHook(database, runId), at);
}

function answered(hook: HookRow, at: number): Delivery | undefined {
  if (hook.settled_at !== null && hook.outcome !== null) return { kind: "settled", outcome: hook.outcome };
  const until = hook.lease_until ?? hook.next_at;
  return until !== null && at < until ? { kind: "later", inMs: until - at } : undefined;
}

function lease(
  database: StoreDatabase,
  runId: string,
  { timeoutMs, leaseMarginMs }: FinishedHookPolicy,
  at: number,
): FinishedHookLease {
  const attempt = openedHook(database, runId).newest_attempt + 1;
  database
    .prepare("UPDATE finished_hook SET newest_attempt = ?, lease_until = ?, next_at = NULL WHERE run_id = ?")
    .run(attempt, at + timeoutMs + leaseMarginMs, runId);
  database
    .prepare(
      "INSERT INTO finished_hook_attempt (run_id, attempt, started_at, timeout_ms) VALUES (?, ?, ?, ?)",
    )
    .run(runId, attempt, at, timeoutMs);
  return { runId, attempt, timeoutMs, idempotencyKey: idempotencyKeyOf(runId) };
}

function nextAfter(
  attempt: number,
  { outcome }: AttemptResult,
  { retry }: FinishedHookPolicy,
  at: number,
): number | undefined {
  const delay = outcome === "failed" ? delayAfter(attempt, retry) : undefined;
  return delay === undefined ? undefined : at + delay;
}
