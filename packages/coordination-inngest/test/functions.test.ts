import { finishedHookRetry, type RunEnd, runTrace } from "@rawr/coordination";
import { describe, expect, test, vi } from "vitest";
import { createFunctions } from "../src/adapter.ts";
import { finishRun, finishStoredRun } from "../src/finish-run.ts";
import type { FinishedHookGuard } from "../src/finished-hook/deliver.ts";
import { createInngestClient, RunMissing, RunStateRefused, runRequest } from "../src/index.ts";
import { terminalRunOf } from "../src/terminal-state.ts";
import { openedStore } from "./support/database.ts";
import { endedRun, runId } from "./support/ended-run.ts";
import { signingKey, silent } from "./support/host.ts";
import { oneNote } from "./support/workflows.ts";

/** A step that tells what it is asked for; `sleep` ends some time after it began. */
function toldStep() {
  const told: string[] = [];
  const step = {
    async run(name: string, work: () => unknown) {
      told.push(`run ${name}`);
      return await work();
    },
    async sleep(name: string, ms: number) {
      told.push(`sleep ${name} ${ms}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      told.push(`slept ${name}`);
    },
  };
  return { told, step: step as unknown as Parameters<typeof finishRun>[0] };
}

describe("the functions", () => {
  test("have the names under which Inngest finds runs again, one start for a key, and an end to retries", () => {
    const client = createInngestClient({ id: "hq", eventKey: "e", signingKey, logger: silent });
    const { guard, store } = endedRun("completed");
    const functions = createFunctions(client, { ...guard(() => undefined), store, handlers: {} });
    expect(functions.map(({ opts }) => opts)).toMatchObject([
      {
        id: "run-workflow",
        idempotency: "event.data.key",
        retries: 3,
        triggers: [{ event: "coordination/run.requested" }],
      },
      { id: "deliver-finished-hook", retries: 3, triggers: [{ event: "coordination/finished-hook.due" }] },
    ]);
  });
});

describe("the end of a run", () => {
  test("is a step of its own, then each delivery is, after the pause before it", async () => {
    const { guard, pass } = endedRun("completed");
    const failing: FinishedHookGuard = guard(() => {
      throw new Error("no");
    });
    const { told, step } = toldStep();
    const original = step.sleep;
    vi.spyOn(step, "sleep").mockImplementation(async (name, time) => {
      await original(name, time);
      pass(Number(time));
    });
    const end: RunEnd = { state: "completed" };
    await finishRun(step, failing, runId, end);
    expect(told).toEqual([
      "run store-end",
      "run finished-hook",
      ...[1_000, 4_000, 16_000, 60_000].flatMap((ms, index) => [
        `sleep finished-hook-pause-${index + 2} ${ms}`,
        `slept finished-hook-pause-${index + 2}`,
        `run finished-hook-${index + 2}`,
      ]),
    ]);
  });

  test("has two deliveries for each attempt at most, while others hold its hook", async () => {
    const { guard, store } = endedRun("completed");
    const delivery = { kind: "later", inMs: 1 } as const;
    const busy = { ...store, claimFinishedHook: () => ({ lease: undefined, delivery }) };
    const { told, step } = toldStep();
    await finishStoredRun(step, { ...guard(() => undefined), store: busy }, runId);
    expect(told.filter((one) => one.startsWith("run "))).toHaveLength(2 * finishedHookRetry.maxAttempts);
  });

  test("is waited for: nothing is delivered for a run that is not there or has not ended", async () => {
    const { guard } = endedRun("completed");
    const guarded = guard(() => undefined);
    const { told, step } = toldStep();
    await expect(finishStoredRun(step, guarded, "nobody")).rejects.toBeInstanceOf(RunMissing);
    const store = openedStore();
    store.queue({ id: "open", workflow: oneNote, input: null }, 1);
    expect(() => terminalRunOf(store, "open")).toThrow(RunStateRefused);
    expect(() => terminalRunOf(store, "open")).toThrow(
      'the run "open" is queued: it cannot have its finished hook delivered',
    );
    expect(told).toEqual([]);
  });
});

test("a request may say which request it was made by, and nothing else", () => {
  const request = { id: "r-1", workflow: oneNote, input: null };
  const trace = { requestId: "q", correlationId: "c" };
  expect(runTrace.safeParse(trace).success).toBe(true);
  expect(runRequest.parse({ ...request, trace })).toEqual({ ...request, trace });
  expect(runRequest.safeParse({ ...request, other: 1 }).success).toBe(false);
});
