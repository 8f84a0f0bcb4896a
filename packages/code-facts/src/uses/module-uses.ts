import type { RepoPath } from "@phasegate/workspace";
import { type Entity, entityKey, homeOf } from "../names/entity.ts";
import type { Upstream } from "../names/import-index.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { Use } from "./use.ts";
import { usesOf } from "./uses-of.ts";

/** What one module does with a thing; `undefined` when it cannot name it. */
export type ModuleUses = { readonly tree: ModuleTree; readonly uses: readonly Use[] } | undefined;

/** Uses of the target in each of the candidates that can name it. */
export function* allUses(
  names: Names,
  target: Entity,
  candidates: readonly RepoPath[],
): Generator<{ readonly tree: ModuleTree; readonly use: Use }> {
  const home = homeOf(target);
  const upstream = names.upstreamOf(home, candidates);
  for (const path of candidates) {
    if (path !== home && !upstream.has(path)) continue;
    const found = usesIn(names, target, path, upstream);
    if (found === undefined) continue;
    for (const use of found.uses) yield { tree: found.tree, use };
  }
}

function usesIn(names: Names, target: Entity, path: RepoPath, upstream: Upstream): ModuleUses {
  const isOpen = names.isOpen(upstream);
  const also = names.alsoChanged(homeOf(target), upstream);
  const question = `${isOpen}\0${entityKey(target)}`;
  return names.uses.ask(question, path, also, (asked) => moduleUses(asked, target, path, isOpen));
}

function moduleUses(names: Names, target: Entity, path: RepoPath, isOpen: boolean): ModuleUses {
  const carriers = names.carriers(target, isOpen);
  const tree = carriers.mayName(path) ? names.graph.tree(path) : undefined;
  if (tree === undefined) return undefined;
  if (tree.kind === "tree") return { tree, uses: [...usesOf(names, tree, target, carriers)] };
  // The surface could be read and names the target; what is done with it cannot be seen.
  const empty = names.graph.emptyTree(path);
  return { tree: empty, uses: [{ kind: "escape", node: empty.program, escape: "container" }] };
}
