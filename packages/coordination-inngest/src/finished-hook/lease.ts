import type {
  AttemptResult,
  Claim,
  Delivery,
  FinishedHookLease,
  FinishedHookPolicy,
  FinishedHookStore,
} from "../store/finished-hook-store.ts";

/** The lease of the next attempt, or what to do without one. */
export function claimLease(
  store: FinishedHookStore,
  runId: string,
  policy: FinishedHookPolicy,
  at: number,
): Readonly<Claim> {
  return store.claimFinishedHook(runId, policy, at);
}

/** Writes the result down under the lease, or drops it when the lease is no longer the newest. */
export function recordResult(
  store: FinishedHookStore,
  lease: FinishedHookLease,
  result: AttemptResult,
  policy: FinishedHookPolicy,
  at: number,
): Readonly<Delivery> {
  return store.recordFinishedHook(lease, result, policy, at);
}
