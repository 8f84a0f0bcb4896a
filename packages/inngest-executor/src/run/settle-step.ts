import { discovery } from "../protocol/deliver.ts";
import type { StepResult } from "../protocol/operation.ts";
import type { PendingRow, RunRow } from "../store/rows.ts";
import type { RunContext } from "./context.ts";

/** Ends something that a run waited for other than by a delivery. */
export function settleStep(context: RunContext, pending: PendingRow, result: StepResult): void {
  const run = context.store.runs.find(pending.run_id);
  context.store.pending.remove(pending.id);
  if (run?.state === "active") keepStep(context, run, pending.step_id, result, pending.race === 1);
}

/** Keeps the result of a step, and sees to it that the run goes on. A step that has a result keeps it. */
export function keepStep(
  context: RunContext,
  run: RunRow,
  stepId: string,
  result: StepResult,
  race: boolean,
): void {
  if (!context.store.runs.keepStep(run.id, stepId, result)) return;
  const stale = context.store.pending.of(run.id, stepId);
  if (stale !== undefined) context.store.pending.remove(stale.id);
  if (race || !awaitsSiblings(context, run.id)) discover(context, run);
}

/** Steps that were planned together and are on their first attempt: one discovery serves them all. */
function awaitsSiblings({ store }: RunContext, runId: string): boolean {
  return store.pending
    .ofRun(runId)
    .some(
      ({ kind, step_id, attempt, race }) =>
        kind === "call" && step_id !== discovery && attempt === 0 && race === 0,
    );
}

export function discover({ store, now }: RunContext, { id, lanes }: RunRow): void {
  store.pending.discover(id, lanes, now());
}
