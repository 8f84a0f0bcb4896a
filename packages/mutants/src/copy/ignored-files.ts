import { joinRepoPath, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";

/** Folders that no test reads what it is about from: installed packages, caches, results. */
const left: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  ".evidence",
  ".turbo",
  ".phasegate",
  ".cache",
  "coverage",
]);
const most = 20_000;

/**
 * Files in packages that git ignores: builds, as a rule, that other packages import.
 * @throws WorkspaceError `unreadable` when there are more than anyone builds
 */
export function ignoredFiles(workspace: Workspace, folders: readonly RepoPath[]): readonly RepoPath[] {
  const roster = new Set(workspace.files());
  const found: RepoPath[] = [];
  const waiting = folders.filter((folder) => folder !== "");
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const { name, kind } of workspace.list(folder) ?? []) {
      const path = joinRepoPath(folder, name);
      if (kind === "directory" && !left.has(name)) waiting.push(path);
      else if (kind === "file" && !roster.has(path)) found.push(path);
    }
    if (found.length > most) {
      throw new WorkspaceError(
        "unreadable",
        folder,
        `expected at most ${most} ignored files in the tests' packages`,
      );
    }
  }
  return found;
}
