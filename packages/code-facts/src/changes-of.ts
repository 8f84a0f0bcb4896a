import type { RepoPath } from "@phasegate/workspace";
import { memberName, type Node } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Carriers } from "./names/carriers.ts";
import { type Entity, entityKey, homeOf, isSameBase } from "./names/entity.ts";
import { isWriteInto } from "./names/is-changed.ts";
import type { Names } from "./names/names.ts";
import { locationOf, type ModuleTree } from "./names/tree.ts";
import type { SymbolRef } from "./symbol.ts";
import { outermost } from "./uses/outermost.ts";

/** Places among `candidates` that write into what a constant holds, by whatever name they have it. */
export function changesOf(
  names: Names,
  symbol: SymbolRef,
  candidates: readonly RepoPath[],
): readonly Location[] {
  const target = names.ofSymbol(symbol);
  if (target.base.kind !== "variable") return [];
  const home = homeOf(target);
  const upstream = names.upstreamOf(home, candidates);
  const isOpen = names.isOpen(upstream);
  const also = names.alsoChanged(home, upstream);
  return candidates
    .filter((path) => path === home || upstream.has(path))
    .flatMap((path) =>
      names.changes.ask(`${isOpen}\0${entityKey(target)}`, path, also, (asked) =>
        changesIn(asked, target, path, isOpen),
      ),
    );
}

function changesIn(names: Names, target: Entity, path: RepoPath, isOpen: boolean): readonly Location[] {
  if (path !== homeOf(target) && names.graph.shape(path)?.writes === false) return [];
  const carriers = names.carriers(target, isOpen);
  const tree = carriers.mayName(path) ? names.graph.tree(path) : undefined;
  if (tree?.kind !== "tree") return [];
  const found: Location[] = [];
  for (const reference of tree.scopes.references.values()) {
    const { typeOnly, init, variable } = reference;
    // Whoever writes into a part of something writes into that.
    if (typeOnly || init || variable === undefined || !isWriteInto(reference.node)) continue;
    if (!carriers.mayBe(tree, variable)) continue;
    const node = reachedFrom(names, reference.node, names.ofVariable(tree, variable), target, carriers);
    if (node !== undefined && isWriteInto(node)) found.push(locationOf(tree, placeOf(tree, node)));
  }
  return found;
}

/** The expression that is the target or a part of it, reading members of whatever holds it. */
function reachedFrom(
  names: Names,
  start: Node,
  first: Entity,
  target: Entity,
  carriers: Carriers,
): Node | undefined {
  let entity = first;
  let node = start;
  while (!isSameBase(entity.base, target.base)) {
    if (!carriers.holds(entity)) return undefined;
    const outer = outermost(node);
    const parent = outer.parent;
    if (parent?.type !== "MemberExpression" || parent.object !== outer) return undefined;
    const name = memberName(parent);
    if (name === undefined) return undefined;
    entity = names.member(entity, name);
    node = parent;
  }
  return node;
}

/** The statement that writes, for a reader. */
function placeOf({ program }: ModuleTree, node: Node): Node {
  for (let at: Node | null | undefined = node; at !== null && at !== undefined; at = at.parent) {
    if (at.parent === program || at.type.endsWith("Statement")) return at;
  }
  return node;
}
