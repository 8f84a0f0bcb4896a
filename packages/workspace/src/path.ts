import { posix, sep } from "node:path";
import { WorkspaceError } from "./errors.ts";

/** A path relative to the repository root, with `/` on every system, without `.`, `..` or a trailing slash. The root is `""`. */
export type RepoPath = string;

/** An empty, `.` or `..` segment, a backslash, a NUL, a drive letter: whatever may need normalising or refusing. */
const unusual = /(?:^|\/)\.{0,2}(?:\/|$)|[\\\0]|^[A-Za-z]:/;

/**
 * Normalises a relative path.
 * @throws WorkspaceError `outside-repository` for absolute paths and for paths that climb above the root.
 */
export function toRepoPath(input: string): RepoPath {
  if (input !== "" && !unusual.test(input)) return input;
  const slashed = sep === "\\" ? input.replaceAll("\\", "/") : input;
  if (posix.isAbsolute(slashed) || /^[A-Za-z]:\//.test(slashed)) {
    throw new WorkspaceError(
      "outside-repository",
      input,
      "expected a path relative to the repository root, got an absolute one",
    );
  }
  if (slashed.includes("\0"))
    throw new WorkspaceError(
      "unreadable",
      input.replaceAll("\0", "\\0"),
      "the path contains a NUL character",
    );
  const normal = posix.normalize(slashed);
  if (normal === ".." || normal.startsWith("../")) {
    throw new WorkspaceError("outside-repository", input, "the path climbs above the repository root");
  }
  return normal === "." ? "" : normal.replace(/\/$/, "");
}

/** Joins a folder and a relative specifier into a repository path. Throws like {@link toRepoPath}. */
export function joinRepoPath(folder: RepoPath, ...parts: readonly string[]): RepoPath {
  const [part = ""] = parts;
  return (
    (parts.length === 1 ? plainlyJoined(folder, part) : undefined) ?? toRepoPath(posix.join(folder, ...parts))
  );
}

/** A folder that was found to be normal: modules of one folder are read one after the other. */
let plainFolder: RepoPath = "";

/** `./a/b` and `../../a`, which most specifiers are, without taking the whole path apart. */
function plainlyJoined(folder: RepoPath, part: string): RepoPath | undefined {
  if (folder !== plainFolder) {
    if (folder !== "" && unusual.test(folder)) return undefined;
    plainFolder = folder;
  }
  let start = folder;
  let at = part.startsWith("./") ? 2 : 0;
  for (; part.startsWith("../", at); at += 3) {
    if (start === "") return undefined;
    start = parentOf(start);
  }
  const rest = part.slice(at);
  if (unusual.test(rest)) return undefined;
  return start === "" ? rest : `${start}/${rest}`;
}

export function parentOf(path: RepoPath): RepoPath {
  const cut = path.lastIndexOf("/");
  return cut < 0 ? "" : path.slice(0, cut);
}

/** True when `path` is `folder` or lies below it. The root contains everything. */
export function isInside(folder: RepoPath, path: RepoPath): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
