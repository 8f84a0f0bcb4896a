import { discovery, type Outcome, type Retry } from "../protocol/deliver.ts";
import type { Operation } from "../protocol/operation.ts";
import type { PendingRow, RunRow } from "../store/rows.ts";
import type { RunContext } from "./context.ts";
import { endRun } from "./end-run.ts";
import { queueStep } from "./queue-step.ts";
import { discover, keepStep } from "./settle-step.ts";

/** How soon an application that is not there is tried again, in milliseconds. */
const absentMilliseconds = 100;

/** Takes in what a delivery came to. A second outcome of the same delivery, and one of a run that ended, change nothing. */
export function takeOutcome(context: RunContext, delivered: PendingRow, outcome: Outcome): void {
  const { store } = context;
  const pending = store.pending.find(delivered.id);
  const run = store.runs.find(delivered.run_id);
  if (pending === undefined || pending.attempt !== delivered.attempt || run?.state !== "active") return;
  if (outcome.kind === "undelivered") {
    store.pending.retry(pending.id, pending.attempt, context.now() + absentMilliseconds);
  } else if (outcome.kind === "resolved") {
    endRun(context, run, { state: "completed", output: outcome.output });
  } else if (outcome.kind === "rejected") {
    reject(context, run, pending, outcome.error, outcome.retry);
  } else {
    operate(context, run, pending, outcome.operations, outcome.retry);
  }
}

/** Also where a planned step is answered with a rejection: it is the attempt of the step that is used up. */
function reject(context: RunContext, run: RunRow, pending: PendingRow, error: unknown, retry: Retry): void {
  if (canRetry(run, pending.attempt, retry)) retryLater(context, pending, retry);
  else endRun(context, run, { state: "failed", error });
}

function operate(
  context: RunContext,
  run: RunRow,
  pending: PendingRow,
  operations: readonly Operation[],
  retry: Retry,
): void {
  context.store.pending.remove(pending.id);
  for (const operation of operations) perform(context, run, pending, operation, retry);
  const asked = pending.again === 1 || operations.some(({ op }) => op === "DiscoveryRequest");
  if (asked && context.store.pending.of(run.id, discovery) === undefined) discover(context, run);
}

function perform(
  context: RunContext,
  run: RunRow,
  pending: PendingRow,
  operation: Operation,
  retry: Retry,
): void {
  const race = pending.race === 1;
  switch (operation.op) {
    case "StepRun":
    case "Step":
      keepStep(context, run, operation.id, { type: "data", data: operation.data ?? null }, race);
      break;
    case "StepFailed":
      keepStep(context, run, operation.id, { type: "error", error: operation.error }, race);
      break;
    case "StepError":
      stepFailed(context, run, pending, operation, retry);
      break;
    case "DiscoveryRequest":
      break;
    default:
      queueStep(context, run, operation);
  }
}

/** The attempts of a step that was run on the spot are counted by the row that it gets now. */
function stepFailed(
  context: RunContext,
  run: RunRow,
  { attempt, race }: PendingRow,
  { id, error }: { readonly id: string; readonly error: unknown },
  retry: Retry,
): void {
  if (!canRetry(run, attempt, retry)) {
    keepStep(context, run, id, { type: "error", error }, race === 1);
    return;
  }
  const { pending } = context.store;
  pending.add({
    runId: run.id,
    stepId: id,
    kind: "call",
    lanes: run.lanes,
    race: race === 1,
    dueAt: context.now(),
  });
  const row = pending.of(run.id, id);
  if (row !== undefined) retryLater(context, { ...row, attempt }, retry);
}

function canRetry({ max_attempts }: RunRow, attempt: number, { allowed }: Retry): boolean {
  return allowed && attempt + 1 < max_attempts;
}

function retryLater({ store, timing, now }: RunContext, { id, attempt }: PendingRow, { after }: Retry): void {
  const delay = after === undefined ? timing.retryDelay(attempt) : timing.wait(after);
  store.pending.retry(id, attempt + 1, now() + delay);
}
