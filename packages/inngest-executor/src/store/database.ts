import Database from "libsql";
import { z } from "zod";

export type ExecutorDatabase = Database.Database;

/** Each migration runs once; `user_version` counts those that have. Times are milliseconds since the epoch. */
const migrations = [
  `CREATE TABLE event (
     id TEXT PRIMARY KEY,
     dedupe_id TEXT NOT NULL,
     received_at INTEGER NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX event_dedupe ON event (dedupe_id);
   CREATE TABLE run (
     id TEXT PRIMARY KEY,
     function_id TEXT NOT NULL,
     event TEXT NOT NULL,
     lanes TEXT NOT NULL,
     max_attempts INTEGER NOT NULL,
     idempotency TEXT,
     parent_run TEXT,
     parent_step TEXT,
     state TEXT NOT NULL CHECK (state IN ('active', 'completed', 'failed')),
     output TEXT,
     created_at INTEGER NOT NULL,
     ended_at INTEGER
   ) STRICT;
   CREATE INDEX run_idempotency ON run (function_id, idempotency, created_at) WHERE idempotency IS NOT NULL;
   CREATE TABLE step (
     run_id TEXT NOT NULL REFERENCES run (id),
     id TEXT NOT NULL,
     position INTEGER NOT NULL,
     result TEXT NOT NULL,
     PRIMARY KEY (run_id, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE pending (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     run_id TEXT NOT NULL REFERENCES run (id),
     step_id TEXT NOT NULL,
     kind TEXT NOT NULL CHECK (kind IN ('call', 'sleep', 'wait', 'invoke')),
     lanes TEXT NOT NULL,
     attempt INTEGER NOT NULL DEFAULT 0,
     race INTEGER NOT NULL DEFAULT 0,
     again INTEGER NOT NULL DEFAULT 0,
     due_at INTEGER,
     event_name TEXT,
     expression TEXT,
     UNIQUE (run_id, step_id)
   ) STRICT;
   CREATE INDEX pending_due ON pending (due_at, id) WHERE due_at IS NOT NULL;
   CREATE INDEX pending_event ON pending (event_name) WHERE event_name IS NOT NULL;`,
] as const;

/**
 * Opens the queue and brings its tables up to date. The file is this process's alone until it closes the database or
 * dies: two executors would deliver everything twice.
 * @throws SqliteError of libsql, when the file cannot be opened or another process has it
 */
export function openDatabase(path: string): ExecutorDatabase {
  const database = new Database(path);
  try {
    database.pragma("busy_timeout = 200");
    database.pragma("journal_mode = WAL");
    database.pragma("locking_mode = EXCLUSIVE");
    database.pragma("synchronous = NORMAL");
    database.transaction(() => migrate(database)).immediate();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Gives up the lock first, which in WAL mode cannot be had otherwise: libsql keeps a closed connection, and with it the
 * lock, until every statement of it has been collected.
 */
export function closeDatabase(database: ExecutorDatabase): void {
  database.pragma("journal_mode = DELETE");
  database.pragma("locking_mode = NORMAL");
  database.prepare("SELECT 1 FROM sqlite_master").get();
  database.close();
}

const version = z.object({ user_version: z.int() });

function migrate(database: ExecutorDatabase): void {
  const { user_version: done } = version.parse(database.prepare("PRAGMA user_version").get());
  if (done > migrations.length)
    throw new Error(`the queue was written by a newer executor (version ${done})`);
  for (const migration of migrations.slice(done)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${migrations.length}`);
}
