import { isModulePath } from "@phasegate/code-facts";
import { headCommit, openRevision, overlaid, type RepoPath, type Workspace } from "@phasegate/workspace";
import type { CheckContext } from "../check.ts";
import { packageOf } from "./code-places.ts";

/**
 * Whether an untracked path is work that has just begun: a module of a workspace package, by a name that HEAD does not
 * have. What configures something, what a link leads to, and what was taken back from git is none.
 */
export function isNewModule({ workspace, packages }: CheckContext, path: RepoPath): boolean {
  return (
    isModulePath(path) &&
    !isConfiguration(path) &&
    workspace.linksOn(path).length === 0 &&
    packageOf(membersOf(packages), path) !== undefined &&
    !isCommitted(workspace, path)
  );
}

/** The root counts as a package only where it is the only one: what else lies there belongs to the repository. */
function membersOf(packages: CheckContext["packages"]): CheckContext["packages"] {
  const members = packages.filter(({ folder }) => folder !== "");
  return members.length === 0 ? packages : members;
}

/** `vitest.config.ts`, `.prettierrc.mjs`: tools read them, and no module imports them. */
function isConfiguration(path: RepoPath): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.startsWith(".") || /\bconfig\b/.test(name);
}

/** Whether the commit that is checked out has a file by this path; none has before the first one. */
function isCommitted(workspace: Workspace, path: RepoPath): boolean {
  let below = workspace;
  for (let layer = overlaid(below); layer !== undefined; layer = overlaid(below)) below = layer.below;
  if (!heads.has(below.origin)) {
    const commit = headCommit(below.root);
    heads.set(below.origin, commit === null ? undefined : openRevision(below.root, commit).workspace);
  }
  return heads.get(below.origin)?.gitState(path) === "tracked";
}

/** HEAD as it was when somebody first asked; a repository that is judged is the same for as long as it is looked at. */
const heads = new WeakMap<object, Workspace | undefined>();
