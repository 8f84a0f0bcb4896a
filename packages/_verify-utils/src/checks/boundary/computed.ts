import {
  joinRepoPath,
  parentOf,
  type RepoPath,
  WorkspaceError,
  type WorkspacePackage,
} from "@phasegate/workspace";
import type { CheckContext } from "../../check.ts";
import { moduleRoster } from "../code-places.ts";
import { packagesOf } from "./edges.ts";
import type { ComputedEdge } from "./module-edges.ts";
import type { Judge } from "./rule.ts";
import type { Packages, Target } from "./target.ts";

/**
 * Whether a name that is made when the program runs could be one that a rule forbids. It is taken to reach what begins like
 * it; where nothing of it is known, modules of its own package and what its package.json declares, which is what a reviewer sees.
 */
export function couldCross(judge: Judge, edge: ComputedEdge, context: CheckContext): boolean {
  return candidates(edge, context).some((target) => judge.isForbidden(edge.from, target));
}

function candidates({ from, begins }: ComputedEdge, context: CheckContext): readonly Target[] {
  const packages = packagesOf(context);
  if (/^\.{1,2}\//.test(begins)) {
    const start = beginning(from, begins);
    const isMeant = (path: RepoPath) => start !== undefined && path.startsWith(start);
    return moduleRoster(context)
      .filter(isMeant)
      .map((path): Target => ({ kind: "file", path, package: packages.of(path) }));
  }
  const own = packages.of(from);
  // A scheme names no file by itself, and is how an absolute path is written.
  const names = Object.keys({
    ...own?.manifest.dependencies,
    ...own?.manifest.devDependencies,
    ...own?.manifest.peerDependencies,
    ...own?.manifest.optionalDependencies,
  }).filter((name) => name.startsWith(begins) || begins.startsWith(`${name}/`));
  const declared = names.flatMap((name): readonly Target[] => {
    const found = packages.named(name);
    if (found === undefined) return [{ kind: "npm", name }];
    return [{ kind: "file", path: found.folder, package: found }, ...modulesIn(context, found)];
  });
  return begins === "" ? [...declared, ...modulesIn(context, own)] : declared;
}

type ByPackage = ReadonlyMap<WorkspacePackage | undefined, readonly Target[]>;

/** Modules of one list, by package. */
const shares = new WeakMap<readonly RepoPath[], WeakMap<Packages, ByPackage>>();

function modulesIn(context: CheckContext, owner: WorkspacePackage | undefined): readonly Target[] {
  const roster = moduleRoster(context);
  const packages = packagesOf(context);
  const known = shares.get(roster) ?? new WeakMap<Packages, ByPackage>();
  shares.set(roster, known);
  const share = known.get(packages) ?? shared(roster, packages);
  known.set(packages, share);
  return share.get(owner) ?? [];
}

function shared(roster: readonly RepoPath[], packages: Packages): ByPackage {
  const share = new Map<WorkspacePackage | undefined, Target[]>();
  for (const path of roster) {
    const owner = packages.of(path);
    const modules = share.get(owner) ?? [];
    share.set(owner, modules);
    modules.push({ kind: "file", path, package: owner });
  }
  return share;
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
