import { canonicalJson, isTerminal, type Run, type RunEnd, type TerminalRun } from "@rawr/coordination";
import { endOf } from "../../terminal-state.ts";
import { RunStateRefused } from "../errors.ts";
import type { NewRun, QueueAnswer, RunStore } from "../run-store.ts";
import { findRun, theRun } from "./find-run.ts";
import type { StoreDatabase } from "./open.ts";
import { unsentOf } from "./outbox.ts";
import { appendEvent } from "./timeline.ts";

/** The life of runs, from the queue to their end. */
export function runsIn(database: StoreDatabase): Pick<RunStore, "queue" | "read" | "start" | "end"> {
  const queue = database.transaction((wanted: NewRun, at: number): QueueAnswer => {
    const before = findRun(database, wanted.id);
    if (before !== undefined) {
      return {
        kind: isSame(before, wanted) ? "known" : "taken",
        run: before,
        unsent: unsentOf(database, wanted.id),
      };
    }
    database
      .prepare(
        "INSERT INTO run (id, workflow_id, workflow, input, state, queued_at) VALUES (?, ?, ?, ?, 'queued', ?)",
      )
      .run(wanted.id, wanted.workflow.id, JSON.stringify(wanted.workflow), JSON.stringify(wanted.input), at);
    const { trace } = wanted;
    appendEvent(database, wanted.id, { type: "run-queued", ...(trace === undefined ? {} : { trace }) }, at);
    return { kind: "queued", run: theRun(database, wanted.id), unsent: unsentOf(database, wanted.id) };
  });

  const start = database.transaction((runId: string, at: number): Run => {
    const before = theRun(database, runId);
    if (before.state !== "queued") return before;
    database.prepare("UPDATE run SET state = 'running', started_at = ? WHERE id = ?").run(at, runId);
    appendEvent(database, runId, { type: "run-started" }, at);
    return theRun(database, runId);
  });

  const end = database.transaction((runId: string, wanted: RunEnd, at: number): TerminalRun => {
    const before = theRun(database, runId);
    if (isTerminal(before)) return before;
    if (before.state === "queued" && wanted.state === "completed") {
      throw new RunStateRefused(runId, before.state, "be completed");
    }
    const failure = wanted.state === "failed" ? JSON.stringify(wanted.failure) : null;
    database
      .prepare("UPDATE run SET state = ?, ended_at = ?, failure = ? WHERE id = ?")
      .run(wanted.state, at, failure, runId);
    appendEvent(database, runId, eventOf(wanted), at);
    const after = theRun(database, runId);
    if (isTerminal(after)) return after;
    throw new RunStateRefused(runId, after.state, "be left so");
  });

  return {
    queue: (wanted, at) => queue.immediate(wanted, at),
    read: (runId) => findRun(database, runId),
    start: (runId, at) => start.immediate(runId, at),
    end: (runId, ending, at) => end.immediate(runId, endOf(ending), at),
  };
}

function isSame({ workflow, input }: Run, wanted: NewRun): boolean {
  return (
    canonicalJson(workflow) === canonicalJson(wanted.workflow) &&
    canonicalJson(input) === canonicalJson(wanted.input)
  );
}

function eventOf(end: RunEnd) {
  return end.state === "failed"
    ? ({ type: "run-failed", message: end.failure.message } as const)
    : ({ type: "run-completed" } as const);
}
