import type { Run } from "@rawr/coordination";
import { RunMissing } from "../errors.ts";
import type { StoreDatabase } from "./open.ts";
import { placedRun } from "./rows.ts";

export function findRun(database: StoreDatabase, runId: string): Run | undefined {
  const row: unknown = database.prepare("SELECT * FROM run WHERE id = ?").get(runId);
  return row === undefined ? undefined : placedRun(row).run;
}

/** @throws RunMissing */
export function theRun(database: StoreDatabase, runId: string): Run {
  const found = findRun(database, runId);
  if (found === undefined) throw new RunMissing(runId);
  return found;
}
