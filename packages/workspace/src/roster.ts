import { WorkspaceError } from "./errors.ts";
import { askGit, git, startGit } from "./git.ts";
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

/** Whether git's ignore rules cover a path (`git check-ignore`: exit code 0 yes, 1 no). */
export function isIgnored(root: string, path: RepoPath): boolean {
  const { status, stderr } = startGit(root, ["check-ignore", "--quiet", "--", path]);
  if (status === 0 || status === 1) return status === 0;
  throw new WorkspaceError("git-unavailable", path, `git check-ignore failed: ${stderr.trim()}`);
}

/** Those of some paths that git's ignore rules cover; `undefined` where git cannot say so of all of them at once. */
export function ignoredOf(root: string, paths: readonly RepoPath[]): ReadonlySet<RepoPath> | undefined {
  const input = `${paths.join("\0")}\0`;
  const { status, stdout } = startGit(root, ["check-ignore", "-z", "--stdin"], { input });
  return status > 1 ? undefined : new Set(stdout.toString("utf8").split("\0"));
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
