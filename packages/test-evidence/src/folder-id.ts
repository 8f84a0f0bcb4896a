import { createHash } from "node:crypto";
import { joinRepoPath, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";

/** Folders that are made from others, and so no part of what a folder holds. */
const made = new Set([".git", "node_modules", ".evidence"]);

/** More entries than this are a link that leads round in a circle, or a folder that nobody means as an input. */
const most = 20_000;

/**
 * An id for all that a folder holds: `folder ` and a SHA-256 over the paths below it and their blob ids.
 *
 * Git's roster names a submodule, a nested repository and a link to a folder as one entry and nothing behind it, while tests read
 * what is checked out there; so this looks itself, ignored files included.
 * @throws WorkspaceError `unreadable` when there is too much, and what the workspace throws
 */
export function folderId(workspace: Workspace, folder: RepoPath): string {
  const hash = createHash("sha256");
  let count = 0;
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const { name, kind } of workspace.list(at) ?? []) {
      count += 1;
      if (count > most) throw tooMuch(folder);
      const path = joinRepoPath(at, name);
      if (kind === "file") hash.update(`${JSON.stringify(path)} ${workspace.digest(path) ?? "absent"}\n`);
      else if (!made.has(name)) waiting.push(path);
    }
  }
  return `folder ${hash.digest("hex")}`;
}

function tooMuch(folder: RepoPath): WorkspaceError {
  return new WorkspaceError(
    "unreadable",
    folder,
    `expected a submodule or linked folder of at most ${most} entries`,
  );
}
