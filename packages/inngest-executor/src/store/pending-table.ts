import { z } from "zod";
import { discovery } from "../protocol/deliver.ts";
import type { ExecutorDatabase } from "./database.ts";
import { type PendingRow, pendingRow } from "./rows.ts";

export interface NewPending {
  readonly runId: string;
  readonly stepId: string;
  readonly kind: PendingRow["kind"];
  readonly lanes: string;
  readonly race?: boolean;
  /** `undefined`: never by time. */
  readonly dueAt: number | undefined;
  readonly eventName?: string;
  readonly expression?: string | undefined;
}

interface Busy {
  /** Rows that are under way. */
  readonly rows: readonly number[];
  /** Values of `lanes` that have reached a limit. */
  readonly lanes: readonly string[];
}

/** Everything that unfinished runs wait for: the queue. At most one row for a step of a run. */
export interface PendingTable {
  /** Does nothing for a step that is pending already. */
  add(pending: NewPending): void;
  /** Asks for the discovery of a run; again after the one that is under way. */
  discover(runId: string, lanes: string, dueAt: number): void;
  retry(id: number, attempt: number, dueAt: number): void;
  find(id: number): PendingRow | undefined;
  of(runId: string, stepId: string): PendingRow | undefined;
  remove(id: number): void;
  removeRun(runId: string): void;
  ofRun(runId: string): PendingRow[];
  waitingFor(eventName: string): PendingRow[];
  /** What is due and not busy, the oldest first. */
  due(now: number, busy: Busy, limit: number): PendingRow[];
  /** When something that is not due yet will be. */
  nextDue(now: number): number | undefined;
  /** Whether anything will happen without an event from outside. */
  moving(): boolean;
}

const columns = "id, run_id, step_id, kind, lanes, attempt, race, again, due_at, event_name, expression";
const nextRow = z.object({ due_at: z.int().nullable() });

export function pendingTable(database: ExecutorDatabase): PendingTable {
  const insert = database.prepare(
    `INSERT OR IGNORE INTO pending (run_id, step_id, kind, lanes, race, due_at, event_name, expression)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const discover = database.prepare(
    `INSERT INTO pending (run_id, step_id, kind, lanes, due_at) VALUES (?, '${discovery}', 'call', ?, ?)
     ON CONFLICT (run_id, step_id) DO UPDATE SET again = 1`,
  );
  const retry = database.prepare("UPDATE pending SET attempt = ?, due_at = ? WHERE id = ?");
  const select = (rest: string) => database.prepare(`SELECT ${columns} FROM pending ${rest}`);
  const byId = select("WHERE id = ?");
  const byStep = select("WHERE run_id = ? AND step_id = ?");
  const byRun = select("WHERE run_id = ? ORDER BY id");
  const byEvent = select("WHERE event_name = ? AND kind = 'wait' ORDER BY id");
  const due = select(
    `WHERE due_at <= ? AND id NOT IN (SELECT value FROM json_each(?)) AND lanes NOT IN (SELECT value FROM json_each(?))
     ORDER BY due_at, id LIMIT ?`,
  );
  const next = database.prepare("SELECT min(due_at) AS due_at FROM pending WHERE due_at > ?");
  const moving = database.prepare("SELECT 1 AS found FROM pending WHERE kind IN ('call', 'sleep') LIMIT 1");
  const remove = database.prepare("DELETE FROM pending WHERE id = ?");
  const removeRun = database.prepare("DELETE FROM pending WHERE run_id = ?");
  const one = (row: unknown) => (row === undefined ? undefined : pendingRow.parse(row));
  const all = (rows: unknown) => pendingRow.array().parse(rows);
  return {
    add({ runId, stepId, kind, lanes, race = false, dueAt = null, eventName = null, expression = null }) {
      insert.run(runId, stepId, kind, lanes, race ? 1 : 0, dueAt, eventName, expression);
    },
    discover: (runId, lanes, dueAt) => void discover.run(runId, lanes, dueAt),
    retry: (id, attempt, dueAt) => void retry.run(attempt, dueAt, id),
    find: (id) => one(byId.get(id)),
    of: (runId, stepId) => one(byStep.get(runId, stepId)),
    remove: (id) => void remove.run(id),
    removeRun: (runId) => void removeRun.run(runId),
    ofRun: (runId) => all(byRun.all(runId)),
    waitingFor: (eventName) => all(byEvent.all(eventName)),
    due: (now, { rows, lanes }, limit) =>
      all(due.all(now, JSON.stringify(rows), JSON.stringify(lanes), limit)),
    nextDue: (now) => nextRow.parse(next.get(now)).due_at ?? undefined,
    moving: () => moving.get() !== undefined,
  };
}
