import { realpathSync } from "node:fs";
import { WorkspaceError } from "./errors.ts";
import { git } from "./git.ts";

/** Where a repository is, and how it names its objects. */
export interface Repository {
  /** Absolute path of its working tree, links resolved. */
  readonly root: string;
  /** Absolute path of the folder that holds this working tree's index. */
  readonly gitFolder: string;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
}

/** The repository around a folder. @throws WorkspaceError `git-unavailable` when git is missing or there is none */
export function repositoryOf(folder: string): Repository {
  const args = ["rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-object-format"];
  const [root, gitFolder, objectFormat] = git(folder, args).split(/\r?\n/);
  if (root === undefined || gitFolder === undefined || objectFormat === undefined) {
    throw new WorkspaceError("git-unavailable", "", "expected git to name three things of the repository");
  }
  return { root: realpathSync.native(root), gitFolder, objectFormat };
}
