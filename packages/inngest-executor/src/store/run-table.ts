import type { StoredEvent } from "../protocol/event.ts";
import type { StepResult } from "../protocol/operation.ts";
import type { ExecutorDatabase } from "./database.ts";
import { type Lane, type RunRow, runRow, stepRow } from "./rows.ts";

interface NewRun {
  readonly id: string;
  readonly functionId: string;
  readonly event: StoredEvent;
  readonly lanes: readonly Lane[];
  readonly maxAttempts: number;
  readonly idempotency: string | undefined;
  readonly parent: { readonly run: string; readonly step: string } | undefined;
  readonly createdAt: number;
}

export interface RunTable {
  add(run: NewRun): void;
  startedSince(functionId: string, idempotency: string, since: number): boolean;
  find(id: string): RunRow | undefined;
  end(id: string, state: "completed" | "failed", output: unknown, at: number): void;
  /** Keeps the first result of a step; false when there is one already. */
  keepStep(runId: string, stepId: string, result: StepResult): boolean;
  hasStep(runId: string, stepId: string): boolean;
  steps(runId: string): (readonly [id: string, result: StepResult])[];
}

export function runTable(database: ExecutorDatabase): RunTable {
  const insert = database.prepare(
    `INSERT INTO run (id, function_id, event, lanes, max_attempts, idempotency, parent_run, parent_step, state, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?)`,
  );
  const same = database.prepare(
    "SELECT 1 AS found FROM run WHERE function_id = ? AND idempotency = ? AND created_at > ? LIMIT 1",
  );
  const find = database.prepare(
    "SELECT id, function_id, event, lanes, max_attempts, parent_run, parent_step, state FROM run WHERE id = ?",
  );
  const end = database.prepare("UPDATE run SET state = ?, output = ?, ended_at = ? WHERE id = ?");
  const insertStep = database.prepare(
    `INSERT OR IGNORE INTO step (run_id, id, position, result)
     VALUES (?1, ?2, (SELECT count(*) FROM step WHERE run_id = ?1), ?3)`,
  );
  const step = database.prepare("SELECT 1 AS found FROM step WHERE run_id = ? AND id = ?");
  const steps = database.prepare("SELECT id, result FROM step WHERE run_id = ? ORDER BY position");
  return {
    add({ id, functionId, event, lanes, maxAttempts, idempotency = null, parent, createdAt }) {
      const stored = [JSON.stringify(event), JSON.stringify(lanes)] as const;
      const by = [parent?.run ?? null, parent?.step ?? null] as const;
      insert.run(id, functionId, ...stored, maxAttempts, idempotency, ...by, createdAt);
    },
    startedSince: (functionId, idempotency, since) => same.get(functionId, idempotency, since) !== undefined,
    find(id) {
      const row: unknown = find.get(id);
      return row === undefined ? undefined : runRow.parse(row);
    },
    end: (id, state, output, at) => void end.run(state, JSON.stringify(output ?? null), at, id),
    keepStep: (runId, stepId, result) => insertStep.run(runId, stepId, JSON.stringify(result)).changes === 1,
    hasStep: (runId, stepId) => step.get(runId, stepId) !== undefined,
    steps: (runId) =>
      stepRow
        .array()
        .parse(steps.all(runId))
        .map(({ id, result }) => [id, result] as const),
  };
}
