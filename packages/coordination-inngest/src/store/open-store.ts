import type { FinishedHookStore } from "./finished-hook-store.ts";
import type { RunStore } from "./run-store.ts";
import { desksIn } from "./sqlite/desks.ts";
import { finishedHooksIn } from "./sqlite/finished-hooks.ts";
import { listsIn } from "./sqlite/lists.ts";
import { openStoreDatabase } from "./sqlite/open.ts";
import { outboxIn } from "./sqlite/outbox.ts";
import { runsIn } from "./sqlite/runs.ts";

export interface CoordinationStore extends RunStore, FinishedHookStore {
  close(): void;
}

/**
 * Opens the store that is kept in the SQLite database at this path, and makes it on first use. Several processes may
 * have it open.
 * @throws StoreUnusable
 */
export function openStore(path: string): CoordinationStore {
  const database = openStoreDatabase(path);
  return {
    ...runsIn(database),
    ...desksIn(database),
    ...listsIn(database),
    ...outboxIn(database),
    ...finishedHooksIn(database),
    close: () => void database.close(),
  };
}
