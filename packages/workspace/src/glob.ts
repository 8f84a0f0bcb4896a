import { posix } from "node:path";
import fastGlob, { type FileSystemAdapter } from "fast-glob";
import type { RepoPath } from "./path.ts";
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
  const roster = new Set(workspace.files());
  return found.filter((path) => roster.has(path)).sort();
}

function doorAsFs(workspace: Workspace): Partial<FileSystemAdapter> {
  const inRepository = (path: string): RepoPath => posix.relative("/", path);
  const stat = (path: string) => stats(workspace.entry(inRepository(path)));
  const readdir = (path: string) =>
    (workspace.list(inRepository(path)) ?? []).map((entry) => ({ name: entry.name, ...stats(entry.kind) }));
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
