import type { RepoPath } from "@phasegate/workspace";
import { memberName, type Node } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Carriers } from "./names/carriers.ts";
import { type Entity, entityKey, homeOf, isSameBase } from "./names/entity.ts";
import { argumentOf, handsBack, isHandedToWriter } from "./names/handed.ts";
import { isWriteInto } from "./names/is-changed.ts";
import type { Names } from "./names/names.ts";
import { locationOf, type ModuleTree } from "./names/tree.ts";
import type { SymbolRef } from "./symbol.ts";
import { allUses } from "./uses/module-uses.ts";
import { outermost } from "./uses/outermost.ts";

/**
 * Places among `candidates` that write into what a constant holds, by whatever name they have it. Functions that write into what
 * they are given are followed from the module that declares the constant.
 */
export function changesOf(
  names: Names,
  symbol: SymbolRef,
  candidates: readonly RepoPath[],
): readonly Location[] {
  const target = names.ofSymbol(symbol);
  return target.base.kind === "variable" ? changesTo(names, target, candidates) : [];
}

/**
 * Places among `candidates` that write into what calls of a function in `calls` are given, once the function has handed that
 * back: nothing for one that makes something else of its argument, or lies outside of the repository.
 */
export function changesOfGiven(
  names: Names,
  symbol: SymbolRef,
  argument: number,
  calls: readonly RepoPath[],
  candidates: readonly RepoPath[],
): readonly Location[] {
  if (!doesHandBack(names, symbol, argument)) return [];
  const given = [...allUses(names, names.ofSymbol(symbol), calls)].flatMap(({ tree, use }) =>
    use.kind === "call" ? [{ tree, node: outermost(use.node) }] : [],
  );
  return given.flatMap(({ tree, node }) => [
    ...(isWriteInto(node) ? [locationOf(tree, placeOf(tree, node))] : []),
    ...changesTo(names, resultOf(names, tree, node), candidates),
  ]);
}

export function doesHandBack(names: Names, symbol: SymbolRef, argument: number): boolean {
  const { base, path } = names.ofSymbol(symbol);
  return base.kind === "code" && path.length === 0 && handsBack(base.tree, base.node, argument);
}

/** The result of a call has no better name than the binding that holds it. */
function resultOf(names: Names, tree: ModuleTree, call: Node): Entity {
  const holder = call.parent;
  const name = holder?.type === "VariableDeclarator" && holder.init === call ? holder.id : undefined;
  const variable = name?.type === "Identifier" ? tree.scopes.declared.get(name) : undefined;
  return variable === undefined
    ? { base: { kind: "value", tree, node: call }, path: [] }
    : names.ofVariable(tree, variable);
}

function changesTo(names: Names, target: Entity, candidates: readonly RepoPath[]): readonly Location[] {
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
    if (typeOnly || init || variable === undefined || !mayWrite(reference.node)) continue;
    if (!carriers.mayBe(tree, variable)) continue;
    const node = reachedFrom(names, reference.node, names.ofVariable(tree, variable), target, carriers);
    if (node !== undefined && (isWriteInto(node) || isHandedToWriter(names, tree, node)))
      found.push(locationOf(tree, placeOf(tree, node)));
  }
  return found;
}

/** What stands around a name could write, before it is known what it names. */
function mayWrite(node: Node): boolean {
  return isWriteInto(node) || argumentOf(node) !== undefined;
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
