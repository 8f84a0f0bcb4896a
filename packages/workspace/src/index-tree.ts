import { openBlobs } from "./blobs.ts";
import { type IgnoredOnDisk, readIgnored } from "./ignored-on-disk.ts";
import { IgnoredPaths } from "./ignored-paths.ts";
import { type RepoPath, toRepoPath } from "./path.ts";
import { readIndex } from "./read-index.ts";
import { indexFile, type Repository, repositoryOf } from "./repository.ts";
import type { Tree } from "./tree.ts";
import { TreeReader } from "./tree-reader.ts";
import { openWorkingTree } from "./working-tree.ts";
import type { DirectoryEntry, EntryKind, GitState, Workspace } from "./workspace.ts";

/**
 * What would be committed: sources come from git's index alone, and what is untracked is not there. Ignored files, which
 * git never holds (evidence, installed packages), are those of the working tree; what is ignored follows the rules that
 * stand in the working tree. A path in conflict, or only announced (`git add --intent-to-add`), is refused when it is read.
 * @param env of the process: a commit hook is given the index of its commit in `GIT_INDEX_FILE`, which counts when it
 *   belongs to this repository
 * @throws WorkspaceError `git-unavailable` outside a repository
 */
export function openIndex(folder: string, env: Readonly<Record<string, string | undefined>> = {}): Workspace {
  const repository = repositoryOf(folder);
  return new IndexTree(repository, indexFile(repository, env["GIT_INDEX_FILE"]));
}

class IndexTree implements Workspace {
  readonly kind = "index";
  readonly origin = this;
  readonly root: string;
  readonly #repository: Repository;
  readonly #file: string | undefined;
  #opened: TreeReader | undefined;
  readonly #rules: IgnoredPaths;
  #ignored: IgnoredOnDisk | undefined;
  #disk: Workspace | undefined;
  #files: readonly RepoPath[] | undefined;

  constructor(repository: Repository, file: string | undefined) {
    this.root = repository.root;
    this.#rules = new IgnoredPaths(repository.root);
    this.#repository = repository;
    this.#file = file;
  }

  entry(input: RepoPath): EntryKind {
    const { kind, path } = this.#reader().locate(toRepoPath(input));
    if (kind !== "absent") return kind;
    if (this.#onDisk().covers(path)) return this.#workingTree().entry(path);
    return this.#onDisk().names(path).length > 0 ? "directory" : "absent";
  }

  read(input: RepoPath): Uint8Array | undefined {
    const path = toRepoPath(input);
    const made = this.#made(path);
    return made === undefined ? this.#reader().read(path) : this.#workingTree().read(made);
  }

  digest(input: RepoPath): string | undefined {
    const path = toRepoPath(input);
    const made = this.#made(path);
    return made === undefined ? this.#reader().digest(path) : this.#workingTree().digest(made);
  }

  list(input: RepoPath): readonly DirectoryEntry[] | undefined {
    const path = toRepoPath(input);
    const made = this.#made(path);
    if (made !== undefined) return this.#workingTree().list(made);
    const staged = this.#reader().list(path);
    if (staged === undefined && this.entry(path) === "absent") return undefined;
    const entries = new Map((staged ?? []).map((entry) => [entry.name, entry]));
    const folder = this.#reader().locate(path).path;
    for (const name of this.#onDisk().names(folder)) {
      const kind = this.entry(folder === "" ? name : `${folder}/${name}`);
      if (kind !== "absent" && !entries.has(name)) entries.set(name, { name, kind });
    }
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  files(): readonly RepoPath[] {
    this.#files ??= [...this.#reader().tree.entries.keys()].sort();
    return this.#files;
  }

  gitState(input: RepoPath): GitState {
    const path = toRepoPath(input);
    if (this.#reader().tree.entries.has(path)) return "tracked";
    return this.#made(path) === undefined || this.entry(path) === "absent" ? "absent" : "ignored";
  }

  linksOn(input: RepoPath): readonly RepoPath[] {
    const path = toRepoPath(input);
    const made = this.#made(path);
    const staged = this.#reader().linksOn(path);
    if (made === undefined) return staged;
    const onDisk = this.#workingTree().linksOn(made);
    return onDisk.length === 0 ? staged : [...staged.slice(0, -1), ...onDisk];
  }

  ignores(input: RepoPath, among?: readonly RepoPath[]): boolean {
    const path = toRepoPath(input);
    return !this.#reader().tree.entries.has(path) && this.#rules.has(path, among);
  }

  /** Where an ignored path is in the working tree, links of the index followed; `undefined` for every other path. */
  #made(path: RepoPath): RepoPath | undefined {
    const located = this.#reader().locate(path);
    return located.kind === "absent" && this.#onDisk().covers(located.path) ? located.path : undefined;
  }

  #reader(): TreeReader {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  #open(): TreeReader {
    const tree: Tree = readIndex(this.#repository, this.#file);
    return new TreeReader(tree, openBlobs(this.root), this.#repository.objectFormat);
  }

  #onDisk(): IgnoredOnDisk {
    this.#ignored ??= readIgnored(this.root, this.#file);
    return this.#ignored;
  }

  #workingTree(): Workspace {
    this.#disk ??= openWorkingTree(this.root);
    return this.#disk;
  }
}
