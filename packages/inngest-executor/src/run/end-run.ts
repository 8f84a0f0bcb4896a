import { failedEventName } from "../protocol/event.ts";
import type { StepResult } from "../protocol/operation.ts";
import type { RunRow } from "../store/rows.ts";
import type { RunContext } from "./context.ts";
import { receiveEvent } from "./receive-event.ts";
import { settleStep } from "./settle-step.ts";

type End =
  | { readonly state: "completed"; readonly output: unknown }
  | { readonly state: "failed"; readonly error: unknown };

/** Ends a run: nothing of it is pending any more, whoever invoked it gets its result, and a failure is announced. */
export function endRun(context: RunContext, run: RunRow, end: End): void {
  const { store } = context;
  store.pending.removeRun(run.id);
  store.runs.end(run.id, end.state, end.state === "completed" ? end.output : end.error, context.now());
  const parent = parentOf(context, run);
  if (parent !== undefined) settleStep(context, parent, resultOf(end));
  if (end.state === "failed") announce(context, run, end.error);
}

function parentOf({ store }: RunContext, { parent_run, parent_step }: RunRow) {
  return parent_run === null || parent_step === null ? undefined : store.pending.of(parent_run, parent_step);
}

function resultOf(end: End): StepResult {
  return end.state === "completed" ? { type: "data", data: end.output } : { type: "error", error: end.error };
}

/** What `onFailure` functions are triggered by. */
function announce(context: RunContext, run: RunRow, error: unknown): void {
  const data = { function_id: run.function_id, run_id: run.id, error, event: run.event };
  receiveEvent(context, { name: failedEventName, data, id: undefined, ts: undefined });
}
