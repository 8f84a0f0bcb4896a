import { WorkspaceError } from "./errors.ts";
import { parentOf, type RepoPath, toRepoPath } from "./path.ts";
import { blobId } from "./text.ts";
import type { DirectoryEntry, EntryKind, GitState, Workspace } from "./workspace.ts";

/** New content by path; `null` removes the file. Strings are written as UTF-8. */
export type Edits = Readonly<Record<RepoPath, string | Uint8Array | null>>;

/**
 * Another workspace with some files changed, added or removed; nothing is written.
 * A changed file keeps its git state, an added one is untracked.
 */
export function overlay(base: Workspace, edits: Edits): Workspace {
  const encoder = new TextEncoder();
  const files = new Map<RepoPath, Uint8Array | null>();
  for (const [path, content] of Object.entries(edits)) {
    files.set(toRepoPath(path), typeof content === "string" ? encoder.encode(content) : content);
  }
  return new Overlay(base, files);
}

/** What an overlay lies on, and the paths that it may hold otherwise; `undefined` for a workspace that is none. */
export function overlaid(
  workspace: Workspace,
): { readonly below: Workspace; readonly paths: ReadonlySet<RepoPath> } | undefined {
  return layers.get(workspace.origin);
}

const layers = new WeakMap<object, { readonly below: Workspace; readonly paths: ReadonlySet<RepoPath> }>();

class Overlay implements Workspace {
  readonly kind = "overlay";
  readonly origin = this;
  readonly root: string;
  readonly #base: Workspace;
  readonly #edits: ReadonlyMap<RepoPath, Uint8Array | null>;
  readonly #folders = new Set<RepoPath>();
  #files: readonly RepoPath[] | undefined;

  constructor(base: Workspace, edits: ReadonlyMap<RepoPath, Uint8Array | null>) {
    this.root = base.root;
    this.#base = base;
    this.#edits = edits;
    layers.set(this, { below: base, paths: new Set(edits.keys()) });
    for (const [path, content] of edits) {
      if (content === null) continue;
      for (let folder = parentOf(path); folder !== ""; folder = parentOf(folder)) this.#folders.add(folder);
    }
  }

  entry(input: RepoPath): EntryKind {
    const path = toRepoPath(input);
    const edit = this.#edits.get(path);
    if (edit !== undefined) return edit === null ? "absent" : "file";
    if (path === "" || this.#folders.has(path)) return "directory";
    return this.#base.entry(path);
  }

  read(input: RepoPath): Uint8Array | undefined {
    const path = toRepoPath(input);
    const edit = this.#edits.get(path);
    if (edit !== undefined) return edit ?? undefined;
    if (this.#folders.has(path))
      throw new WorkspaceError("not-a-file", path, "expected a file, got a folder");
    return this.#base.read(path);
  }

  digest(input: RepoPath): string | undefined {
    const path = toRepoPath(input);
    if (!this.#edits.has(path)) return this.#base.digest(path);
    const bytes = this.read(path);
    return bytes && blobId(bytes);
  }

  list(input: RepoPath): readonly DirectoryEntry[] | undefined {
    const folder = toRepoPath(input);
    const kind = this.entry(folder);
    if (kind === "file") throw new WorkspaceError("not-a-directory", folder, "expected a folder, got a file");
    if (kind === "absent") return undefined;
    const below = this.#base.entry(folder) === "directory" ? (this.#base.list(folder) ?? []) : [];
    const entries = new Map(below.map((entry) => [entry.name, entry]));
    for (const [path, content] of this.#edits) {
      if (parentOf(path) !== folder) continue;
      const name = path.slice(folder === "" ? 0 : folder.length + 1);
      if (content === null) entries.delete(name);
      else entries.set(name, { name, kind: "file" });
    }
    for (const path of this.#folders) {
      if (parentOf(path) !== folder) continue;
      const name = path.slice(folder === "" ? 0 : folder.length + 1);
      entries.set(name, { name, kind: "directory" });
    }
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  files(): readonly RepoPath[] {
    this.#files ??= this.#roster();
    return this.#files;
  }

  /** The very list of what lies below, as long as no file comes or goes: what is derived from it stays known. */
  #roster(): readonly RepoPath[] {
    const below = this.#base.files();
    const added: RepoPath[] = [];
    const removed = new Set<RepoPath>();
    for (const [path, content] of this.#edits) {
      const isListed = holds(below, path);
      if (content === null && isListed) removed.add(path);
      if (content !== null && !isListed && this.gitState(path) !== "ignored") added.push(path);
    }
    if (added.length === 0 && removed.size === 0) return below;
    const files = removed.size === 0 ? [...below] : below.filter((path) => !removed.has(path));
    for (const path of added) files.splice(placeIn(files, path), 0, path);
    return files;
  }

  gitState(input: RepoPath): GitState {
    const path = toRepoPath(input);
    const edit = this.#edits.get(path);
    if (edit === null) return "absent";
    const below = this.#base.gitState(path);
    if (edit === undefined || below !== "absent") return below;
    return this.#base.ignores(path) ? "ignored" : "untracked";
  }

  linksOn(input: RepoPath): readonly RepoPath[] {
    const path = toRepoPath(input);
    return this.#edits.has(path) ? [] : this.#base.linksOn(path);
  }

  ignores(path: RepoPath, ahead?: readonly RepoPath[]): boolean {
    return this.#base.ignores(path, ahead);
  }
}

/** Index of the first path that does not stand before this one, in a sorted list. */
function placeIn(sorted: readonly RepoPath[], path: RepoPath): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < path) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holds(sorted: readonly RepoPath[], path: RepoPath): boolean {
  return sorted[placeIn(sorted, path)] === path;
}
