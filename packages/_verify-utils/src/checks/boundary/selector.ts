import { parentOf, type RepoPath, type WorkspacePackage } from "@phasegate/workspace";
import picomatch from "picomatch";
import type { Packages, Target } from "./target.ts";

/**
 * Names modules, packages and what lies outside: a glob of paths (`packages/a/src/**`), `workspace:<name>` for a package of
 * the repository, `npm:<name>` for an installed one, `node:<name>` for a module of Node.js; names may hold `*`. A leading
 * `!` takes away.
 */
export type Selector = string;

const classes = ["workspace", "npm", "node"] as const;
type SelectorClass = (typeof classes)[number] | "path";

export function classOf(selector: Selector): SelectorClass {
  const plain = withoutBang(selector);
  return classes.find((one) => plain.startsWith(`${one}:`)) ?? "path";
}

function withoutBang(selector: Selector): string {
  return selector.startsWith("!") ? selector.slice(1) : selector;
}

type Test = (target: Target) => boolean;

/** Whether a target is among those that selectors name. */
export function matcher(selectors: readonly Selector[]): Test {
  const any = (list: readonly Selector[]): Test => {
    const all = list.map(testOf);
    return (target) => all.some((test) => test(target));
  };
  const isWanted = any(selectors.filter((one) => !one.startsWith("!")));
  const isAway = any(selectors.filter((one) => one.startsWith("!")).map(withoutBang));
  return (target) => isWanted(target) && !isAway(target);
}

/** Whether a file of the repository is among those that selectors name. */
export function fileMatcher(selectors: readonly Selector[], packages: Packages): (path: RepoPath) => boolean {
  const test = matcher(selectors);
  const usesNames = selectors.some((one) => classOf(one) === "workspace");
  return (path) => test({ kind: "file", path, package: usesNames ? packages.of(path) : undefined });
}

/** The files of a list that selectors name, in its order. */
export function selectFiles(
  paths: readonly RepoPath[],
  selectors: readonly Selector[],
  packages: Packages,
): readonly RepoPath[] {
  if (selectors.some((one) => classOf(one) === "workspace")) return select(paths, selectors, packages);
  const lists = selected.get(paths) ?? new Map<string, readonly RepoPath[]>();
  selected.set(paths, lists);
  const key = selectors.join("\0");
  const list = lists.get(key) ?? select(paths, selectors, packages);
  lists.set(key, list);
  return list;
}

/** What selectors without names of packages say follows from the list alone. */
const selected = new WeakMap<readonly RepoPath[], Map<string, readonly RepoPath[]>>();

function select(
  paths: readonly RepoPath[],
  selectors: readonly Selector[],
  packages: Packages,
): readonly RepoPath[] {
  const isNamed = fileMatcher(selectors, packages);
  if (!selectors.every(isOfFolders)) return paths.filter(isNamed);
  const { folders, folderAt } = foldersOf(paths);
  const isIn = folders.map((folder) => isNamed(folder === "" ? "file" : `${folder}/file`));
  return paths.filter((_, at) => isIn[folderAt[at] ?? 0]);
}

/** Whether a selector says the same of every file of a folder. */
function isOfFolders(selector: Selector): boolean {
  const plain = withoutBang(selector);
  return classOf(plain) !== "path" || plain === "**" || folderOf(plain) !== undefined;
}

interface FolderList {
  readonly folders: readonly RepoPath[];
  /** Index of each path's folder. */
  readonly folderAt: Int32Array;
}

const folderLists = new WeakMap<readonly RepoPath[], FolderList>();

function foldersOf(paths: readonly RepoPath[]): FolderList {
  const known = folderLists.get(paths);
  if (known !== undefined) return known;
  const indices = new Map<RepoPath, number>();
  const folderAt = Int32Array.from(paths, (path) => {
    const folder = parentOf(path);
    const index = indices.get(folder) ?? indices.size;
    indices.set(folder, index);
    return index;
  });
  const list = { folders: [...indices.keys()], folderAt };
  folderLists.set(paths, list);
  return list;
}

/** Selectors of the repository (globs, packages) that name nothing that is there. */
export function namingNothing(
  selectors: readonly Selector[],
  files: readonly RepoPath[],
  packages: readonly WorkspacePackage[],
): readonly Selector[] {
  return selectors.filter((selector) => {
    if (selector.startsWith("!") || ["npm", "node"].includes(classOf(selector))) return false;
    const test = testOf(selector);
    if (classOf(selector) === "path") return !namesSome(files, selector, test);
    return !packages.some((one) => test({ kind: "file", path: one.folder, package: one }));
  });
}

const naming = new WeakMap<readonly RepoPath[], Map<Selector, boolean>>();

function namesSome(files: readonly RepoPath[], selector: Selector, test: Test): boolean {
  const answers = naming.get(files) ?? new Map<Selector, boolean>();
  naming.set(files, answers);
  const answer =
    answers.get(selector) ?? files.some((path) => test({ kind: "file", path, package: undefined }));
  answers.set(selector, answer);
  return answer;
}

/** Gates are judged many times in a process, and name the same each time. */
const tests = new Map<Selector, Test>();

function testOf(selector: Selector): Test {
  const known = tests.get(selector) ?? madeTest(selector);
  tests.set(selector, known);
  return known;
}

function madeTest(selector: Selector): Test {
  const kind = classOf(selector);
  if (kind === "path") {
    const test = pathTest(selector);
    return (target) => target.kind === "file" && test(target.path);
  }
  const test = picomatch(selector.slice(kind.length + 1));
  if (kind === "workspace") return (target) => target.kind === "file" && test(target.package?.name ?? "");
  if (kind === "npm") return (target) => target.kind === "npm" && test(target.name);
  // `node:fs` names `node:fs/promises` as well.
  return (target) =>
    target.kind === "builtin" && (test(target.name) || test(target.name.split("/")[0] ?? ""));
}

/** Most globs name a folder, which needs no expression. */
function pathTest(glob: string): (path: RepoPath) => boolean {
  if (glob === "**") return () => true;
  const folder = folderOf(glob);
  return folder === undefined ? picomatch(glob, { dot: true }) : (path) => path.startsWith(folder);
}

/** `packages/a/` of `packages/a/**`. */
function folderOf(glob: string): string | undefined {
  return /^([^*?[\]{}()!+@\\]+\/)\*\*$/.exec(glob)?.[1];
}
