import { ulid } from "ulid";
import { millisecondsUntil } from "../protocol/deadline.ts";
import { invokedEventName } from "../protocol/event.ts";
import { assertExpression } from "../protocol/expression.ts";
import type { Operation } from "../protocol/operation.ts";
import type { NewPending } from "../store/pending-table.ts";
import type { RunRow } from "../store/rows.ts";
import type { RunContext } from "./context.ts";
import { settleStep } from "./settle-step.ts";
import { startRun } from "./start-run.ts";

type Queued = Extract<Operation, { op: "StepPlanned" | "Sleep" | "WaitForEvent" | "InvokeFunction" }>;
type Invoke = Extract<Queued, { op: "InvokeFunction" }>;

/** Makes the run wait for a step that its function found. One that is known already stays as it is. */
export function queueStep(context: RunContext, run: RunRow, operation: Queued): void {
  const { store } = context;
  if (store.pending.of(run.id, operation.id) !== undefined) return;
  if (store.runs.hasStep(run.id, operation.id)) return;
  store.pending.add(pendingOf(context, run, operation));
  if (operation.op === "InvokeFunction") invoke(context, run, operation);
}

function pendingOf({ timing, now }: RunContext, { id: runId, lanes }: RunRow, operation: Queued): NewPending {
  const at = now();
  const later = (text: string) => at + timing.wait(millisecondsUntil(text, at));
  const step = { runId, stepId: operation.id, lanes };
  switch (operation.op) {
    case "StepPlanned":
      return { ...step, kind: "call", race: operation.opts, dueAt: at };
    case "Sleep":
      return { ...step, kind: "sleep", dueAt: later(operation.name) };
    case "WaitForEvent": {
      const { timeout, if: expression } = operation.opts;
      assertExpression(expression);
      return { ...step, kind: "wait", dueAt: later(timeout), eventName: operation.name, expression };
    }
    case "InvokeFunction": {
      const { timeout } = operation.opts;
      return { ...step, kind: "invoke", dueAt: timeout === undefined ? undefined : later(timeout) };
    }
  }
}

function invoke(context: RunContext, run: RunRow, operation: Invoke): void {
  const { function_id, payload } = operation.opts;
  const config = context.functions.find(({ id }) => id === function_id);
  if (config === undefined) {
    refuseInvoke(context, run, operation);
    return;
  }
  const at = context.now();
  const event = { id: ulid(at), name: invokedEventName, data: payload?.data ?? {}, ts: at };
  startRun(context, config, event, { run: run.id, step: operation.id });
}

function refuseInvoke(context: RunContext, run: RunRow, { id, opts }: Invoke): void {
  const pending = context.store.pending.of(run.id, id);
  const error = { name: "Error", message: `there is no function ${opts.function_id} to invoke` };
  if (pending !== undefined) settleStep(context, pending, { type: "error", error });
}
