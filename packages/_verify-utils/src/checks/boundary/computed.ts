import { joinRepoPath, parentOf, type RepoPath, WorkspaceError } from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { moduleRoster } from "../code-places.ts";
import { type ComputedEdge, packagesOf } from "./edges.ts";
import type { Judge } from "./rule.ts";
import type { Target } from "./target.ts";

/**
 * Whether a name that is made when the program runs could be one that a rule forbids. It is taken to reach what begins like
 * it; where nothing of it is known, modules of its own package and what its package.json declares, which is what a reviewer sees.
 */
export function couldCross(judge: Judge, edge: ComputedEdge, context: CheckContext): boolean {
  return candidates(edge, context).some((target) => judge.isForbidden(edge.from, target));
}

function candidates({ from, begins }: ComputedEdge, context: CheckContext): readonly Target[] {
  const packages = packagesOf(context);
  const own = packages.of(from);
  const isOwn = (path: RepoPath) => packages.of(path) === own;
  if (/^\.{1,2}\//.test(begins)) {
    const start = beginning(from, begins);
    return start === undefined ? [] : files(context, (path) => path.startsWith(start));
  }
  // A scheme names no file by itself, and is how an absolute path is written.
  const names = Object.keys({
    ...own?.manifest.dependencies,
    ...own?.manifest.devDependencies,
    ...own?.manifest.peerDependencies,
    ...own?.manifest.optionalDependencies,
  }).filter((name) => name.startsWith(begins) || begins.startsWith(`${name}/`));
  const declared = names.map((name): Target => {
    const found = packages.named(name);
    return found === undefined ? { kind: "npm", name } : { kind: "file", path: found.folder, package: found };
  });
  const ofDeclared = names.flatMap((name) => {
    const found = packages.named(name);
    return found === undefined ? [] : files(context, (path) => packages.of(path) === found);
  });
  return [...declared, ...ofDeclared, ...(begins === "" ? files(context, isOwn) : [])];
}

function files(context: CheckContext, isMeant: (path: RepoPath) => boolean): readonly Target[] {
  const packages = packagesOf(context);
  return moduleRoster(context)
    .filter(isMeant)
    .map((path): Target => ({ kind: "file", path, package: packages.of(path) }));
}

/** `./locales/` of `./locales/${name}.ts`, as a path of the repository. */
function beginning(from: RepoPath, begins: string): string | undefined {
  try {
    const path = joinRepoPath(parentOf(from), begins);
    return begins.endsWith("/") && path !== "" ? `${path}/` : path;
  } catch (error) {
    if (error instanceof WorkspaceError) return undefined;
    throw error;
  }
}
