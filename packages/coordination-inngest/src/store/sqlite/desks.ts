import { type DeskMemory, desksBefore, type Json } from "@rawr/coordination";
import { RunStateRefused } from "../errors.ts";
import type { DeskAttempt, DeskTurn, RunStore } from "../run-store.ts";
import { theRun } from "./find-run.ts";
import type { StoreDatabase } from "./open.ts";
import { countRow, memoryRows } from "./rows.ts";
import { appendEvent } from "./timeline.ts";

/** The turns of desks, and what they keep. */
export function desksIn(
  database: StoreDatabase,
): Pick<RunStore, "beginDesk" | "keep" | "failDesk" | "memory"> {
  const begin = database.transaction((runId: string, desk: string, at: number): DeskTurn => {
    const run = theRun(database, runId);
    if (run.state !== "running") throw new RunStateRefused(runId, run.state, `give "${desk}" its turn`);
    const memory = memoryOf(database, runId);
    if (Object.hasOwn(memory, desk)) return { kind: "kept" };
    const attempt = attemptsOf(database, runId, desk) + 1;
    appendEvent(database, runId, { type: "desk-started", desk, attempt }, at);
    const before = desksBefore(run.workflow, desk);
    const seen = Object.entries(memory).filter(([id]) => before.has(id));
    return { kind: "begun", attempt, work: { runId, input: run.input, memory: Object.fromEntries(seen) } };
  });

  const keep = database.transaction(
    ({ runId, desk, attempt }: DeskAttempt, value: Json, at: number): void => {
      theRun(database, runId);
      const { changes } = database
        .prepare("INSERT INTO memory (run_id, desk, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .run(runId, desk, JSON.stringify(value));
      if (changes > 0) appendEvent(database, runId, { type: "desk-finished", desk, attempt }, at);
    },
  );

  const fail = database.transaction(
    ({ runId, desk, attempt }: DeskAttempt, message: string, at: number): void => {
      theRun(database, runId);
      appendEvent(database, runId, { type: "desk-failed", desk, attempt, message }, at);
    },
  );

  return {
    beginDesk: (runId, desk, at) => begin.immediate(runId, desk, at),
    keep: (attempt, value, at) => keep.immediate(attempt, value, at),
    failDesk: (attempt, message, at) => fail.immediate(attempt, message, at),
    memory(runId) {
      theRun(database, runId);
      return memoryOf(database, runId);
    },
  };
}

function memoryOf(database: StoreDatabase, runId: string): DeskMemory {
  const rows = memoryRows.parse(
    database.prepare("SELECT desk, value FROM memory WHERE run_id = ?").all(runId),
  );
  return Object.fromEntries(rows.map(({ desk, value }) => [desk, value]));
}

function attemptsOf(database: StoreDatabase, runId: string, desk: string): number {
  const row: unknown = database
    .prepare(
      `SELECT count(*) AS count FROM timeline
       WHERE run_id = ? AND event ->> 'type' = 'desk-started' AND event ->> 'desk' = ?`,
    )
    .get(runId, desk);
  return countRow.parse(row).count;
}
