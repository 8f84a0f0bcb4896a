import { isModulePath, readMentionsAhead } from "@phasegate/code-facts";
import type { Memo, Workspace } from "@phasegate/workspace";
import { type Gate, inOrder } from "./gate.ts";

/** Kinds that ask of every module what it imports. */
const asking = new Set(["importBoundary", "noImportCycles", "noReaching", "dependenciesDeclared"]);

/** Threads besides the calling one, which gets bytes and reads as well. */
const workers = 2;

/** Has threads read what modules name, where a check will ask for all of it; no verdict depends on that. */
export async function readAhead(gates: readonly Gate[], workspace: Workspace, memo: Memo): Promise<void> {
  const asks = inOrder(gates).some(({ checks }) => checks.some(({ kind }) => asking.has(kind)));
  if (asks) await readMentionsAhead(workspace, memo, workspace.files().filter(isModulePath), { workers });
}
