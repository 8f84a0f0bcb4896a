import { readFileSync } from "node:fs";
import { runStates, runTransitions, terminalStates } from "@rawr/coordination";
import Database from "libsql";
import { describe, expect, onTestFinished, test } from "vitest";
import { CursorRefused, openStore, StoreUnusable } from "../src/index.ts";
import { storeTerminalState, terminalRunOf } from "../src/terminal-state.ts";
import { databasePath, openedStore } from "./support/database.ts";
import { handled, oneNote } from "./support/workflows.ts";

const failure = { message: "no" };

function opened(path: string): Database.Database {
  const database = new Database(path);
  onTestFinished(() => void database.close());
  return database;
}

describe("the database", () => {
  test("is in WAL mode, and of the newest version once it is open", () => {
    const path = databasePath();
    openedStore(path);
    const database = opened(path);
    expect(database.pragma("journal_mode", { simple: true })).toMatchObject({ journal_mode: "wal" });
    expect(database.pragma("user_version", { simple: true })).toMatchObject({ user_version: 1 });
  });

  test("is refused when it is of a newer version, and left as it is", () => {
    const path = databasePath();
    openStore(path).close();
    const database = opened(path);
    database.exec("PRAGMA user_version = 99");
    expect(() => openStore(path)).toThrow(StoreUnusable);
    expect(() => openStore(path)).toThrow("is of version 99, and this host knows 1");
    expect(database.pragma("user_version", { simple: true })).toMatchObject({ user_version: 99 });
  });

  test("is left without a trace of a migration that did not get through", () => {
    const path = databasePath();
    const database = opened(path);
    database.exec("CREATE TABLE finished_hook_result (own INTEGER)");
    expect(() => openStore(path)).toThrow(StoreUnusable);
    expect(database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()).toEqual([
      "finished_hook_result",
    ]);
    expect(database.pragma("user_version", { simple: true })).toMatchObject({ user_version: 0 });
  });

  test("is named when it cannot be opened, or is none", () => {
    const missing = `${databasePath()}/no/where.db`;
    expect(() => openStore(missing)).toThrow(missing);
    const source = new URL(import.meta.url).pathname;
    const text = readFileSync(source, "utf8");
    expect(() => openStore(source)).toThrow(StoreUnusable);
    expect(readFileSync(source, "utf8")).toBe(text);
  });

  test("allows the transitions of the table and no others, also to who writes it directly", () => {
    for (const from of runStates) {
      for (const to of runStates) {
        const path = databasePath();
        const store = openedStore(path);
        store.queue({ id: "r-1", workflow: oneNote, input: null }, 1);
        if (from !== "queued") store.start("r-1", 2);
        if (from === "completed") storeTerminalState(store, "r-1", { state: "completed" }, 3);
        if (from === "failed") storeTerminalState(store, "r-1", { state: "failed", failure }, 3);
        const next: readonly string[] = runTransitions[from];
        const isEnd = to === "completed" || to === "failed";
        const update = () =>
          opened(path)
            .prepare("UPDATE run SET state = ?, started_at = 2, ended_at = ?, failure = ? WHERE id = 'r-1'")
            .run(to, isEnd ? 3 : null, to === "failed" ? JSON.stringify(failure) : null);
        const isStay = from === to && next.length > 0;
        if (next.includes(to) || isStay) expect(update().changes, `${from} to ${to}`).toBe(1);
        else expect(update, `${from} to ${to}`).toThrow();
      }
    }
  });

  test("keeps timeline and memory append-only", () => {
    const path = databasePath();
    const store = openedStore(path);
    store.queue({ id: "r-1", workflow: handled, input: null }, 1);
    store.start("r-1", 1);
    store.keep({ runId: "r-1", desk: "work", attempt: 1 }, 1, 1);
    store.keep({ runId: "r-1", desk: "work", attempt: 2 }, 2, 2);
    expect(store.memory("r-1")).toEqual({ work: 1 });
    const database = opened(path);
    for (const table of ["timeline", "memory"]) {
      expect(() => database.exec(`DELETE FROM ${table}`)).toThrow();
      expect(() => database.exec(`UPDATE ${table} SET run_id = run_id`)).toThrow();
    }
  });

  test("refuses rows that belong to no run", () => {
    const store = openedStore();
    for (const call of [
      () => store.start("r-9", 1),
      () => store.keep({ runId: "r-9", desk: "work", attempt: 1 }, 1, 1),
      () => store.failDesk({ runId: "r-9", desk: "work", attempt: 1 }, "no", 1),
      () => store.beginDesk("r-9", "work", 1),
      () => store.timeline("r-9", { limit: 1, after: 0 }),
      () => store.memory("r-9"),
      () => storeTerminalState(store, "r-9", { state: "completed" }, 1),
      () => terminalRunOf(store, "r-9"),
      () => store.skipFinishedHook("r-9", 1),
    ]) {
      expect(call).toThrow();
    }
    expect(store.list({ limit: 10 })).toEqual({ items: [], next: undefined });
  });
});

describe("the end of a run", () => {
  test.each(terminalStates)("that is %s stays the first", (state) => {
    const store = openedStore();
    store.queue({ id: "r-1", workflow: oneNote, input: null }, 1);
    store.start("r-1", 2);
    const ends = [{ state: "completed", ...{} } as const, { state: "failed", failure } as const];
    const [first, second] = state === "completed" ? ends : [...ends].reverse();
    const end = storeTerminalState(store, "r-1", first!, 3);
    expect(end).toMatchObject({ state, endedAt: 3 });
    expect(storeTerminalState(store, "r-1", second!, 4)).toEqual(end);
    expect(store.start("r-1", 5)).toEqual(end);
    expect(terminalRunOf(store, "r-1")).toEqual(end);
    expect(store.timeline("r-1", { limit: 10, after: 0 })).toHaveLength(3);
    expect(() => store.beginDesk("r-1", "note", 6)).toThrow(`the run "r-1" is ${state}`);
  });

  test("cannot be completion from the queue, and can be failure", () => {
    const store = openedStore();
    store.queue({ id: "r-1", workflow: oneNote, input: null }, 1);
    expect(() => storeTerminalState(store, "r-1", { state: "completed" }, 2)).toThrow("is queued");
    expect(() => terminalRunOf(store, "r-1")).toThrow("is queued");
    expect(storeTerminalState(store, "r-1", { state: "failed", failure }, 2)).toEqual({
      ...{ id: "r-1", workflow: oneNote, input: null, queuedAt: 1 },
      ...{ state: "failed", endedAt: 2, failure },
    });
  });
});

describe("pages of runs", () => {
  test("hold each run once, newest first, though runs are queued in between", () => {
    const store = openedStore();
    const queue = (n: number) => store.queue({ id: `r-${n}`, workflow: oneNote, input: n }, n);
    for (let n = 1; n <= 25; n++) queue(n);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = store.list({ limit: 4, after });
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ id }) => id));
      queue(100 + seen.length);
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `r-${25 - index}`));
  });

  test("end without a cursor when the last one is full", () => {
    const store = openedStore();
    for (const id of ["a", "b"]) store.queue({ id, workflow: oneNote, input: null }, 1);
    expect(store.list({ limit: 2 }).next).toBeUndefined();
    expect(store.list({ limit: 1 }).next).toBeDefined();
  });

  test("can be of one state or workflow", () => {
    const store = openedStore();
    store.queue({ id: "a", workflow: oneNote, input: null }, 1);
    store.queue({ id: "b", workflow: handled, input: null }, 1);
    store.start("b", 2);
    const idsOf = (query: object) => store.list({ limit: 10, ...query }).items.map(({ id }) => id);
    expect(idsOf({ state: "running" })).toEqual(["b"]);
    expect(idsOf({ workflowId: "one-note" })).toEqual(["a"]);
    expect(idsOf({ workflowId: "one-note", state: "running" })).toEqual([]);
  });

  test.each(["", "x", "-1", "1.5", "1 OR 1", "9".repeat(16)])("refuse the cursor %j", (after) => {
    expect(() => openedStore().list({ limit: 1, after })).toThrow(CursorRefused);
  });
});

test("two processes' stores on one database wait for each other", () => {
  const path = databasePath();
  const [one, two] = [openedStore(path), openedStore(path)];
  for (let n = 0; n < 20; n++) {
    const store = n % 2 === 0 ? one : two;
    store.queue({ id: `r-${n}`, workflow: oneNote, input: null }, n);
  }
  expect(one.list({ limit: 100 }).items).toHaveLength(20);
  expect(two.list({ limit: 100 })).toEqual(one.list({ limit: 100 }));
});
