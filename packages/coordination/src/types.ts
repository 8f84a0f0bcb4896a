import { z } from "zod";
import { safeId } from "./id.ts";

/** What became of the finished hook of a run. `skipped`: the host has none. */
export const finishedHookOutcomes = ["succeeded", "failed", "skipped"] as const;
export const finishedHookOutcome = z.enum(finishedHookOutcomes);
export type FinishedHookOutcome = z.infer<typeof finishedHookOutcome>;

/** What a finished hook may count on, and what may not count on it. */
export const finishedHookContract = {
  delivery: "at-least-once",
  exactlyOnce: false,
  sideEffects: { idempotent: true, critical: false },
  failureMode: "best-effort",
} as const;

/**
 * When a failed attempt is followed by another: after `firstDelayMs`, then `factor` times as long each time, at most
 * `maxDelayMs`, until `maxAttempts` were made. An attempt that its process did not survive counts.
 */
export const finishedHookRetry = {
  rule: "exponential-backoff",
  maxAttempts: 5,
  firstDelayMs: 1_000,
  factor: 4,
  maxDelayMs: 60_000,
} as const;

export interface FinishedHookRetry {
  readonly rule: typeof finishedHookRetry.rule;
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly factor: number;
  readonly maxDelayMs: number;
}

/** Milliseconds to wait after the attempt with this number, from 1; `undefined` when it was the last. */
export function delayAfter(attempt: number, retry: FinishedHookRetry): number | undefined {
  if (attempt >= retry.maxAttempts) return undefined;
  return Math.min(retry.firstDelayMs * retry.factor ** (attempt - 1), retry.maxDelayMs);
}

/** Milliseconds since the epoch. */
const time = z.int();
/** Milliseconds after which the attempt was aborted, or would have been. */
const timeoutMs = z.int().positive();

/** A hook is attempted or skipped, so an attempt cannot end as `skipped`. */
export const attemptOutcome = finishedHookOutcome.exclude(["skipped"]);
export type AttemptOutcome = z.infer<typeof attemptOutcome>;

export const finishedHookAttempt = z.strictObject({
  /** From 1; also the fencing token of the lease under which the attempt was made. */
  attempt: z.int().positive(),
  startedAt: time,
  timeoutMs,
  /** Absent while the attempt lasts, or when nobody has found out yet that its process died. */
  result: z.strictObject({ outcome: attemptOutcome, at: time, error: z.string().nullable() }).optional(),
});
export type FinishedHookAttempt = z.infer<typeof finishedHookAttempt>;

/** One for each run that ended. It speaks of the hook only: what it says never changes the outcome of the run. */
export const finishedHookRecord = z.strictObject({
  runId: safeId,
  /** What the hook is given to tell deliveries of the same run apart from others. */
  idempotencyKey: z.string(),
  /** `null` while no attempt has ended; otherwise how the last one did, and for good when `settledAt` is set. */
  outcome: finishedHookOutcome.nullable(),
  /** When it was decided that no attempt follows; `null` until then. */
  settledAt: time.nullable(),
  /** Of the last attempt; `null` when there was none. */
  timeoutMs: timeoutMs.nullable(),
  /** Of the last attempt that ended, when it failed. */
  error: z.string().nullable(),
  attempts: z.array(finishedHookAttempt),
});
export type FinishedHookRecord = z.infer<typeof finishedHookRecord>;
