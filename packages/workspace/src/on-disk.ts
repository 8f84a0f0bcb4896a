import { sep } from "node:path";
import { WorkspaceError } from "./errors.ts";
import type { RepoPath } from "./path.ts";
import { isCode } from "./real-path.ts";

/**
 * What an action on the disk gives; `undefined` where it is about a file that is not there.
 * @param root of the repository, left out of messages
 * @throws WorkspaceError `unreadable` for anything else that the system refuses
 */
export function onDisk<T>(root: string, path: RepoPath, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
    if (error instanceof WorkspaceError) throw error;
    const why = error instanceof Error ? error.message.replaceAll(root + sep, "") : String(error);
    throw new WorkspaceError("unreadable", path, why);
  }
}
