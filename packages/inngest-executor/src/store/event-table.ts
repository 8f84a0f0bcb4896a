import { z } from "zod";
import type { ExecutorDatabase } from "./database.ts";

export interface EventTable {
  /** The id under which an event was received since, if it was. */
  receivedSince(dedupeId: string, since: number): string | undefined;
  add(event: { readonly id: string; readonly dedupeId: string; readonly receivedAt: number }): void;
}

const idRow = z.object({ id: z.string() });

export function eventTable(database: ExecutorDatabase): EventTable {
  const find = database.prepare("SELECT id FROM event WHERE dedupe_id = ? AND received_at > ?");
  const insert = database.prepare(
    "INSERT OR REPLACE INTO event (id, dedupe_id, received_at) VALUES (?, ?, ?)",
  );
  return {
    receivedSince(dedupeId, since) {
      const row: unknown = find.get(dedupeId, since);
      return row === undefined ? undefined : idRow.parse(row).id;
    },
    add({ id, dedupeId, receivedAt }) {
      insert.run(id, dedupeId, receivedAt);
    },
  };
}
