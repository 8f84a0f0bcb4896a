import { lstatSync, readlinkSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { WorkspaceError } from "./errors.ts";
import type { RepoPath } from "./path.ts";

/** As many links are followed as Linux does. */
const mostLinks = 40;

/**
 * The links that lead from a path to what is read there, and at last that; of a path that stays inside the repository.
 * @param root absolute path of the repository, links resolved
 * @throws WorkspaceError `unreadable` for links that run in a circle
 */
export function linksOnDisk(root: string, path: RepoPath): readonly RepoPath[] {
  const found: RepoPath[] = [];
  let folder = root;
  let ahead = path.split("/");
  while (ahead.length > 0) {
    const [name = "", ...rest] = ahead;
    const at = resolve(folder, name);
    const isLink = lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    if (!isLink) {
      folder = at;
      ahead = rest;
      continue;
    }
    found.push(inRepository(root, at));
    if (found.length > mostLinks)
      throw new WorkspaceError("unreadable", path, "the links on this path run in a circle");
    const target = readlinkSync(at);
    if (target.startsWith("/")) folder = sep;
    ahead = [...target.split(/[\\/]/).filter((part) => part !== ""), ...rest];
  }
  return found.length === 0 ? [] : [...found, inRepository(root, folder)];
}

function inRepository(root: string, absolute: string): RepoPath {
  return relative(root, absolute).split(sep).join("/");
}
