import {
  type Desk,
  type DeskHandlers,
  DeskRefusal,
  inOrder,
  messageOf,
  performDesk,
  type Run,
  type RunFailure,
} from "@rawr/coordination";
import { type GetStepTools, type Inngest, NonRetriableError } from "inngest";
import { RunMissing, RunStateRefused } from "./store/errors.ts";
import type { RunStore } from "./store/run-store.ts";

export interface DeskRunner {
  readonly store: RunStore;
  readonly handlers: DeskHandlers;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Gives each desk its turn, as a step of its own. Returns the failure of the first that failed for good. */
export async function runDesks(
  step: GetStepTools<Inngest>,
  runner: DeskRunner,
  run: Run,
): Promise<RunFailure | undefined> {
  for (const desk of inOrder(run.workflow)) {
    try {
      await step.run(`desk-${desk.id}`, () => takeTurn(runner, run.id, desk));
    } catch (error) {
      return { desk: desk.id, message: messageOf(error) };
    }
  }
  return undefined;
}

/**
 * One attempt of one desk. What it keeps is stored before Inngest hears of it, so an attempt that is repeated because
 * its answer was lost performs nothing again.
 */
async function takeTurn({ store, handlers, now }: DeskRunner, runId: string, desk: Desk): Promise<void> {
  const turn = begun(store, runId, desk, now());
  if (turn.kind === "kept") return;
  const attempt = { runId, desk: desk.id, attempt: turn.attempt };
  try {
    store.keep(attempt, await performDesk(desk, turn.work, handlers), now());
  } catch (error) {
    const message = messageOf(error);
    store.failDesk(attempt, message, now());
    throw error instanceof DeskRefusal
      ? new NonRetriableError(message, { cause: error })
      : new Error(message);
  }
}

function begun(store: RunStore, runId: string, desk: Desk, at: number) {
  try {
    return store.beginDesk(runId, desk.id, at);
  } catch (error) {
    const isFinal = error instanceof RunMissing || error instanceof RunStateRefused;
    throw isFinal ? new NonRetriableError(error.message, { cause: error }) : error;
  }
}
