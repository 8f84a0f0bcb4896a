import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type CoordinationStore, openStore } from "../../src/index.ts";

/** The path of a database that is not there yet, in a folder that goes when the test is over. */
export function databasePath(): string {
  const directory = mkdtempSync(join(tmpdir(), "rawr-coordination-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, "coordination.db");
}

export function openedStore(path = databasePath()): CoordinationStore {
  const store = openStore(path);
  onTestFinished(() => store.close());
  return store;
}
