import {
  type Json,
  jsonValue,
  type Run,
  type RunTrace,
  runTrace,
  safeId,
  type Workflow,
  workflow,
} from "@rawr/coordination";
import type { Inngest } from "inngest";
import { z } from "zod";
import { runRequested } from "./events.ts";
import type { RunStore, Sending } from "./store/run-store.ts";

export const runRequest = z.strictObject({
  id: safeId,
  workflow,
  input: jsonValue,
  trace: runTrace.optional(),
});

export interface RunRequest {
  /** The same request under the same id is the same run, however often it is made. */
  readonly id: string;
  readonly workflow: Workflow;
  readonly input: Json;
  /** Of the request that asks. */
  readonly trace?: RunTrace | undefined;
}

/** The id belongs to a run of another workflow or input. */
export class RunConflict extends Error {
  override readonly name = "RunConflict";
  readonly runId: string;

  constructor(runId: string) {
    super(`the run "${runId}" exists, with another workflow or input`);
    this.runId = runId;
  }
}

export interface Sender {
  readonly client: Inngest;
  readonly store: RunStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `sent`: Inngest has it. A run that is not sent is sent by `recover`. */
export interface QueuedRun {
  readonly run: Run;
  readonly isNew: boolean;
  readonly sent: boolean;
}

/**
 * Stores the run, then sends it. Whoever gets an answer has a run that will not be lost.
 * @throws RunConflict; ZodError for a request that is not right; whatever the store throws.
 */
export async function queueRun(sender: Sender, request: RunRequest): Promise<QueuedRun> {
  const { store, now } = sender;
  const wanted = runRequest.parse(request);
  const { kind, run, unsent } = store.queue(wanted, now());
  if (kind === "taken") throw new RunConflict(run.id);
  const failed = unsent === undefined ? [] : await send(sender, [unsent]);
  return { run, isNew: kind === "queued", sent: failed.length === 0 };
}

export interface FailedSending {
  readonly runId: string;
  readonly error: unknown;
}

/** Sends each, and marks it once Inngest has it. Returns those that did not get through. */
export async function send(
  { client, store, now }: Sender,
  sendings: readonly Sending[],
): Promise<readonly FailedSending[]> {
  const failed: FailedSending[] = [];
  for (const sending of sendings) {
    const { runId, key } = sending;
    try {
      await client.send(runRequested.create({ runId, key }, { id: key }));
      store.markSent(sending, now());
    } catch (error) {
      failed.push({ runId, error });
    }
  }
  return failed;
}
