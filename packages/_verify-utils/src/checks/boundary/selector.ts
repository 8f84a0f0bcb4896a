import type { RepoPath, WorkspacePackage } from "@phasegate/workspace";
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
  const tests = (list: readonly Selector[]): Test => {
    const all = list.map(testOf);
    return (target) => all.some((test) => test(target));
  };
  const isWanted = tests(selectors.filter((one) => !one.startsWith("!")));
  const isAway = tests(selectors.filter((one) => one.startsWith("!")).map(withoutBang));
  return (target) => isWanted(target) && !isAway(target);
}

/** Whether a file of the repository is among those that selectors name. */
export function fileMatcher(selectors: readonly Selector[], packages: Packages): (path: RepoPath) => boolean {
  const test = matcher(selectors);
  const usesNames = selectors.some((one) => classOf(one) === "workspace");
  return (path) => test({ kind: "file", path, package: usesNames ? packages.of(path) : undefined });
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
    if (classOf(selector) === "path")
      return !files.some((path) => test({ kind: "file", path, package: undefined }));
    return !packages.some((one) => test({ kind: "file", path: one.folder, package: one }));
  });
}

function testOf(selector: Selector): Test {
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
  const folder = /^([^*?[\]{}()!+@\\]+\/)\*\*$/.exec(glob)?.[1];
  return folder === undefined ? picomatch(glob, { dot: true }) : (path) => path.startsWith(folder);
}
