import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { WorkspaceError } from "./errors.ts";
import { git, startGit } from "./git.ts";
import { parentOf, type RepoPath } from "./path.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Whether the `.gitignore` files of a workspace cover a path that git does not track. Git decides, in an empty
 * repository that holds only the rules on the way to the path.
 * @throws WorkspaceError `git-unavailable`, and whatever reading the rules throws
 */
export function isIgnoredBy(workspace: Workspace, path: RepoPath): boolean {
  if (path === "") return false;
  const folder = mkdtempSync(join(tmpdir(), "phasegate-rules-"));
  try {
    git(folder, ["init", "--quiet", "--template="]);
    for (let at = parentOf(path); ; at = parentOf(at)) {
      writeRules(workspace, at, folder);
      if (at === "") break;
    }
    return check(folder, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function check(folder: string, path: RepoPath): boolean {
  const noPersonalRules = ["-c", `core.excludesFile=${devNull}`];
  const { status, stderr } = startGit(folder, [...noPersonalRules, "check-ignore", "--quiet", "--", path]);
  if (status === 0 || status === 1) return status === 0;
  throw new WorkspaceError("git-unavailable", path, `git check-ignore failed: ${stderr.trim()}`);
}

function writeRules(workspace: Workspace, at: RepoPath, folder: string): void {
  const rules = at === "" ? ".gitignore" : `${at}/.gitignore`;
  const bytes = workspace.entry(rules) === "file" ? workspace.read(rules) : undefined;
  if (bytes === undefined) return;
  const file = join(folder, rules);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
