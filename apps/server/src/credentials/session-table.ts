import Database from "libsql";
import { z } from "zod";
import { callerClasses } from "../caller.ts";
import { SettingError } from "../settings.ts";

export type SessionDatabase = Database.Database;

export const sessionRow = z.object({
  id: z.uuid(),
  subject: z.string(),
  class: z.enum(callerClasses),
  /** Milliseconds since the epoch. */
  expires_at: z.int(),
  revoked_at: z.int().nullable(),
});

export type SessionRow = z.infer<typeof sessionRow>;

/**
 * Opens the database, and makes the table on first use. `:memory:` is private to the process.
 * @throws SettingError when the path cannot be opened as a database.
 */
export function openSessionDatabase(path: string): SessionDatabase {
  try {
    return open(path);
  } catch (error) {
    const how = error instanceof Error ? error.message : String(error);
    const text = `expected the path of a session database in a folder that can be written to, got "${path}" (${how})`;
    throw new SettingError(`RAWR_DATABASE: ${text}`, { cause: error });
  }
}

function open(path: string): SessionDatabase {
  const database = new Database(path);
  // First, since what follows waits for other processes too.
  database.pragma("busy_timeout = 2000");
  database.pragma("journal_mode = WAL");
  database.exec(
    `CREATE TABLE IF NOT EXISTS session (
       id TEXT PRIMARY KEY,
       subject TEXT NOT NULL,
       class TEXT NOT NULL,
       expires_at INTEGER NOT NULL,
       revoked_at INTEGER
     ) STRICT`,
  );
  return database;
}
