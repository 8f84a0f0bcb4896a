import { joinRepoPath, parentOf, type RepoPath, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { type Gatherer, presenceOf } from "../rests.ts";

/** Existence of files, from one listing per folder: a specifier tries up to a dozen names in the same one. */
export class Folders {
  readonly #workspace: Workspace;
  readonly #listings = new Map<RepoPath, ReadonlyMap<string, "file" | "directory">>();

  readonly #gatherer: Gatherer | undefined;

  constructor(workspace: Workspace, gatherer: Gatherer | undefined) {
    this.#workspace = workspace;
    this.#gatherer = gatherer;
  }

  isFile(path: RepoPath): boolean {
    return this.#kind(path) === "file";
  }

  isFolder(path: RepoPath): boolean {
    return path === "" || this.#kind(path) === "directory";
  }

  #kind(path: RepoPath): "file" | "directory" | undefined {
    this.#gatherer?.touch(presenceOf(path));
    const folder = parentOf(path);
    return this.#listing(folder).get(folder === "" ? path : path.slice(folder.length + 1));
  }

  #listing(folder: RepoPath): ReadonlyMap<string, "file" | "directory"> {
    const known = this.#listings.get(folder);
    if (known !== undefined) return known;
    const entries = this.isFolder(folder) ? (this.#workspace.list(folder) ?? []) : [];
    const listing = new Map(entries.map((entry) => [entry.name, entry.kind]));
    this.#listings.set(folder, listing);
    return listing;
  }
}

/** Joins, or `undefined` when the path leaves the repository. */
export function insideOf(folder: RepoPath, relative: string): RepoPath | undefined {
  try {
    return joinRepoPath(folder, relative);
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}
