import { spawn } from "node:child_process";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Workflow } from "@rawr/coordination";
import { describe, expect, onTestFinished, test, vi } from "vitest";
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
  const host = await startHost({ store, handlers, hook: defineFinishedHook(hook), hookTimeoutMs: 1_000 });
  try {
    const { coordination } = host;
    const before = coordination.read(runId);
    const recordBefore = coordination.readFinishedHook(runId);
    expect(before).toMatchObject({ id: runId, workflow });
    await coordination.recover(0);
    await host.settle();

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
  const program = fileURLToPath(new URL("./support/doomed.ts", import.meta.url));

  async function killedAt(path: string, point: readonly [Side, string, number]) {
    const args = ["--import", "tsx", program, path, ...point.map(String)];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env["PATH"] ?? "" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    return new Promise((resolve) => void child.on("close", (_code, signal) => resolve(signal)));
  }

  test.each<[side: Side, call: string, skipped: number, calls: number]>([
    ["before", "markSent", 0, 0],
    ["before", "keep", 8, 0],
    ["after", "end", 0, 0],
    ["after", "claimFinishedHook", 0, 0],
    ["after", "hook", 0, 1],
    ["before", "recordFinishedHook", 0, 1],
  ])("%s %s leaves a run that ends once, and one record", async (side, call, skipped, calls) => {
    const path = databasePath();
    expect(await killedAt(path, [side, call, skipped])).toBe("SIGKILL");
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
