import { finishedHookDue } from "./events.ts";
import { type FailedSending, type Sender, send } from "./queue-run.ts";
import type { FinishedHookStore } from "./store/finished-hook-store.ts";

export interface Recovery {
  /** Runs that were sent (again). */
  readonly sent: readonly string[];
  /** Runs that have ended, for which a delivery to their finished hook was asked for. */
  readonly due: readonly string[];
  readonly failed: readonly FailedSending[];
}

/**
 * Takes up what a process left that was killed: runs that were stored and not sent, runs of which nothing was heard for
 * `silentForMs` milliseconds (0 when Inngest forgot everything too, as a development executor does), and ended runs whose
 * finished hook is not settled. To be called at start; again at any time does no harm.
 */
export async function recover(
  sender: Sender & { readonly store: FinishedHookStore },
  silentForMs: number,
): Promise<Recovery> {
  const { client, store, now } = sender;
  const silent = store.silentSince(now() - silentForMs);
  const known = new Set(silent.map(({ runId }) => runId));
  const wanted = [...silent, ...store.unsent().filter(({ runId }) => !known.has(runId))];
  const failed = [...(await send(sender, wanted))];
  const due: string[] = [];
  for (const runId of store.unsettledFinishedHooks()) {
    try {
      await client.send(finishedHookDue.create({ runId }));
      due.push(runId);
    } catch (error) {
      failed.push({ runId, error });
    }
  }
  const stuck = new Set(failed.map(({ runId }) => runId));
  return { sent: wanted.map(({ runId }) => runId).filter((runId) => !stuck.has(runId)), due, failed };
}
