import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import { linksOnDisk } from "./disk-links.ts";
import { WorkspaceError } from "./errors.ts";
import { git } from "./git.ts";
import { IgnoredPaths } from "./ignored-paths.ts";
import { KeptDigests, type StatData, statDataOf } from "./kept-digests.ts";
import type { Memo } from "./memo.ts";
import { onDisk } from "./on-disk.ts";
import { parentOf, type RepoPath, toRepoPath } from "./path.ts";
import { deepestRealPath } from "./real-path.ts";
import { type Roster, readRoster } from "./roster.ts";
import { blobId } from "./text.ts";
import type { DirectoryEntry, EntryKind, GitState, Workspace } from "./workspace.ts";

/**
 * The repository that holds `folder`, as it lies on disk.
 * @throws WorkspaceError `git-unavailable` when git is missing or the folder is in no repository
 */
export function openWorkingTree(folder: string): Workspace {
  const root = git(folder, ["rev-parse", "--show-toplevel"]).replace(/\r?\n$/, "");
  return new WorkingTree(realpathSync.native(root));
}

/**
 * From now on a working tree takes digests from the run before, for files that the system says are the same; other
 * workspaces stay as they are. A file that is found to hold something else when it is read is refused.
 */
export function keepDigests(workspace: Workspace, memo: Memo): void {
  if (workspace.origin instanceof WorkingTree) workspace.origin.keep(memo);
}

class WorkingTree implements Workspace {
  readonly kind = "working-tree";
  readonly origin = this;
  readonly root: string;
  readonly #bytes = new Map<RepoPath, Uint8Array | undefined>();
  readonly #digests = new Map<RepoPath, string>();
  readonly #lists = new Map<RepoPath, readonly DirectoryEntry[] | undefined>();
  readonly #kinds = new Map<RepoPath, EntryKind>();
  readonly #ignored: IgnoredPaths;
  readonly #realFolders = new Map<RepoPath, boolean>();
  /** Paths that were looked at and are links themselves. */
  readonly #links = new Set<RepoPath>();
  #roster: Roster | undefined;
  #files: readonly RepoPath[] | undefined;
  readonly #opened = Date.now();
  /** Of files that no link leads to. */
  readonly #stats = new Map<RepoPath, StatData>();
  #kept: KeptDigests | undefined;

  constructor(root: string) {
    this.root = root;
    this.#ignored = new IgnoredPaths(root);
  }

  keep(memo: Memo): void {
    this.#kept = new KeptDigests(memo, this.#opened);
  }

  // What is kept by a path is kept by its normal form, which needs no normalising.
  entry(input: RepoPath): EntryKind {
    const kept = this.#kinds.get(input);
    if (kept !== undefined) return kept;
    const path = toRepoPath(input);
    const known = this.#kinds.get(path);
    if (known !== undefined) return known;
    const kind = this.#look(path);
    this.#kinds.set(path, kind);
    return kind;
  }

  read(input: RepoPath): Uint8Array | undefined {
    const path = toRepoPath(input);
    if (this.#bytes.has(path)) return this.#bytes.get(path);
    const kind = this.entry(path);
    if (kind === "directory") throw new WorkspaceError("not-a-file", path, "expected a file, got a folder");
    const bytes = kind === "absent" ? undefined : this.#try(path, () => readFileSync(this.#absolute(path)));
    const digest = this.#digests.get(path);
    if (digest !== undefined && (bytes === undefined || blobId(bytes) !== digest))
      throw new WorkspaceError("unreadable", path, "it changed while it was looked at");
    this.#bytes.set(path, bytes);
    return bytes;
  }

  digest(input: RepoPath): string | undefined {
    const kept = this.#digests.get(input);
    if (kept !== undefined) return kept;
    const path = toRepoPath(input);
    const known = this.#digests.get(path) ?? this.#keptDigest(path);
    if (known !== undefined) return known;
    const bytes = this.read(path);
    if (bytes === undefined) return undefined;
    const id = blobId(bytes);
    this.#digests.set(path, id);
    const stat = this.#stats.get(path);
    if (stat !== undefined) this.#kept?.set(path, stat, id);
    return id;
  }

  list(input: RepoPath): readonly DirectoryEntry[] | undefined {
    const path = toRepoPath(input);
    if (this.#lists.has(path)) return this.#lists.get(path);
    const kind = this.entry(path);
    if (kind === "file") throw new WorkspaceError("not-a-directory", path, "expected a folder, got a file");
    const entries = kind === "absent" ? undefined : this.#try(path, () => this.#children(path));
    this.#lists.set(path, entries);
    return entries;
  }

  files(): readonly RepoPath[] {
    if (this.#files === undefined) {
      const { tracked, untracked } = this.#git();
      this.#files = [...tracked, ...untracked].sort();
    }
    return this.#files;
  }

  gitState(input: RepoPath): GitState {
    const path = toRepoPath(input);
    const { tracked, untracked } = this.#git();
    if (tracked.has(path)) return "tracked";
    if (untracked.has(path)) return "untracked";
    return this.entry(path) === "absent" ? "absent" : "ignored";
  }

  linksOn(input: RepoPath): readonly RepoPath[] {
    const path = toRepoPath(input);
    if (this.entry(path) === "absent") return [];
    if (this.#folderIsReal(parentOf(path)) && !this.#links.has(path)) return [];
    return linksOnDisk(this.root, path);
  }

  ignores(path: RepoPath, among?: readonly RepoPath[]): boolean {
    return this.#ignored.has(toRepoPath(path), among);
  }

  #git(): Roster {
    this.#roster ??= readRoster(this.root);
    return this.#roster;
  }

  /** Of the run before, unless the file was read in this one. */
  #keptDigest(path: RepoPath): string | undefined {
    if (this.#kept === undefined || this.#bytes.has(path)) return undefined;
    const stat = this.entry(path) === "file" ? this.#stats.get(path) : undefined;
    const digest = stat === undefined ? undefined : this.#kept.get(path, stat);
    if (digest !== undefined) this.#digests.set(path, digest);
    return digest;
  }

  #absolute(path: RepoPath): string {
    return path === "" ? this.root : `${this.root}${sep}${path}`;
  }

  /** Follows links, and refuses the ones that end outside the repository. */
  #look(path: RepoPath): EntryKind {
    const isReal = this.#folderIsReal(parentOf(path));
    if (!isReal) this.#refuseEscape(path);
    const absolute = this.#absolute(path);
    const own = this.#try(path, () => lstatSync(absolute, { throwIfNoEntry: false }));
    if (own === undefined) return this.#notHere(path);
    if (own.isSymbolicLink()) {
      this.#links.add(path);
      this.#refuseEscape(path);
    }
    const stat = own.isSymbolicLink()
      ? this.#try(path, () => statSync(absolute, { throwIfNoEntry: false }))
      : own;
    if (stat === undefined) return "absent";
    if (stat.isDirectory()) return "directory";
    if (stat.isFile()) {
      if (stat === own && isReal) this.#stats.set(path, statDataOf(stat));
      return "file";
    }
    throw new WorkspaceError("unreadable", path, "expected a file or a folder, got a device, socket or pipe");
  }

  /** What git has and the disk does not show is not absent: nothing can be said of it. */
  #notHere(path: RepoPath): "absent" {
    const { leftOut, tracked } = this.#git();
    if (leftOut.has(path)) {
      throw new WorkspaceError(
        "unreadable",
        path,
        "a sparse checkout leaves it out; `git sparse-checkout disable` brings it",
      );
    }
    if (path.includes("\uFFFD") && tracked.has(path)) {
      throw new WorkspaceError("unreadable", path, "its name, or that of a folder above it, is not UTF-8");
    }
    return "absent";
  }

  /** True when no component of the folder's path is a link (known once per folder). */
  #folderIsReal(folder: RepoPath): boolean {
    if (folder === "") return true;
    const known = this.#realFolders.get(folder);
    if (known !== undefined) return known;
    const stat = this.#try(folder, () => lstatSync(this.#absolute(folder), { throwIfNoEntry: false }));
    const real = this.#folderIsReal(parentOf(folder)) && !(stat?.isSymbolicLink() ?? false);
    this.#realFolders.set(folder, real);
    return real;
  }

  #refuseEscape(path: RepoPath): void {
    const target = this.#try(path, () => deepestRealPath(this.#absolute(path)));
    if (target === this.root || target?.startsWith(this.root + sep)) return;
    throw new WorkspaceError(
      "outside-repository",
      path,
      "a symbolic link on this path leads out of the repository",
    );
  }

  #children(path: RepoPath): DirectoryEntry[] {
    const found: DirectoryEntry[] = [];
    for (const child of readdirSync(this.#absolute(path), { withFileTypes: true })) {
      if (child.name === ".git") continue;
      const kind = child.isDirectory()
        ? "directory"
        : child.isFile()
          ? "file"
          : child.isSymbolicLink()
            ? this.#linkKind(path === "" ? child.name : `${path}/${child.name}`)
            : undefined;
      if (kind !== undefined) found.push({ name: child.name, kind });
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A listing names links as what they lead to; one that cannot be followed is refused when it is read. */
  #linkKind(path: RepoPath): "file" | "directory" | undefined {
    try {
      const kind = this.entry(path);
      return kind === "absent" ? undefined : kind;
    } catch (error) {
      if (error instanceof WorkspaceError) return "file";
      throw error;
    }
  }

  #try<T>(path: RepoPath, action: () => T): T | undefined {
    return onDisk(this.root, path, action);
  }
}
