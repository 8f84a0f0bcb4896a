import { deliverFinishedHook, type FinishedHookGuard } from "../../src/finished-hook/deliver.ts";
import { terminalRunOf } from "../../src/terminal-state.ts";

/** One delivery, as `finishStoredRun` makes it. */
export async function deliver(guard: FinishedHookGuard, runId: string) {
  terminalRunOf(guard.store, runId);
  return deliverFinishedHook(guard, runId);
}
