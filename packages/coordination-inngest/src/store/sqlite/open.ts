import { messageOf } from "@rawr/coordination";
import Database from "libsql";
import { z } from "zod";
import { StoreUnusable } from "../errors.ts";
import { migrations } from "./migrations.ts";

export type StoreDatabase = Database.Database;

/** How long a transaction waits for another process's, in milliseconds. */
const busyTimeoutMs = 5_000;

/**
 * Opens the database, and brings it to this version of the package. `:memory:` is private to the process.
 * @throws StoreUnusable when the path cannot be opened, or holds something newer.
 */
export function openStoreDatabase(path: string): StoreDatabase {
  let database: StoreDatabase | undefined;
  try {
    database = new Database(path);
    database.pragma(`busy_timeout = ${busyTimeoutMs}`);
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    migrate(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof StoreUnusable) throw error;
    throw new StoreUnusable(
      `expected the path of a coordination database, got "${path}" (${messageOf(error)})`,
      {
        cause: error,
      },
    );
  }
}

/** Each version in a transaction of its own, in which it is asked again where another process has got to. */
function migrate(database: StoreDatabase): void {
  const step = database.transaction((): boolean => {
    const version = versionOf(database);
    if (version > migrations.length) {
      throw new StoreUnusable(
        `the coordination database is of version ${version}, and this host knows ${migrations.length}: start a newer host, or take another database`,
      );
    }
    const next = migrations[version];
    if (next === undefined) return false;
    database.exec(next);
    database.exec(`PRAGMA user_version = ${version + 1}`);
    return true;
  });
  while (step.immediate());
}

const versionRow = z.object({ user_version: z.int().nonnegative() });

function versionOf(database: StoreDatabase): number {
  return versionRow.parse(database.prepare("PRAGMA user_version").get()).user_version;
}
