import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Workflow } from "@rawr/coordination";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { defineFinishedHook, type FinishedHookBody, openStore } from "../src/index.ts";
import { databasePath, openedStore } from "./support/database.ts";
import { startHost } from "./support/host.ts";
import { type Side, watchedStore } from "./support/watched-store.ts";
import { handled, tenDesks } from "./support/workflows.ts";

const runId = "r-1";
const handlers = { count: () => 8, work: () => 1 };

/** Starts again on what a process left that died, and expects the one right end. */
async function expectOneEnd(path: string, workflow: Workflow, callsBefore: number): Promise<void> {
  const store = openStore(path);
  const hook = vi.fn<FinishedHookBody>();
  const work = vi.fn(handlers.work);
  const host = await startHost({
    store,
    handlers: { ...handlers, work },
    hook: defineFinishedHook(hook),
    hookTimeoutMs: 1_000,
  });
  try {
    const { coordination } = host;
    const before = coordination.read(runId);
    const recordBefore = coordination.readFinishedHook(runId);
    expect(before).toMatchObject({ id: runId, workflow });
    const isDone = "work" in coordination.memory(runId) || workflow !== handled;
    await coordination.recover(0);
    await host.settle();
    expect(work).toHaveBeenCalledTimes(isDone ? 0 : 1);

    expect(coordination.read(runId)).toMatchObject({ state: "completed" });
    if (before?.state === "completed") expect(coordination.read(runId)).toEqual(before);
    const types = coordination.timeline(runId, { limit: 100, after: 0 }).map(({ event: { type } }) => type);
    expect(types.filter((type) => type === "desk-finished")).toHaveLength(workflow.desks.length);
    expect(types.filter((type) => /^run-/.test(type))).toEqual([
      "run-queued",
      "run-started",
      "run-completed",
    ]);

    const record = coordination.readFinishedHook(runId);
    expect(record).toMatchObject({ outcome: "succeeded" });
    expect(record?.attempts.filter(({ result }) => result?.outcome === "succeeded")).toHaveLength(1);
    if (recordBefore?.settledAt !== null && recordBefore !== undefined) expect(record).toEqual(recordBefore);
    expect(callsBefore + hook.mock.calls.length).toBeGreaterThanOrEqual(1);
    expect(await coordination.recover(0)).toEqual({ sent: [], due: [], failed: [] });
  } finally {
    await host.close();
    store.close();
  }
}

describe("a process that is killed", () => {
  const require = createRequire(import.meta.url);
  const tsx = require.resolve("tsx");
  const program = fileURLToPath(new URL("./support/doomed.ts", import.meta.url));
  const directory = mkdtempSync(join(tmpdir(), "rawr-coordination-kill-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Where it is killed, and how often its hook was called by then. */
  const points: readonly (readonly [side: Side, call: string, calls: number])[] = [
    ["before", "markSent", 0],
    ["after", "end", 0],
    ["after", "claimFinishedHook", 0],
    ["after", "hook", 1],
  ];
  const pathOf = (call: string) => join(directory, `${call}.db`);

  /** All at once: starting one takes longer than the rest of its life. */
  const signals = new Map<string, unknown>();
  beforeAll(async () => {
    await Promise.all(
      points.map(async ([side, call]) => {
        const child = spawn(process.execPath, ["--import", tsx, program, pathOf(call), side, call], {
          env: { PATH: process.env["PATH"] ?? "" },
          stdio: ["ignore", "ignore", "inherit"],
        });
        const [, signal] = await once(child, "close");
        signals.set(call, signal);
      }),
    );
  });

  test.each(points)("%s %s leaves a run that ends once, and one record", async (_side, call, calls) => {
    const path = pathOf(call);
    expect(signals.get(call)).toBe("SIGKILL");
    const marks = `${path}.hook`;
    expect(existsSync(marks) ? readFileSync(marks, "utf8").length : 0).toBe(calls);
    await expectOneEnd(path, tenDesks, calls);
  });
});

test("what is on the disk before and after each call of the store leads to one end and one record", async () => {
  const path = databasePath();
  let calls = 0;
  const left: { readonly path: string; readonly calls: number }[] = [];
  const store = watchedStore(openedStore(path), (_side, call) => {
    if (call === "read" || store.read(runId) === undefined) return;
    const copy = `${path}.${left.length}`;
    for (const file of ["", "-wal"]) copyFileSync(`${path}${file}`, `${copy}${file}`);
    left.push({ path: copy, calls });
  });
  const hook = defineFinishedHook(() => void calls++);
  const host = await startHost({ store, handlers, hook, hookTimeoutMs: 1_000 });
  onTestFinished(host.close);
  await host.coordination.queueRun({ id: runId, workflow: handled, input: null });
  await host.settle();

  expect(left.length).toBeGreaterThan(12);
  for (const one of left) await expectOneEnd(one.path, handled, one.calls);
});
