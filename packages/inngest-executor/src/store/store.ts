import { closeDatabase, type ExecutorDatabase, openDatabase } from "./database.ts";
import { type EventTable, eventTable } from "./event-table.ts";
import { type PendingTable, pendingTable } from "./pending-table.ts";
import { type RunTable, runTable } from "./run-table.ts";

/** The queue. What happens in `atomically` happens as a whole or, when the process is killed, not at all. */
export interface Store {
  readonly events: EventTable;
  readonly runs: RunTable;
  readonly pending: PendingTable;
  atomically<T>(change: () => T): T;
  close(): void;
}

export function openStore(path: string): Store {
  const database: ExecutorDatabase = openDatabase(path);
  return {
    events: eventTable(database),
    runs: runTable(database),
    pending: pendingTable(database),
    atomically: (change) => database.transaction(change).immediate(),
    close: () => closeDatabase(database),
  };
}
