import type { Delivery, FinishedHookPolicy, FinishedHookStore } from "../store/finished-hook-store.ts";
import type { RunStore } from "../store/run-store.ts";
import { terminalRunOf } from "../terminal-state.ts";
import { startDeadline } from "./deadline.ts";
import { type FinishedHook, runFinishedHook } from "./hook.ts";
import { claimLease, recordResult } from "./lease.ts";

export interface FinishedHookGuard {
  readonly store: RunStore & FinishedHookStore;
  readonly hook: FinishedHook | undefined;
  readonly policy: FinishedHookPolicy;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Delivers the end of a run to its finished hook: the only way there. Whatever the hook does ends up in its record and
 * never in the run. Safe to call again, at any time and from several processes.
 * @throws RunMissing, and RunStateRefused while the run has not ended; and whatever the store throws, after which the
 * delivery has to be tried again.
 */
export async function deliverFinishedHook(
  { store, hook, policy, now }: FinishedHookGuard,
  runId: string,
): Promise<Delivery> {
  const run = terminalRunOf(store, runId);
  if (hook === undefined) return store.skipFinishedHook(run.id, now());

  const claim = claimLease(store, run.id, policy, now());
  if (claim.lease === undefined) return claim.delivery;

  const { timeoutMs, idempotencyKey } = claim.lease;
  const { signal, resultOf } = startDeadline(timeoutMs);
  const call = { runId: run.id, outcome: run.state, idempotencyKey, signal };
  const result = await resultOf(runFinishedHook(hook, call));
  return recordResult(store, claim.lease, result, policy, now());
}
