import { realpathSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { WorkspaceError } from "./errors.ts";
import { git, startGit } from "./git.ts";

/** Where a repository is, and how it names its objects. */
export interface Repository {
  /** Absolute path of its working tree, links resolved. */
  readonly root: string;
  /** Absolute path of the folder that holds this working tree's index. */
  readonly gitFolder: string;
  /** `sha1` or `sha256`. */
  readonly objectFormat: string;
}

const asked = ["rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-object-format"] as const;

/** The repository around a folder. @throws WorkspaceError `git-unavailable` when git is missing or there is none */
export function repositoryOf(folder: string): Repository {
  return fromLines(git(folder, asked).split(/\r?\n/));
}

/**
 * The same, and the full id of a commit in it, asked for at once.
 * @param name `HEAD` or an id; the commit is `undefined` when there is none of this name
 */
export function repositoryAt(
  folder: string,
  name: string,
): { readonly repository: Repository; readonly commit: string | undefined } {
  const { status, stdout } = startGit(folder, [...asked, `${name}^{commit}`]);
  if (status !== 0) return { repository: repositoryOf(folder), commit: undefined };
  const lines = stdout.toString("utf8").split(/\r?\n/);
  return { repository: fromLines(lines), commit: lines[asked.length - 1] };
}

function fromLines([root, gitFolder, objectFormat]: readonly string[]): Repository {
  if (root === undefined || gitFolder === undefined || objectFormat === undefined) {
    throw new WorkspaceError("git-unavailable", "", "expected git to name three things of the repository");
  }
  return { root: realpathSync.native(root), gitFolder, objectFormat };
}

/**
 * The index that a commit hook was given (`GIT_INDEX_FILE`); `undefined` for the repository's usual one. A hook of one
 * repository may well judge another one: only what lies in the repository's own folder is its index.
 */
export function indexFile({ root, gitFolder }: Repository, given: string | undefined): string | undefined {
  if (given === undefined || given === "") return undefined;
  const file = resolve(root, given);
  try {
    const folder = realpathSync.native(dirname(file));
    return folder === realpathSync.native(gitFolder) ? resolve(folder, basename(file)) : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
