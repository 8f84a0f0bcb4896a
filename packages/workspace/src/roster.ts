import { askGit, git } from "./git.ts";
import type { RepoPath } from "./path.ts";

/** What git knows of a working tree: existing tracked files and untracked ones that no ignore rule covers. */
export interface Roster {
  readonly tracked: ReadonlySet<RepoPath>;
  readonly untracked: ReadonlySet<RepoPath>;
  /** Tracked files that a sparse checkout does not want in the working tree; they may lie there all the same. */
  readonly leftOut: ReadonlySet<RepoPath>;
}

/** The commit that is checked out; `null` before the first one. */
export function headCommit(root: string): string | null {
  return askGit(root, ["rev-parse", "--verify", "--quiet", "HEAD"]) ?? null;
}

/** Lists a working tree with one `git ls-files` (tags: `H` tracked, `S` left out by a sparse checkout, `R` tracked but deleted, `?` untracked). */
export function readRoster(root: string): Roster {
  const tracked = new Set<RepoPath>();
  const untracked = new Set<RepoPath>();
  const leftOut = new Set<RepoPath>();
  const removed: RepoPath[] = [];
  const out = git(root, ["ls-files", "-z", "-t", "--cached", "--deleted", "--others", "--exclude-standard"]);
  for (const line of out.split("\0")) {
    const path = line.slice(2);
    if (path === "") continue;
    const tag = line[0];
    if (tag === "?") untracked.add(path.replace(/\/$/, ""));
    else if (tag === "R") removed.push(path);
    else tracked.add(path);
    if (tag === "S") leftOut.add(path);
  }
  for (const path of removed) tracked.delete(path);
  return { tracked, untracked, leftOut };
}
