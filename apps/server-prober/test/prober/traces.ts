import type { SessionDatabase } from "@rawr/server/src/credentials/session-table";
import Database from "libsql";
import { z } from "zod";

const version = z.object({ data_version: z.int() });

/** SQLite's own count of what other connections than this one have committed. */
function versionOf(database: SessionDatabase): () => number {
  const statement = database.prepare("PRAGMA data_version");
  return () => version.parse(statement.get()).data_version;
}

export interface Watched {
  readonly traces: () => string;
  readonly close: () => void;
}

/** Changes with whatever the host commits to its databases, and with each event that it sends. */
export function watchTraces(
  sessions: SessionDatabase,
  runs: string,
  events: { readonly count: () => number },
): Watched {
  const database = new Database(runs);
  const counts = [versionOf(sessions), versionOf(database), events.count];
  return { traces: () => counts.map((count) => count()).join("/"), close: () => void database.close() };
}
