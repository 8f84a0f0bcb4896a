import { isUtf8 } from "node:buffer";
import { parentOf, type RepoPath } from "./path.ts";

/** One entry of a git tree or index. Ids are object ids of the repository's own format. */
export type TreeEntry =
  | { readonly kind: "file" | "link"; readonly id: string }
  | { readonly kind: "submodule" }
  /** It is there, and cannot be answered for. */
  | { readonly kind: "refused"; readonly why: string };

/** The content of a revision or an index: entries by path, and the folders that follow from them. */
export interface Tree {
  readonly entries: ReadonlyMap<RepoPath, TreeEntry>;
  /** Names in a folder; `undefined` when there is no such folder. A folder is told apart from a file by being one here. */
  names(folder: RepoPath): readonly string[] | undefined;
}

const badName = "its name, or that of a folder above it, is not UTF-8";

export function treeOf(entries: ReadonlyMap<RepoPath, TreeEntry>): Tree {
  let folders: Map<RepoPath, Set<string>> | undefined;
  return {
    entries,
    names(folder) {
      folders ??= foldersOf(entries.keys());
      const names = folders.get(folder);
      return names === undefined ? undefined : [...names];
    },
  };
}

/** The names in each folder that holds any of the paths, and in the root. */
export function foldersOf(paths: Iterable<RepoPath>): Map<RepoPath, Set<string>> {
  const folders = new Map<RepoPath, Set<string>>([["", new Set()]]);
  for (const path of paths) {
    let below = path;
    while (below !== "") {
      const folder = parentOf(below);
      const names = folders.get(folder);
      const name = below.slice(folder === "" ? 0 : folder.length + 1);
      if (names !== undefined) {
        names.add(name);
        break;
      }
      folders.set(folder, new Set([name]));
      below = folder;
    }
  }
  return folders;
}

/** Records of git's `-z` output, each split into what stands before its first tab, and the path. */
export function* records(
  output: Buffer,
): Generator<{ readonly head: string; readonly path: string; readonly named: boolean }> {
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf(0, start);
    const stop = end < 0 ? output.length : end;
    const tab = output.indexOf(9, start);
    const bytes = output.subarray(tab + 1, stop);
    yield {
      head: output.toString("latin1", start, tab),
      path: bytes.toString("utf8"),
      // What decodes to the same text as another name cannot be asked for.
      named: isUtf8(bytes),
    };
    start = stop + 1;
  }
}

/** Adds an entry. Of two with one path, or of one whose path cannot be told, nothing can be said. */
export function put(
  entries: Map<RepoPath, TreeEntry>,
  { path, named }: { readonly path: string; readonly named: boolean },
  entry: TreeEntry,
): void {
  if (!named) entries.set(path, { kind: "refused", why: badName });
  else if (entries.has(path)) entries.set(path, { kind: "refused", why: "git has two entries of this path" });
  else entries.set(path, entry);
}

/** An entry by its mode (git-fast-import's list: 100644, 100755, 120000, 160000). */
export function entryOf(mode: string, id: string): TreeEntry {
  if (mode === "120000") return { kind: "link", id };
  return mode === "160000" ? { kind: "submodule" } : { kind: "file", id };
}
