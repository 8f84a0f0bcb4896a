import { parentOf, type RepoPath, type Workspace } from "@phasegate/workspace";
import picomatch from "picomatch";

/** Why a path that exists would not survive cleanup, or `undefined` when it would. Links have to survive on the whole way. */
export function whyNotDurable(
  workspace: Workspace,
  path: RepoPath,
  ephemeral: readonly string[],
): string | undefined {
  for (const at of [path, ...workspace.linksOn(path)]) {
    const why = whyNotHere(workspace, at, ephemeral);
    if (why !== undefined) return at === path ? why : `reached over ${at}, which is ${why}`;
  }
  return undefined;
}

/** The same for a file that a closure rests on: there, what git does not track yet is nothing yet. */
export function whyNotKept(
  workspace: Workspace,
  path: RepoPath,
  ephemeral: readonly string[],
): string | undefined {
  const why = whyNotDurable(workspace, path, ephemeral);
  if (why !== undefined) return why;
  return untrackedOn(workspace, path) === undefined ? undefined : "not tracked by git";
}

/** The first path that reading this one leads over, itself included, that git would add and does not track yet. */
export function untrackedOn(workspace: Workspace, path: RepoPath): RepoPath | undefined {
  return [path, ...workspace.linksOn(path)].find((at) => workspace.gitState(at) === "untracked");
}

/** The glob of the policy that says that a path, or what a folder holds, does not last. */
export function ephemeralBy(path: RepoPath, ephemeral: readonly string[]): string | undefined {
  const known = globs.get(ephemeral) ?? { isAny: matcherOf(ephemeral), byPath: new Map() };
  globs.set(ephemeral, known);
  const { isAny, byPath } = known;
  if (byPath.has(path)) return byPath.get(path);
  const glob = isAny(path) ? ephemeral.find((one) => matcherOf([one])(path)) : undefined;
  byPath.set(path, glob);
  return glob;
}

interface KnownGlobs {
  readonly isAny: (path: RepoPath) => boolean;
  readonly byPath: Map<RepoPath, string | undefined>;
}

/** By the list itself: the paths of one repository are held against the same policy again and again. */
const globs = new WeakMap<readonly string[], KnownGlobs>();

/** Case is no way around the policy, nor is it on every disk. */
function matcherOf(all: readonly string[]): (path: RepoPath) => boolean {
  const sources = all.map((glob) => `(?:${picomatch.makeRe(glob, { dot: true }).source})`);
  const any = new RegExp(sources.length === 0 ? "(?!)" : sources.join("|"), "i");
  return (path) => any.test(path) || any.test(`${path}/x`);
}

function whyNotHere(workspace: Workspace, path: RepoPath, ephemeral: readonly string[]): string | undefined {
  const pattern = ephemeralBy(path, ephemeral);
  if (pattern !== undefined) return `ephemeral by policy (${pattern})`;
  const state = workspace.gitState(path);
  if (state === "tracked" || state === "untracked") return undefined;
  const { folders, byLowerCase } = rosterOf(workspace);
  if (workspace.entry(path) === "directory" || folders.has(path)) {
    return folders.has(path) || isReachedByLink(workspace, path)
      ? undefined
      : "a folder without a file that git keeps";
  }
  const other = byLowerCase().get(path.toLowerCase());
  if (other !== undefined && other !== path) return `${other} to git, in another case`;
  return isReachedByLink(workspace, path) ? undefined : "ignored by git";
}

/** What lies behind a link is nothing to git by this path; where the link leads is judged by itself. */
function isReachedByLink(workspace: Workspace, path: RepoPath): boolean {
  const links = workspace.linksOn(path);
  return links.length > 0 && links[0] !== path;
}

interface RosterIndex {
  /** Folders that hold a file of the roster, however far below. */
  readonly folders: ReadonlySet<RepoPath>;
  readonly byLowerCase: () => ReadonlyMap<string, RepoPath>;
}

const indexes = new WeakMap<readonly RepoPath[], RosterIndex>();

function rosterOf(workspace: Workspace): RosterIndex {
  const files = workspace.files();
  const known = indexes.get(files);
  if (known !== undefined) return known;
  const folders = new Set<RepoPath>([""]);
  for (const file of files) {
    for (let at = parentOf(file); at !== "" && !folders.has(at); at = parentOf(at)) folders.add(at);
  }
  let lower: ReadonlyMap<string, RepoPath> | undefined;
  const byLowerCase = () => {
    lower ??= new Map(files.map((file) => [file.toLowerCase(), file]));
    return lower;
  };
  const index = { folders, byLowerCase };
  indexes.set(files, index);
  return index;
}
