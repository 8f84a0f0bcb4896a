import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, sep } from "node:path";
import { linksOnDisk } from "./disk-links.ts";
import { WorkspaceError } from "./errors.ts";
import { git } from "./git.ts";
import { parentOf, type RepoPath, toRepoPath } from "./path.ts";
import { ignoredOf, isIgnored, type Roster, readRoster } from "./roster.ts";
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

class WorkingTree implements Workspace {
  readonly kind = "working-tree";
  readonly origin = this;
  readonly root: string;
  readonly #bytes = new Map<RepoPath, Uint8Array | undefined>();
  readonly #digests = new Map<RepoPath, string>();
  readonly #lists = new Map<RepoPath, readonly DirectoryEntry[] | undefined>();
  readonly #kinds = new Map<RepoPath, EntryKind>();
  readonly #ignored = new Map<RepoPath, boolean>();
  readonly #realFolders = new Map<RepoPath, boolean>();
  /** Paths that were looked at and are links themselves. */
  readonly #links = new Set<RepoPath>();
  #roster: Roster | undefined;
  #files: readonly RepoPath[] | undefined;

  constructor(root: string) {
    this.root = root;
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
    this.#bytes.set(path, bytes);
    return bytes;
  }

  digest(input: RepoPath): string | undefined {
    const kept = this.#digests.get(input);
    if (kept !== undefined) return kept;
    const path = toRepoPath(input);
    const known = this.#digests.get(path);
    if (known !== undefined) return known;
    const bytes = this.read(path);
    if (bytes === undefined) return undefined;
    const id = blobId(bytes);
    this.#digests.set(path, id);
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

  ignores(input: RepoPath, ahead: readonly RepoPath[] = []): boolean {
    const path = toRepoPath(input);
    if (!this.#ignored.has(path) && ahead.length > 0) this.#askAhead([path, ...ahead]);
    const known = this.#ignored.get(path) ?? isIgnored(this.root, path);
    this.#ignored.set(path, known);
    return known;
  }

  #askAhead(paths: readonly RepoPath[]): void {
    const asked = [...new Set(paths)].filter((one) => one !== "" && !this.#ignored.has(one));
    const ignored = ignoredOf(this.root, asked);
    if (ignored === undefined) return;
    for (const one of asked) this.#ignored.set(one, ignored.has(one));
  }

  #git(): Roster {
    this.#roster ??= readRoster(this.root);
    return this.#roster;
  }

  #absolute(path: RepoPath): string {
    return path === "" ? this.root : join(this.root, path);
  }

  /** Follows links, and refuses the ones that end outside the repository. */
  #look(path: RepoPath): EntryKind {
    if (path !== "" && !this.#folderIsReal(parentOf(path))) this.#refuseEscape(path);
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
    if (stat.isFile()) return "file";
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
    if (target === this.root || target.startsWith(this.root + sep)) return;
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

  #try<T>(path: RepoPath, action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined as T;
      if (error instanceof WorkspaceError) throw error;
      throw new WorkspaceError(
        "unreadable",
        path,
        error instanceof Error ? error.message.replaceAll(this.root + sep, "") : String(error),
      );
    }
  }
}

/** As the system reads it: what is written before a `..` has to be there. */
function targetOf(link: string, folder: string): string {
  const target = readlinkSync(link);
  return isAbsolute(target) ? target : `${folder}${sep}${target}`;
}

/** Where the path leads, links resolved, also those that lead nowhere: of what is not there, its nearest existing folder. */
function deepestRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!isCode(error, "ENOENT") && !isCode(error, "ENOTDIR")) throw error;
    const folder = deepestRealPath(dirname(path));
    return isLink(path) ? deepestRealPath(targetOf(path, folder)) : folder;
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch (error) {
    if (isCode(error, "ENOTDIR")) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
