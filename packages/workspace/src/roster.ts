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
  const { status, stdout, stderr } = start(root, args);
  if (status === 0) return stdout;
  throw new WorkspaceError(
    "git-unavailable",
    "",
    `git ${args[0]} failed: ${stderr.trim() || `exit code ${status}`}`,
  );
}

/** The commit that is checked out; `null` before the first one. */
export function headCommit(root: string): string | null {
  const { status, stdout } = start(root, ["rev-parse", "--verify", "--quiet", "HEAD"]);
  return status === 0 ? stdout.trim() : null;
}

/** Whether git's ignore rules cover a path (`git check-ignore`: exit code 0 yes, 1 no). */
export function isIgnored(root: string, path: RepoPath): boolean {
  const { status, stderr } = start(root, ["check-ignore", "--quiet", "--", path]);
  if (status === 0 || status === 1) return status === 0;
  throw new WorkspaceError("git-unavailable", path, `git check-ignore failed: ${stderr.trim()}`);
}

function start(root: string, args: readonly string[]) {
  const run = spawnSync("git", ["-C", root, ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
    env: { ...ownEnvironment(), GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" },
  });
  if (run.error) {
    throw new WorkspaceError("git-unavailable", "", `git could not be started (${run.error.message})`);
  }
  return run;
}

/** Inside a hook git names a repository and an index of its own; the folder that was asked for counts. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, ...rest } = process.env;
  return rest;
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
