import { describe, expect, test } from "vitest";
import {
  delayAfter,
  finishedHookContract,
  finishedHookOutcome,
  finishedHookOutcomes,
  finishedHookRecord,
  finishedHookRetry,
  isLegalTransition,
  runStates,
} from "../src/index.ts";

describe("the finalization contract", () => {
  test("has its outcomes from one list", () => {
    expect(finishedHookOutcomes).toEqual(["succeeded", "failed", "skipped"]);
    expect(finishedHookOutcome.options).toEqual([...finishedHookOutcomes]);
  });

  test("promises no more than at-least-once, best effort", () => {
    expect(finishedHookContract).toEqual({
      delivery: "at-least-once",
      exactlyOnce: false,
      sideEffects: { idempotent: true, critical: false },
      failureMode: "best-effort",
    });
  });

  test("names a rule of retries that has an end", () => {
    const delays = [1, 2, 3, 4, 5, 6].map((attempt) => delayAfter(attempt, finishedHookRetry));
    expect(delays).toEqual([1_000, 4_000, 16_000, 60_000, undefined, undefined]);
  });

  test("takes a record with its attempts, and none that says less", () => {
    const record = {
      runId: "r-1",
      idempotencyKey: "r-1/finished",
      outcome: "failed",
      settledAt: null,
      timeoutMs: 10,
      error: "no",
      attempts: [
        { attempt: 1, startedAt: 1, timeoutMs: 10, result: { outcome: "failed", at: 2, error: "no" } },
      ],
    };
    expect(finishedHookRecord.parse(record)).toEqual(record);
    for (const key of Object.keys(record)) {
      expect(finishedHookRecord.safeParse({ ...record, [key]: undefined }).success, key).toBe(false);
    }
    expect(finishedHookRecord.safeParse({ ...record, outcome: "done" }).success).toBe(false);
    const skipped = {
      attempt: 1,
      startedAt: 1,
      timeoutMs: 10,
      result: { outcome: "skipped", at: 2, error: null },
    };
    expect(finishedHookRecord.safeParse({ ...record, attempts: [skipped] }).success).toBe(false);
  });
});

test("a run moves forward only, and not on from its end", () => {
  const legal = runStates.flatMap((from) =>
    runStates.filter((to) => isLegalTransition(from, to)).map((to) => `${from} ${to}`),
  );
  expect(legal).toEqual(["queued running", "queued failed", "running completed", "running failed"]);
});
