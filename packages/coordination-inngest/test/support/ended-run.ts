import { finishedHookRetry, type RunEnd, type TerminalState } from "@rawr/coordination";
import Database from "libsql";
import { onTestFinished } from "vitest";
import type { FinishedHookGuard } from "../../src/finished-hook/deliver.ts";
import { defineFinishedHook, type FinishedHookBody } from "../../src/finished-hook/hook.ts";
import { openStore } from "../../src/index.ts";
import { storeTerminalState } from "../../src/terminal-state.ts";
import { databasePath } from "./database.ts";
import { oneNote } from "./workflows.ts";

export const runId = "r-1";

const ends: Record<TerminalState, RunEnd> = {
  completed: { state: "completed" },
  failed: { state: "failed", failure: { message: "a desk failed" } },
};

/** A run that has ended, in a database of its own, and guards for its hook. */
export function endedRun(state: TerminalState) {
  const path = databasePath();
  let time = 1_000_000;
  let store = openStore(path);
  onTestFinished(() => store.close());
  store.queue({ id: runId, workflow: oneNote, input: null }, time);
  store.start(runId, time);
  const end = storeTerminalState(store, runId, ends[state], time);

  return {
    path,
    /** The run as it was when it had just ended. */
    end,
    get store() {
      return store;
    },
    guard(body: FinishedHookBody | undefined, timeoutMs = 200): FinishedHookGuard {
      return {
        store,
        hook: body === undefined ? undefined : defineFinishedHook(body),
        policy: { timeoutMs, leaseMarginMs: 1_000, retry: finishedHookRetry },
        now: () => time,
      };
    },
    pass(ms: number) {
      time += ms;
    },
    /** As after a restart of the process. */
    reopen() {
      store.close();
      store = openStore(path);
    },
    run: () => store.read(runId),
    record: () => store.readFinishedHook(runId),
    /** What somebody can do who has the database itself. */
    raw<T>(use: (database: Database.Database) => T): T {
      const database = new Database(path);
      try {
        database.pragma("foreign_keys = ON");
        return use(database);
      } finally {
        database.close();
      }
    },
  };
}
