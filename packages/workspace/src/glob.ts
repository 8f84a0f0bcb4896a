import { posix } from "node:path";
import fastGlob, { type FileSystemAdapter } from "fast-glob";
import type { RepoPath } from "./path.ts";
import { foldersOf } from "./tree.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Files of git's roster that match, sorted. fast-glob walks the workspace through its own door, never the disk.
 * @param patterns fast-glob patterns relative to the repository root
 */
export function glob(
  workspace: Workspace,
  patterns: readonly string[],
  ignore: readonly string[] = [],
): readonly RepoPath[] {
  const found = fastGlob.sync([...patterns], {
    cwd: "/",
    fs: doorAsFs(workspace),
    dot: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", ...ignore],
  });
  const { paths } = rosterOf(workspace);
  return found.filter((path) => paths.has(path)).sort();
}

interface RosterIndex {
  readonly paths: ReadonlySet<RepoPath>;
  /** Folders that hold any of them. */
  readonly folders: ReadonlyMap<RepoPath, unknown>;
}

const kept = new WeakMap<readonly RepoPath[], RosterIndex>();

function rosterOf(workspace: Workspace): RosterIndex {
  const files = workspace.files();
  const index = kept.get(files) ?? { paths: new Set(files), folders: foldersOf(files) };
  kept.set(files, index);
  return index;
}

function doorAsFs(workspace: Workspace): Partial<FileSystemAdapter> {
  const inRepository = (path: string): RepoPath => posix.relative("/", path);
  const stat = (path: string) => stats(workspace.entry(inRepository(path)));
  const { folders } = rosterOf(workspace);
  // Where the roster has nothing, nothing can be found: behind a link, which may lead in a circle, or in an ignored folder.
  const readdir = (path: string) => {
    const folder = inRepository(path);
    return (workspace.list(folder) ?? [])
      .filter(({ name, kind }) => kind === "file" || folders.has(folder === "" ? name : `${folder}/${name}`))
      .map((entry) => ({ name: entry.name, ...stats(entry.kind) }));
  };
  return { lstatSync: stat, statSync: stat, readdirSync: readdir } as unknown as Partial<FileSystemAdapter>;
}

function stats(kind: "file" | "directory" | "absent") {
  return {
    isFile: () => kind === "file",
    isDirectory: () => kind === "directory",
    isSymbolicLink: () => false,
    isBlockDevice: () => false,
    isCharacterDevice: () => false,
    isFIFO: () => false,
    isSocket: () => false,
  };
}
