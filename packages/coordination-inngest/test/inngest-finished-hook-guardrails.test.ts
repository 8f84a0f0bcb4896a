import { attemptOutcome, finishedHookContract, finishedHookRetry, terminalStates } from "@rawr/coordination";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { ZodError } from "zod";
import type { FinishedHookBody, FinishedHookCall } from "../src/finished-hook/hook.ts";
import * as hookModule from "../src/finished-hook/hook.ts";
import { type CoordinationOptions, defineFinishedHook } from "../src/index.ts";
import * as terminalState from "../src/terminal-state.ts";
import { type RunEnding, storeTerminalState } from "../src/terminal-state.ts";
import { databasePath, openedStore } from "./support/database.ts";
import { deliver } from "./support/deliver.ts";
import { endedRun, runId } from "./support/ended-run.ts";
import { startHost } from "./support/host.ts";
import { hostileValues } from "./support/hostile-values.ts";
import { checked } from "./support/workflows.ts";

const settled = (outcome: string) => ({ kind: "settled", outcome });
const nothing = () => undefined;
const never = () => new Promise<void>(nothing);
const fails = () => Promise.reject(new Error("out of order"));

test("the contract promises at least once, idempotent, non-critical and best effort", () => {
  expect(finishedHookContract).toEqual({
    delivery: "at-least-once",
    exactlyOnce: false,
    sideEffects: { idempotent: true, critical: false },
    failureMode: "best-effort",
  });
});

test("the rule of retries has a name and an end, and no attempt is skipped", () => {
  expect(finishedHookRetry).toEqual({
    rule: "exponential-backoff",
    maxAttempts: 5,
    firstDelayMs: 1_000,
    factor: 4,
    maxDelayMs: 60_000,
  });
  expect(attemptOutcome.options).toEqual(["succeeded", "failed"]);
});

describe.each(terminalStates)("the finished hook of a run that is %s", (state) => {
  test("runs after the end was stored, and is recorded", async () => {
    const { guard, store, end, run, record } = endedRun(state);
    const calls: FinishedHookCall[] = [];
    const delivery = await deliver(
      guard((call) => {
        expect(store.read(runId)).toEqual(end);
        calls.push(call);
      }),
      runId,
    );
    expect(delivery).toEqual(settled("succeeded"));
    expect(calls).toMatchObject([{ runId, outcome: state, idempotencyKey: `${runId}/finished` }]);
    expect(calls[0]?.signal.aborted).toBe(false);
    expect(record()).toMatchObject({ outcome: "succeeded", error: null, attempts: [{ attempt: 1 }] });
    expect(run()).toEqual(end);
  });

  test("is tried again by the rule when it fails, and recorded as failed at the end of it", async () => {
    const { guard, store, end, run, record, pass } = endedRun(state);
    const keys: string[] = [];
    const guarded = guard(async ({ idempotencyKey }) => {
      keys.push(idempotencyKey);
      await fails();
    });
    const pauses: number[] = [];
    let delivery = await deliver(guarded, runId);
    while (delivery.kind === "later" && pauses.length < 10) {
      pauses.push(delivery.inMs);
      expect(record()).toMatchObject({ outcome: "failed", settledAt: null });
      expect(store.unsettledFinishedHooks()).toEqual([runId]);
      pass(delivery.inMs - 1);
      expect(await deliver(guarded, runId)).toEqual({ kind: "later", inMs: 1 });
      pass(1);
      delivery = await deliver(guarded, runId);
    }
    expect(delivery).toEqual(settled("failed"));
    expect(store.unsettledFinishedHooks()).toEqual([]);
    expect(pauses).toEqual([1_000, 4_000, 16_000, 60_000]);
    expect(keys).toEqual(Array.from({ length: finishedHookRetry.maxAttempts }, () => `${runId}/finished`));
    expect(record()).toMatchObject({ outcome: "failed", error: "out of order" });
    expect(record()?.attempts.map(({ attempt, result }) => [attempt, result?.outcome])).toEqual(
      [1, 2, 3, 4, 5].map((attempt) => [attempt, "failed"]),
    );
    expect(await deliver(guarded, runId)).toEqual(settled("failed"));
    expect(keys).toHaveLength(finishedHookRetry.maxAttempts);
    expect(run()).toEqual(end);
  });

  test("is aborted when it takes too long, and recorded with the timeout that was applied", async () => {
    const { guard, end, run, record, raw } = endedRun(state);
    const timers = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => void timers.mockRestore());
    let signal: AbortSignal | undefined;
    const delivery = await deliver(
      guard((call) => {
        signal = call.signal;
        return never();
      }, 37),
      runId,
    );
    const applied = timers.mock.calls.map(([, ms]) => ms);
    expect(delivery).toMatchObject({ kind: "later" });
    expect(signal?.aborted).toBe(true);
    expect(applied).toContain(37);
    expect(record()).toMatchObject({
      outcome: "failed",
      error: "no result within 37 ms",
      timeoutMs: 37,
      attempts: [{ timeoutMs: 37 }],
    });
    expect(raw((db) => db.prepare("SELECT timeout_ms FROM finished_hook_attempt").pluck().all())).toEqual([
      37,
    ]);
    expect(run()).toEqual(end);
  });

  test("has the time that is recorded, whatever that is, and keeps others out for longer", async () => {
    for (const timeoutMs of [1, 999, 30_001, 120_001, 600_000]) {
      const { guard, store, record, raw } = endedRun(state);
      const timers = vi.spyOn(globalThis, "setTimeout");
      onTestFinished(() => void timers.mockRestore());
      const { policy, now } = guard(nothing, timeoutMs);
      const delivery = await deliver(
        guard(() => {
          const margin = policy.leaseMarginMs;
          expect(store.claimFinishedHook(runId, policy, now() + timeoutMs)).toEqual({
            delivery: { kind: "later", inMs: margin },
          });
        }, timeoutMs),
        runId,
      );
      expect(timeoutMs === 1 || delivery.kind === "settled").toBe(true);
      expect(timers.mock.calls.map(([, ms]) => ms)).toContain(timeoutMs);
      timers.mockRestore();
      expect(record()).toMatchObject({ timeoutMs, attempts: [{ timeoutMs }] });
      expect(raw((db) => db.prepare("SELECT timeout_ms FROM finished_hook_attempt").pluck().all())).toEqual([
        timeoutMs,
      ]);
    }
  });

  test("has failed when it held up the process beyond its timeout, though it returned", async () => {
    const { guard, end, run, record } = endedRun(state);
    await deliver(
      guard(() => {
        for (const start = performance.now(); performance.now() - start < 30; );
      }, 10),
      runId,
    );
    expect(record()).toMatchObject({ outcome: "failed", error: "no result within 10 ms", timeoutMs: 10 });
    expect(run()).toEqual(end);
  });

  test("is recorded as failed when it throws synchronously", async () => {
    const { guard, end, run, record } = endedRun(state);
    const delivery = await deliver(
      guard(() => {
        throw new Error("at once");
      }),
      runId,
    );
    expect(delivery).toMatchObject({ kind: "later" });
    expect(record()).toMatchObject({ outcome: "failed", error: "at once" });
    expect(run()).toEqual(end);
  });

  test.each(hostileValues)(
    "is recorded as failed when it throws $name, which is no error",
    async ({ value, says }) => {
      const { guard, end, run, record } = endedRun(state);
      const rejects = guard(() => Promise.reject(value));
      expect(await deliver(rejects, runId)).toMatchObject({ kind: "later" });
      expect(record()).toMatchObject({ outcome: "failed", error: says });
      expect(run()).toEqual(end);
    },
  );

  test("is recorded as skipped when it is absent, and stays so", async () => {
    const { guard, end, run, record } = endedRun(state);
    expect(await deliver(guard(undefined), runId)).toEqual(settled("skipped"));
    const skipped = record();
    expect(skipped).toMatchObject({ outcome: "skipped", error: null, timeoutMs: null, attempts: [] });
    const body = vi.fn<FinishedHookBody>();
    expect(await deliver(guard(body), runId)).toEqual(settled("skipped"));
    expect(body).not.toHaveBeenCalled();
    expect(record()).toEqual(skipped);
    expect(run()).toEqual(end);
  });

  test("is not skipped by a host without one while another host attempts it", async () => {
    const { guard, store, end, run, record, pass } = endedRun(state);
    const { policy, now } = guard(undefined);
    const lease = policy.timeoutMs + policy.leaseMarginMs;
    store.claimFinishedHook(runId, policy, now());
    expect(await deliver(guard(undefined), runId)).toEqual({ kind: "later", inMs: lease });
    expect(record()).toMatchObject({ outcome: null, settledAt: null });
    pass(lease);
    expect(await deliver(guard(undefined), runId)).toEqual(settled("skipped"));
    expect(record()?.attempts.map(({ result }) => result?.outcome)).toEqual(["failed"]);
    expect(run()).toEqual(end);
  });

  test("is not called again by duplicate deliveries once it succeeded", async () => {
    const { guard, end, run, record, reopen } = endedRun(state);
    const body = vi.fn<FinishedHookBody>();
    await deliver(guard(body), runId);
    const first = record();
    for (let duplicate = 0; duplicate < 5; duplicate++) {
      expect(await deliver(guard(body), runId)).toEqual(settled("succeeded"));
    }
    reopen();
    expect(await deliver(guard(body), runId)).toEqual(settled("succeeded"));
    expect(body).toHaveBeenCalledTimes(1);
    expect(record()).toEqual(first);
    expect(run()).toEqual(end);
  });

  test("is called by one of several concurrent deliveries, through one store or two", async () => {
    const { guard, end, run, record, path } = endedRun(state);
    const body = vi.fn(() => new Promise<void>((resolve) => void setTimeout(resolve, 5)));
    const guarded = guard(body);
    const other = { ...guarded, store: openedStore(path) };
    const deliveries = await Promise.all(
      Array.from({ length: 20 }, (_, index) => deliver(index % 2 === 0 ? guarded : other, runId)),
    );
    expect(body).toHaveBeenCalledTimes(1);
    expect(deliveries.filter(({ kind }) => kind === "settled")).toEqual([settled("succeeded")]);
    expect(record()?.attempts).toHaveLength(1);
    expect(run()).toEqual(end);
  });

  test("has its late result dropped when it ignores its abort, also while a newer attempt runs", async () => {
    const { guard, end, run, record, pass } = endedRun(state);
    const finish: (() => void)[] = [];
    const guarded = guard(() => new Promise<void>((resolve) => void finish.push(resolve)), 15);
    const first = await deliver(guarded, runId);
    expect(first).toEqual({ kind: "later", inMs: 1_000 });
    pass(1_000);
    const second = deliver(guarded, runId);
    finish[0]?.();
    expect(await second).toEqual({ kind: "later", inMs: 4_000 });
    finish[1]?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(record()).toMatchObject({ outcome: "failed", settledAt: null });
    expect(record()?.attempts.map(({ result }) => result?.outcome)).toEqual(["failed", "failed"]);
    expect(run()).toEqual(end);
  });

  test("has the result of an attempt dropped whose lease another one took over", async () => {
    const { guard, end, run, record, pass } = endedRun(state);
    const finish: (() => void)[] = [];
    const first = deliver(
      guard(() => new Promise<void>((resolve) => void finish.push(resolve)), 60_000),
      runId,
    );
    pass(61_000);
    expect(await deliver(guard(nothing), runId)).toEqual({ kind: "later", inMs: 1_000 });
    pass(1_000);
    expect(await deliver(guard(nothing), runId)).toEqual(settled("succeeded"));
    const taken = record();
    finish[0]?.();
    expect(await first).toEqual(settled("succeeded"));
    expect(record()).toEqual(taken);
    expect(taken?.attempts.map(({ result }) => result?.outcome)).toEqual(["failed", "succeeded"]);
    expect(run()).toEqual(end);
  });

  test("is delivered again when the store restarted in between, once the lease has ended", async () => {
    const { guard, end, run, record, pass, reopen } = endedRun(state);
    const lost = deliver(
      guard(() => new Promise((resolve) => void setTimeout(resolve, 20)), 60_000),
      runId,
    );
    reopen();
    // The first attempt's result went to a store that is closed, as when its process had died.
    await expect(lost).rejects.toThrow();
    const body = vi.fn<FinishedHookBody>();
    expect(await deliver(guard(body), runId)).toEqual({ kind: "later", inMs: 61_000 });
    pass(61_000);
    expect(await deliver(guard(body), runId)).toEqual({ kind: "later", inMs: 1_000 });
    pass(1_000);
    expect(await deliver(guard(body), runId)).toEqual(settled("succeeded"));
    expect(body).toHaveBeenCalledTimes(1);
    expect(record()?.attempts.map(({ result }) => result?.error)).toEqual([
      "no result was recorded before the lease ended",
      null,
    ]);
    expect(run()).toEqual(end);
  });

  test("has one record, whose attempts can only be appended to", async () => {
    const { guard, end, run, record, pass, raw } = endedRun(state);
    await deliver(guard(fails), runId);
    pass(1_000);
    await deliver(guard(nothing), runId);
    const before = record();
    for (const tampering of [
      "UPDATE finished_hook_attempt SET timeout_ms = 1",
      "DELETE FROM finished_hook_attempt",
      "UPDATE finished_hook_result SET outcome = 'succeeded'",
      "DELETE FROM finished_hook_result",
      "INSERT INTO finished_hook_result VALUES ('r-1', 1, 1, 'succeeded', NULL)",
      "INSERT INTO finished_hook (run_id) VALUES ('r-1')",
      "UPDATE finished_hook SET outcome = 'failed'",
      "UPDATE finished_hook SET newest_attempt = 1",
      "DELETE FROM finished_hook",
      "UPDATE run SET state = 'running', ended_at = NULL, failure = NULL",
      "DELETE FROM run",
    ]) {
      expect(() => raw((db) => db.exec(tampering)), tampering).toThrow();
    }
    expect(record()).toEqual(before);
    expect(raw((db) => db.prepare("SELECT run_id FROM finished_hook").pluck().all())).toEqual([runId]);
    expect(run()).toEqual(end);
  });

  test("is delivered also by the event of its run, when the process died that stored the end", async () => {
    const { store, end, record } = endedRun(state);
    const body = vi.fn<FinishedHookBody>();
    const host = await startHost({
      store,
      handlers: {},
      hook: defineFinishedHook(body),
      hookTimeoutMs: 1_000,
    });
    onTestFinished(host.close);
    const again = { name: "coordination/run.requested", data: { runId, key: `${runId}.9` } };
    expect(await host.deliver(again)).toEqual([200]);
    await host.settle();
    expect(body).toHaveBeenCalledTimes(1);
    expect(record()).toMatchObject({ outcome: "succeeded" });
    expect(store.read(runId)).toEqual(end);
  });

  test("goes on after a delivery that the store failed, over Inngest, and leaves the run as it is", async () => {
    const store = openedStore(databasePath());
    let failures = 2;
    const failing = {
      ...store,
      recordFinishedHook(...args: Parameters<typeof store.recordFinishedHook>) {
        if (failures-- > 0) throw new Error("disk is full");
        return store.recordFinishedHook(...args);
      },
    };
    const body = vi.fn<FinishedHookBody>();
    const host = await startHost({
      store: failing,
      handlers: {},
      hook: defineFinishedHook(body),
      hookTimeoutMs: 1_000,
    });
    onTestFinished(host.close);
    await host.coordination.queueRun({ id: runId, workflow: checked, input: state === "completed" });
    await host.settle();
    expect(host.coordination.read(runId)).toMatchObject({ state });
    expect(host.coordination.readFinishedHook(runId)).toMatchObject({ outcome: "succeeded" });
    expect(body).toHaveBeenCalledTimes(3);
  });

  test("never changes the run, over Inngest, when each of its attempts fails", async () => {
    const seen: unknown[] = [];
    const host = await startHost({
      store: openedStore(),
      handlers: {},
      hook: defineFinishedHook(() => {
        seen.push(host.coordination.read(runId));
        throw seen.length % 2 === 0 ? new Error("out of order") : null;
      }),
      hookTimeoutMs: 1_000,
    });
    onTestFinished(host.close);
    await host.coordination.queueRun({ id: runId, workflow: checked, input: state === "completed" });
    await host.settle();
    expect(host.coordination.readFinishedHook(runId)).toMatchObject({ outcome: "failed", timeoutMs: 1_000 });
    expect(seen).toHaveLength(finishedHookRetry.maxAttempts);
    expect(seen[0]).toMatchObject({ state });
    expect(new Set(seen.map((run) => JSON.stringify(run)))).toEqual(new Set([JSON.stringify(seen[0])]));
    expect(host.coordination.read(runId)).toEqual(seen[0]);
    expect(host.coordination.timeline(runId, { limit: 100, after: 0 }).at(-1)?.event.type).toBe(
      `run-${state}`,
    );
  });
});

test("a pause lasts until the lease of another process has ended, though Inngest cuts pauses to whole seconds", async () => {
  const { store, end } = endedRun("completed");
  const body = vi.fn<FinishedHookBody>();
  const hook = defineFinishedHook(body);
  const host = await startHost({ store, handlers: {}, hook, hookTimeoutMs: 1_000 });
  onTestFinished(host.close);
  store.claimFinishedHook(
    runId,
    { timeoutMs: 1_000, leaseMarginMs: 700, retry: finishedHookRetry },
    host.now(),
  );
  expect((await host.coordination.recover(0)).due).toEqual([runId]);
  await host.settle();
  expect(host.pauses).toEqual([2, 1]);
  expect(body).toHaveBeenCalledTimes(1);
  expect(host.coordination.readFinishedHook(runId)).toMatchObject({ outcome: "succeeded" });
  expect(host.coordination.read(runId)).toEqual(end);
});

describe("coordination", () => {
  const { maxAttempts, ...rest } = finishedHookRetry;
  const policies: readonly (readonly [string, Partial<CoordinationOptions>])[] = [
    ["without a timeout", { hookTimeoutMs: 0 }],
    ["with a timeout that never comes", { hookTimeoutMs: Number.POSITIVE_INFINITY }],
    ["with a lease that ends before the timeout", { leaseMarginMs: -1 }],
    ["with a rule that has no end", { retry: { ...rest, maxAttempts: Number.POSITIVE_INFINITY } }],
    ["with a rule that has no attempt", { retry: { ...rest, maxAttempts: 0 } }],
    ["with a rule that does not wait", { retry: { ...rest, maxAttempts, firstDelayMs: 0 } }],
  ];

  test.each(policies)("is not put together %s", async (_, policy) => {
    const options = { store: openedStore(), handlers: {}, hook: undefined, hookTimeoutMs: 1_000 };
    await expect(startHost({ ...options, ...policy })).rejects.toThrow(ZodError);
  });
});

describe("what only its own module may open", () => {
  const keysAround = (thing: object): unknown[] => [
    ...Reflect.ownKeys(thing),
    ...Reflect.ownKeys(Object.getPrototypeOf(thing)),
  ];
  const isClassOf = (thing: object) => (one: unknown) =>
    typeof one === "function" && one.prototype !== undefined && thing instanceof one;

  test("is a finished hook: nothing of it leads to its body", () => {
    const hook = defineFinishedHook(nothing);
    expect(keysAround(hook)).toEqual([]);
    expect(Object.getPrototypeOf(Object.getPrototypeOf(hook))).toBe(Object.prototype);
    expect(Object.values(hookModule).filter(isClassOf(hook))).toEqual([]);
  });

  test("is the ending of a run: who has one makes no other", () => {
    const store = openedStore();
    const endings: RunEnding[] = [];
    const end: typeof store.end = (...args) => {
      endings.push(args[1]);
      return store.end(...args);
    };
    store.queue({ id: runId, workflow: checked, input: null }, 1);
    storeTerminalState({ ...store, end }, runId, { state: "failed", failure: { message: "no" } }, 2);
    const [ending] = endings;
    expect(keysAround(ending!)).toEqual([]);
    expect(Object.getPrototypeOf(Object.getPrototypeOf(ending))).toBe(Object.prototype);
    expect(Object.values(terminalState).filter(isClassOf(ending!))).toEqual([]);
  });
});

describe("a run that has not ended", () => {
  test("has no finished hook delivered", async () => {
    const store = openedStore();
    const body = vi.fn<FinishedHookBody>();
    const hook = defineFinishedHook(body);
    const host = await startHost({ store, handlers: {}, hook, hookTimeoutMs: 1_000 });
    onTestFinished(host.close);
    const due = { name: "coordination/finished-hook.due", data: { runId } };
    store.queue({ id: runId, workflow: checked, input: null }, 1);
    // After the last attempt the SDK says itself that there is no other.
    const eachAttemptFails = [500, 500, 500, 400];
    expect(await host.deliver(due)).toEqual(eachAttemptFails);
    store.start(runId, 2);
    expect(await host.deliver(due)).toEqual(eachAttemptFails);
    expect(await host.deliver({ ...due, data: { runId: "r-9" } })).toEqual(eachAttemptFails);
    for (const call of [
      () => store.claimFinishedHook(runId, { timeoutMs: 1, leaseMarginMs: 1, retry: finishedHookRetry }, 3),
      () => store.skipFinishedHook(runId, 3),
    ]) {
      expect(call).toThrow("a finished hook belongs to a run that has ended");
    }
    expect(body).not.toHaveBeenCalled();
    expect(store.readFinishedHook(runId)).toBeUndefined();
  });
});
