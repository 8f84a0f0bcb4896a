import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { git } from "@phasegate/workspace";

/**
 * Puts a commit into an empty folder, as a repository of its own that borrows the objects of another one. Neither the
 * working tree, the index, refs nor worktrees of that one are touched.
 * @param folder absolute path; it exists
 * @throws WorkspaceError `git-unavailable` with git's words, when the commit is not whole here
 */
export function checkOut(root: string, commit: string, folder: string): void {
  startBeside(root, folder);
  const quiet = ["-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false"];
  git(folder, [...quiet, "checkout", "--quiet", "--detach", commit]);
}

/** Makes a folder a repository without commits that borrows the objects of another one. */
export function startBeside(root: string, folder: string): void {
  const ask = (what: string) => resolve(root, git(root, ["rev-parse", "--git-path", what]).trim());
  const format = git(root, ["rev-parse", "--show-object-format"]).trim();
  git(root, ["init", "--quiet", "--template=", `--object-format=${format}`, folder]);
  const info = join(folder, ".git/objects/info");
  mkdirSync(info, { recursive: true });
  writeFileSync(join(info, "alternates"), `${ask("objects")}\n`);
  const shallow = ask("shallow");
  if (existsSync(shallow)) copyFileSync(shallow, join(folder, ".git/shallow"));
}
