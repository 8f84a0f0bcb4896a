import { spawnSync } from "node:child_process";
import { WorkspaceError } from "./errors.ts";
import type { RepoPath } from "./path.ts";

/** What git knows of a working tree: existing tracked files and untracked ones that no ignore rule covers. */
export interface Roster {
  readonly tracked: ReadonlySet<RepoPath>;
  readonly untracked: ReadonlySet<RepoPath>;
}

/** Runs git in a folder and gives its output. @throws WorkspaceError `git-unavailable` with git's own words. */
export function git(root: string, args: readonly string[]): string {
  const run = spawnSync("git", ["-C", root, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
  });
  if (run.error)
    throw new WorkspaceError("git-unavailable", "", `git could not be started (${run.error.message})`);
  if (run.status !== 0) {
    throw new WorkspaceError(
      "git-unavailable",
      "",
      `git ${args[0]} failed: ${run.stderr.trim() || `exit code ${run.status}`}`,
    );
  }
  return run.stdout;
}

/** Lists a working tree with one `git ls-files` (tags: `H` tracked, `R` tracked but deleted, `?` untracked). */
export function readRoster(root: string): Roster {
  const tracked = new Set<RepoPath>();
  const untracked = new Set<RepoPath>();
  const removed: RepoPath[] = [];
  const out = git(root, ["ls-files", "-z", "-t", "--cached", "--deleted", "--others", "--exclude-standard"]);
  for (const line of out.split("\0")) {
    const path = line.slice(2);
    if (path === "") continue;
    const tag = line[0];
    if (tag === "?") untracked.add(path.replace(/\/$/, ""));
    else if (tag === "R") removed.push(path);
    else tracked.add(path);
  }
  for (const path of removed) tracked.delete(path);
  return { tracked, untracked };
}
