import type { RepoPath } from "./path.ts";

export const workspaceKinds = ["working-tree", "index", "revision", "overlay"] as const;
export type WorkspaceKind = (typeof workspaceKinds)[number];

export type EntryKind = "file" | "directory" | "absent";

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory";
}

/** What git says of a path. `ignored` covers everything that git neither tracks nor would add. */
export type GitState = "tracked" | "untracked" | "ignored" | "absent";

/**
 * The one door through which checks see a repository. All answers are synchronous, and stable for the lifetime of the
 * object: a path that was read once gives the same bytes again.
 *
 * Every method takes repository paths and throws {@link WorkspaceError} for a path that leaves the repository (also
 * through a symbolic link), or that exists and cannot be read. An absent path is an answer, not an error.
 */
export interface Workspace {
  readonly kind: WorkspaceKind;
  /** The same object for every view of the same content, such as a trace: what is derived from it may be kept by it. */
  readonly origin: object;
  /** Absolute path of the repository root; for tools and messages, never for reading. */
  readonly root: string;
  entry(path: RepoPath): EntryKind;
  /** The file's bytes, or `undefined` when nothing is there. Throws `not-a-file` for a folder. */
  read(path: RepoPath): Uint8Array | undefined;
  /** Git blob id (SHA-1, 40 hex digits) of the file's bytes, or `undefined` when nothing is there. */
  digest(path: RepoPath): string | undefined;
  /** Entries sorted by name, or `undefined` when nothing is there. Throws `not-a-directory` for a file. */
  list(path: RepoPath): readonly DirectoryEntry[] | undefined;
  /** The independent roster: every existing file that git tracks or would add, sorted. Throws `git-unavailable`. */
  files(): readonly RepoPath[];
  gitState(path: RepoPath): GitState;
  /**
   * Every path that reading this one leads over because of symbolic links: each link, and at last what is read; nothing
   * where no link is on the way.
   */
  linksOn(path: RepoPath): readonly RepoPath[];
  /**
   * Whether git's ignore rules cover a path that it does not track, existing or not. Throws `git-unavailable`.
   * @param ahead paths, in their normal form, that will be asked for as well; git may be asked about all of them at once
   */
  ignores(path: RepoPath, ahead?: readonly RepoPath[]): boolean;
}
