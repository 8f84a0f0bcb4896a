import { isUtf8 } from "node:buffer";
import { posix } from "node:path";
import type { Blobs } from "./blobs.ts";
import { WorkspaceError } from "./errors.ts";
import { parentOf, type RepoPath } from "./path.ts";
import { blobId } from "./text.ts";
import type { Tree, TreeEntry } from "./tree.ts";
import type { DirectoryEntry } from "./workspace.ts";

/** Where a path leads in a tree, links followed. `path` is the one without links. */
export type Located =
  | { readonly kind: "file"; readonly path: RepoPath; readonly id: string }
  | { readonly kind: "directory" | "absent"; readonly path: RepoPath };

type LocatedFile = Extract<Located, { readonly kind: "file" }>;

/** As many links are followed as Linux does. */
const mostLinks = 40;

/** Answers from a tree of git objects. */
export class TreeReader {
  readonly tree: Tree;
  readonly #blobs: Blobs;
  readonly #idsAreSha1: boolean;
  readonly #digests = new Map<string, string>();
  #neighbours: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param objectFormat git's name of the hash by which objects are named */
  constructor(tree: Tree, blobs: Blobs, objectFormat: string) {
    this.tree = tree;
    this.#blobs = blobs;
    this.#idsAreSha1 = objectFormat === "sha1";
  }

  /**
   * Follows links inside the tree.
   * @param onLink called with each link that is followed
   * @throws WorkspaceError `outside-repository` for a link that leaves it, `unreadable` for one that runs in a circle
   */
  locate(input: RepoPath, onLink?: (path: RepoPath) => void): Located {
    let links = 0;
    let folder: RepoPath = "";
    let ahead = input === "" ? [] : input.split("/");
    while (ahead.length > 0) {
      const [name = "", ...rest] = ahead;
      ahead = rest;
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (folder === "") throw leadsOut(input);
        folder = parentOf(folder);
        continue;
      }
      const path = folder === "" ? name : `${folder}/${name}`;
      const entry = this.tree.entries.get(path);
      if (entry?.kind === "link") {
        onLink?.(path);
        links += 1;
        if (links > mostLinks)
          throw new WorkspaceError("unreadable", input, "the links on this path run in a circle");
        ahead = [...this.#target(path, entry.id, input), ...rest];
        continue;
      }
      if (rest.length === 0) return this.#at(path, entry, input);
      if (this.tree.names(path) === undefined) return this.#missing(path, entry, rest, input);
      folder = path;
    }
    return { kind: "directory", path: folder };
  }

  linksOn(input: RepoPath): readonly RepoPath[] {
    const links: RepoPath[] = [];
    const { path } = this.locate(input, (link) => links.push(link));
    return links.length === 0 ? [] : [...links, path];
  }

  read(path: RepoPath): Uint8Array | undefined {
    const located = this.#file(path);
    return located && this.#bytes(located);
  }

  /** SHA-1 blob id of the bytes, in a repository of any object format. */
  digest(path: RepoPath): string | undefined {
    const located = this.#file(path);
    return located && this.#digestOf(located);
  }

  list(path: RepoPath): DirectoryEntry[] | undefined {
    const { kind, path: folder } = this.locate(path);
    if (kind === "file") throw new WorkspaceError("not-a-directory", path, "expected a folder, got a file");
    return kind === "absent" ? undefined : this.#children(folder);
  }

  #file(path: RepoPath): LocatedFile | undefined {
    const located = this.locate(path);
    if (located.kind === "directory")
      throw new WorkspaceError("not-a-file", path, "expected a file, got a folder");
    return located.kind === "file" ? located : undefined;
  }

  #bytes(located: LocatedFile): Uint8Array {
    return this.#blobs.read(located.id, located.path, () => this.#ahead(located.path));
  }

  #digestOf(located: LocatedFile): string {
    if (this.#idsAreSha1) return located.id;
    const known = this.#digests.get(located.id) ?? blobId(this.#bytes(located));
    this.#digests.set(located.id, known);
    return known;
  }

  /** Entries of a folder that {@link locate} found. */
  #children(folder: RepoPath): DirectoryEntry[] {
    const found: DirectoryEntry[] = [];
    for (const name of this.tree.names(folder) ?? []) {
      const kind = this.#kindOf(folder === "" ? name : `${folder}/${name}`);
      if (kind !== "absent") found.push({ name, kind });
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #at(path: RepoPath, entry: TreeEntry | undefined, input: RepoPath): Located {
    if (entry?.kind === "refused") throw new WorkspaceError("unreadable", input, entry.why);
    if (entry?.kind === "file") return { kind: "file", path, id: entry.id };
    // Git checks a submodule out as an empty folder, which others may fill.
    const isFolder = entry?.kind === "submodule" || this.tree.names(path) !== undefined;
    return { kind: isFolder ? "directory" : "absent", path };
  }

  /** Something below what is no folder. */
  #missing(path: RepoPath, entry: TreeEntry | undefined, rest: readonly string[], input: RepoPath): Located {
    if (entry?.kind === "refused") throw new WorkspaceError("unreadable", input, entry.why);
    return { kind: "absent", path: [path, ...rest].join("/") };
  }

  /** Segments of what a link leads to, from the folder that it is in. */
  #target(path: RepoPath, id: string, input: RepoPath): string[] {
    const bytes = Buffer.from(this.#blobs.read(id, path, () => this.#links()));
    if (!isUtf8(bytes))
      throw new WorkspaceError("unreadable", input, "a symbolic link on this path is not UTF-8");
    const target = bytes.toString("utf8");
    if (target.startsWith("/")) throw leadsOut(input);
    return target.split("/");
  }

  /** A listing names links as what they lead to; one that cannot be followed is refused when it is read. */
  #kindOf(path: RepoPath): "file" | "directory" | "absent" {
    const entry = this.tree.entries.get(path);
    if (entry === undefined || entry.kind === "submodule") return "directory";
    if (entry.kind !== "link") return "file";
    try {
      return this.locate(path).kind;
    } catch (error) {
      if (error instanceof WorkspaceError) return "file";
      throw error;
    }
  }

  *#links(): Generator<string> {
    for (const entry of this.tree.entries.values()) if (entry.kind === "link") yield entry.id;
  }

  /** Files with the same extension: whoever reads one module, or one document, reads others. */
  #ahead(path: RepoPath): readonly string[] {
    this.#neighbours ??= byExtension(this.tree);
    return this.#neighbours.get(posix.extname(path)) ?? [];
  }
}

function byExtension(tree: Tree): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [path, entry] of tree.entries) {
    if (entry.kind !== "file") continue;
    const extension = posix.extname(path);
    const group = groups.get(extension);
    if (group === undefined) groups.set(extension, [entry.id]);
    else group.push(entry.id);
  }
  return groups;
}

function leadsOut(path: RepoPath): WorkspaceError {
  return new WorkspaceError(
    "outside-repository",
    path,
    "a symbolic link on this path leads out of the repository",
  );
}
