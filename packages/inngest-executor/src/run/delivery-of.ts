import type { Delivery } from "../protocol/deliver.ts";
import type { PendingRow } from "../store/rows.ts";
import type { RunContext } from "./context.ts";

/** @throws Error for a row without its run, which foreign hands must have removed */
export function deliveryOf({ store }: RunContext, { id, run_id, step_id, attempt }: PendingRow): Delivery {
  const run = store.runs.find(run_id);
  if (run === undefined) throw new Error(`the queue holds a step of run ${run_id}, but not the run`);
  return {
    functionId: run.function_id,
    runId: run_id,
    stepId: step_id,
    attempt,
    maxAttempts: run.max_attempts,
    event: run.event,
    steps: store.runs.steps(run_id),
    planOnly: store.pending.ofRun(run_id).some((other) => other.id !== id),
  };
}
