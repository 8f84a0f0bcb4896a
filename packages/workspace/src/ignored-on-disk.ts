import { gitBytes } from "./git.ts";
import { parentOf, type RepoPath } from "./path.ts";
import { withIndex } from "./read-index.ts";
import { foldersOf } from "./tree.ts";

/** What lies in a working tree and is ignored there. */
export interface IgnoredOnDisk {
  /** Whether the path is ignored, or lies in a folder that is. */
  covers(path: RepoPath): boolean;
  /** Names in a folder that lead to something ignored. */
  names(folder: RepoPath): readonly string[];
}

/** One `git ls-files`, which does not look into folders that are ignored as a whole. */
export function readIgnored(root: string, indexFile: string | undefined): IgnoredOnDisk {
  const args = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"];
  const out = gitBytes(root, args, withIndex(indexFile)).toString("utf8");
  const paths = new Set(out.split("\0").flatMap((path) => (path === "" ? [] : [path.replace(/\/$/, "")])));
  const folders = foldersOf(paths);
  const covers = (path: RepoPath): boolean => {
    for (let at = path; at !== ""; at = parentOf(at)) if (paths.has(at)) return true;
    return false;
  };
  return { covers, names: (folder) => [...(folders.get(folder) ?? [])] };
}
