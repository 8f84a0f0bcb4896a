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
    if (this.#files === undefined) {
      const files = new Set(this.#base.files());
      for (const [path, content] of this.#edits) {
        if (content === null) files.delete(path);
        else if (this.gitState(path) !== "ignored") files.add(path);
      }
      this.#files = [...files].sort();
    }
    return this.#files;
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

  ignores(path: RepoPath): boolean {
    return this.#base.ignores(path);
  }
}
