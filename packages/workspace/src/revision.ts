import { type Blobs, fetchObjects, openBlobs } from "./blobs.ts";
import { WorkspaceError } from "./errors.ts";
import { askGit, startGit } from "./git.ts";
import { isIgnoredBy } from "./ignore-rules.ts";
import { type RepoPath, toRepoPath } from "./path.ts";
import { type Repository, repositoryOf } from "./repository.ts";
import { entryOf, put, records, type Tree, type TreeEntry, treeOf } from "./tree.ts";
import { TreeReader } from "./tree-reader.ts";
import type { DirectoryEntry, EntryKind, GitState, Workspace } from "./workspace.ts";

/** A workspace, and the commit whose content it is. */
export interface Revision {
  /** Full object id. */
  readonly commit: string;
  readonly workspace: Workspace;
}

/**
 * A commit's content, read from git's objects and not checked out: without line-ending conversion, and of a file in
 * LFS its pointer. Everything in it is tracked; a submodule is an empty folder. Nothing is read before it is asked for.
 * @param name whatever git takes for a commit: a ref, an id, `HEAD~2`
 * @throws WorkspaceError `revision-unknown` when it names no commit that is here; `git-unavailable` outside a repository
 */
export function openRevision(folder: string, name: string): Revision {
  const repository = repositoryOf(folder);
  const commit = commitOf(repository.root, name);
  if (commit === undefined) {
    throw new WorkspaceError("revision-unknown", "", `expected a commit, got ${JSON.stringify(name)}`);
  }
  return openCommit(repository, commit);
}

/** A commit that is known to be here, by its full id. */
export function openCommit({ root, objectFormat }: Repository, commit: string): Revision {
  return { commit, workspace: new RevisionTree(root, objectFormat, () => readTree(root, commit)) };
}

/** What was there before the first commit. @throws WorkspaceError `git-unavailable` outside a repository */
export function openEmptyTree(folder: string): Workspace {
  const { root, objectFormat } = repositoryOf(folder);
  return new RevisionTree(root, objectFormat, () => treeOf(new Map()));
}

/** Full id of the commit that a name stands for, tags peeled; `undefined` when there is none here. */
export function commitOf(root: string, name: string): string | undefined {
  // A name that starts with a dash would be an option.
  if (name === "" || name.startsWith("-")) return undefined;
  return askGit(root, ["rev-parse", "--verify", "--quiet", `${name}^{commit}`]);
}

function readTree(root: string, commit: string): Tree {
  const { status, stdout, stderr } = startGit(root, ["ls-tree", "-r", "-z", "--full-tree", commit]);
  if (status !== 0) {
    throw new WorkspaceError(
      "object-missing",
      "",
      `the tree of ${commit} is not whole in this clone (${stderr.trim().split("\n")[0]}); \`${fetchObjects(root)}\` brings it`,
    );
  }
  const entries = new Map<RepoPath, TreeEntry>();
  for (const record of records(stdout)) {
    const [mode = "", , id = ""] = record.head.split(" ");
    put(entries, record, entryOf(mode, id));
  }
  return treeOf(entries);
}

class RevisionTree implements Workspace {
  readonly kind = "revision";
  readonly origin = this;
  readonly root: string;
  readonly #objectFormat: string;
  readonly #open: () => Tree;
  readonly #blobs: Blobs;
  readonly #ignored = new Map<RepoPath, boolean>();
  #opened: TreeReader | undefined;
  #files: readonly RepoPath[] | undefined;

  constructor(root: string, objectFormat: string, open: () => Tree) {
    this.root = root;
    this.#objectFormat = objectFormat;
    this.#open = open;
    this.#blobs = openBlobs(root);
  }

  entry(path: RepoPath): EntryKind {
    return this.#reader().locate(toRepoPath(path)).kind;
  }

  read(input: RepoPath): Uint8Array | undefined {
    return this.#reader().read(toRepoPath(input));
  }

  digest(input: RepoPath): string | undefined {
    return this.#reader().digest(toRepoPath(input));
  }

  list(input: RepoPath): readonly DirectoryEntry[] | undefined {
    return this.#reader().list(toRepoPath(input));
  }

  files(): readonly RepoPath[] {
    this.#files ??= [...this.#reader().tree.entries.keys()].sort();
    return this.#files;
  }

  gitState(path: RepoPath): GitState {
    return this.#reader().tree.entries.has(toRepoPath(path)) ? "tracked" : "absent";
  }

  linksOn(path: RepoPath): readonly RepoPath[] {
    return this.#reader().linksOn(toRepoPath(path));
  }

  /** By the `.gitignore` files of this revision alone: not by rules that stand only in somebody's clone. */
  ignores(input: RepoPath): boolean {
    const path = toRepoPath(input);
    const known = this.#ignored.get(path) ?? (this.gitState(path) === "absent" && isIgnoredBy(this, path));
    this.#ignored.set(path, known);
    return known;
  }

  #reader(): TreeReader {
    this.#opened ??= new TreeReader(this.#open(), this.#blobs, this.#objectFormat);
    return this.#opened;
  }
}
