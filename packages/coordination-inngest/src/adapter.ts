import { isTerminal, messageOf } from "@rawr/coordination";
import { type Inngest, type InngestFunction, NonRetriableError } from "inngest";
import { finishedHookDue, runRequested } from "./events.ts";
import { finishRun, finishStoredRun } from "./finish-run.ts";
import type { FinishedHookGuard } from "./finished-hook/deliver.ts";
import { type DeskRunner, runDesks } from "./run-desks.ts";
import { RunMissing } from "./store/errors.ts";

/** Tries of a step after the first. */
const retries = 3;

export type AdapterOptions = DeskRunner & FinishedHookGuard;

/** The functions that carry out runs on Inngest. */
export function createFunctions(client: Inngest, options: AdapterOptions): readonly InngestFunction.Any[] {
  return [runFunction(client, options), finishFunction(client, options)];
}

/** Carries out a run from the queue to its end. */
function runFunction(client: Inngest, options: AdapterOptions) {
  return client.createFunction(
    {
      id: "run-workflow",
      triggers: [runRequested],
      idempotency: "event.data.key",
      retries,
      // What remains when a step that is not a desk failed for good: the run must end all the same.
      onFailure: async ({ event, error, step }) => {
        const { runId } = runRequested.schema.parse(event.data.event.data);
        await finishRun(step, options, runId, { state: "failed", failure: { message: messageOf(error) } });
      },
    },
    async ({ event, step }) => {
      const { runId } = event.data;
      const hasEnded = await step.run("start", () => startedAfterItsEnd(options, runId));
      if (hasEnded) return finishStoredRun(step, options, runId);

      const failure = await runDesks(step, options, queuedRun(options, runId));
      if (failure === undefined) return finishRun(step, options, runId, { state: "completed" });
      return finishRun(step, options, runId, { state: "failed", failure });
    },
  );
}

/** Delivers to the finished hook of a run whose end was stored by a process that did not get further. */
function finishFunction(client: Inngest, options: AdapterOptions) {
  return client.createFunction(
    { id: "deliver-finished-hook", triggers: [finishedHookDue], retries },
    ({ event, step }) => finishStoredRun(step, options, event.data.runId),
  );
}

function startedAfterItsEnd({ store, now }: AdapterOptions, runId: string): boolean {
  queuedRun({ store }, runId);
  return isTerminal(store.start(runId, now()));
}

/** What was queued, which stays as it is: it may be read outside of a step. */
function queuedRun({ store }: Pick<AdapterOptions, "store">, runId: string) {
  const run = store.read(runId);
  if (run === undefined) throw new NonRetriableError(new RunMissing(runId).message);
  return run;
}
