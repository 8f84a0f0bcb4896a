import type {
  AttemptOutcome,
  FinishedHookOutcome,
  FinishedHookRecord,
  FinishedHookRetry,
} from "@rawr/coordination";

export interface FinishedHookPolicy {
  /** After this many milliseconds an attempt is aborted, and has failed. */
  readonly timeoutMs: number;
  /** How much longer than its timeout an attempt keeps others out, in milliseconds: the time to record its result. */
  readonly leaseMarginMs: number;
  readonly retry: FinishedHookRetry;
}

/** The right to make one attempt. The number of the attempt is the fencing token. */
export interface FinishedHookLease {
  readonly runId: string;
  readonly attempt: number;
  /** The one that the store wrote down, which is the one to apply. */
  readonly timeoutMs: number;
  readonly idempotencyKey: string;
}

export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  /** `null` when it succeeded. */
  readonly error: string | null;
}

/** What became of a delivery: nothing will follow, or another one should after `inMs` milliseconds. */
export type Delivery =
  | { readonly kind: "settled"; readonly outcome: FinishedHookOutcome }
  | { readonly kind: "later"; readonly inMs: number };

export type Claim =
  | { readonly lease: FinishedHookLease; readonly delivery?: undefined }
  | { readonly lease?: undefined; readonly delivery: Delivery };

/** Where it is kept what became of finished hooks. Transactions, times and missing runs as in `RunStore`. */
export interface FinishedHookStore {
  /** At most one lease is alive for a run. Throws unless the run has ended. */
  claimFinishedHook(runId: string, policy: FinishedHookPolicy, at: number): Claim;
  /** Dropped unless the lease is of the newest attempt and has no result. */
  recordFinishedHook(
    lease: FinishedHookLease,
    result: AttemptResult,
    policy: FinishedHookPolicy,
    at: number,
  ): Delivery;
  /** Settles it as skipped, unless it is settled or being attempted. Throws unless the run has ended. */
  skipFinishedHook(runId: string, at: number): Delivery;
  readFinishedHook(runId: string): FinishedHookRecord | undefined;
  /** Runs that have ended and whose hook is not settled, oldest first. */
  unsettledFinishedHooks(): readonly string[];
}

export const defaultLeaseMarginMs = 5_000;
