import type { RepoPath } from "@phasegate/workspace";
import type { Node } from "../ast.ts";
import { type Entity, plain } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { Variable } from "../names/variable.ts";
import type { SymbolRef } from "../symbol.ts";
import { classify } from "../uses/classify.ts";
import { allUses } from "../uses/module-uses.ts";
import { outermost } from "../uses/outermost.ts";
import type { InvokingNode, Use } from "../uses/use.ts";
import { type Doubt, doubt } from "./judgement.ts";
import type { CallTarget, ParameterTarget } from "./query.ts";

export interface EffectCall {
  readonly tree: ModuleTree;
  readonly node: InvokingNode;
  readonly args: readonly Node[] | undefined;
}

export interface Effects {
  readonly calls: readonly EffectCall[];
  readonly escapes: readonly Doubt[];
  /** Every module that names the effect. */
  readonly modules: ReadonlyMap<RepoPath, { readonly tree: ModuleTree; readonly node: Node }>;
}

type Place = { readonly tree: ModuleTree; readonly use: Use };

/** Every call of the effect, and every place where it gets away. */
export function effectsOf(
  names: Names,
  target: CallTarget | ParameterTarget,
  candidates: readonly RepoPath[],
): Effects {
  if ("method" in target) {
    return collect(instancePlaces(names, target.constructor, target.method, candidates));
  }
  if ("parameter" in target) return collect(parameterPlaces(names, target.inside, target.parameter));
  const entity = (target.member ?? []).reduce((one, name) => names.member(one, name), names.ofSymbol(target));
  return collect(allUses(names, entity, candidates));
}

function collect(places: Iterable<Place>): Effects {
  const calls: EffectCall[] = [];
  const escapes: Doubt[] = [];
  const modules = new Map<RepoPath, { tree: ModuleTree; node: Node }>();
  for (const { tree, use } of places) {
    if (!modules.has(tree.path)) modules.set(tree.path, { tree, node: use.node });
    if (use.kind === "call") calls.push({ tree, node: use.node, args: use.args });
    else if (use.kind === "escape") escapes.push(doubt(tree, use.node, "effect-escapes"));
  }
  return { calls, escapes, modules };
}

/** Calls of a method on what a constructor makes: held by a constant, or called at once. */
function* instancePlaces(
  names: Names,
  made: { readonly module: string; readonly export: string },
  method: string,
  candidates: readonly RepoPath[],
): Generator<Place> {
  for (const place of allUses(names, names.ofSymbol(made), candidates)) {
    const { tree, use } = place;
    if (use.kind !== "call") yield place;
    else yield* instanceUses(names, tree, use.node, method, candidates);
  }
}

function* instanceUses(
  names: Names,
  tree: ModuleTree,
  made: Node,
  method: string,
  candidates: readonly RepoPath[],
): Generator<Place> {
  const outer = outermost(made);
  const holder = outer.parent;
  if (holder?.type === "VariableDeclarator" && holder.id.type === "Identifier") {
    const variable = tree.scopes.declared.get(holder.id);
    const entity = variable === undefined ? undefined : names.ofVariable(tree, variable);
    if (entity?.base.kind === "variable") {
      yield* allUses(names, methodOf(names, entity, method), candidates);
      return;
    }
  }
  if (holder?.type === "MemberExpression") {
    yield* directUse(names, tree, holder, made, method);
    return;
  }
  if (holder?.type === "ExpressionStatement") return;
  yield { tree, use: { kind: "escape", node: made, escape: "other" } };
}

function methodOf(names: Names, entity: Entity, method: string): Entity {
  return names.member(plain(entity.base), method);
}

/** `new Handler(router).handle(request)`. */
function* directUse(
  names: Names,
  tree: ModuleTree,
  member: Node,
  made: Node,
  method: string,
): Generator<Place> {
  const read = names.ofExpression(tree, member).path.at(-1);
  const call = outermost(member).parent;
  if (read !== undefined && read !== method) return;
  if (read === method && call?.type === "CallExpression" && call.callee === outermost(member)) {
    const args = call.arguments.some((one) => one.type === "SpreadElement") ? undefined : call.arguments;
    yield { tree, use: { kind: "call", node: call, call: "call", optional: false, args } };
  } else yield { tree, use: { kind: "escape", node: made, escape: "other" } };
}

/** Uses of parameters of a name, in every function that the declaration of an export holds. */
function* parameterPlaces(names: Names, inside: SymbolRef, parameter: string): Generator<Place> {
  const { base } = names.ofSymbol(inside);
  const root =
    base.kind === "code" || base.kind === "value"
      ? base.node
      : base.kind === "variable"
        ? base.variable.definitions[0]?.node
        : undefined;
  if (root === undefined || !("tree" in base)) return;
  const { tree } = base;
  const found = new Set<Variable>();
  for (const { variable } of tree.scopes.references.values()) {
    const definition = variable?.name === parameter ? variable.definitions[0] : undefined;
    if (variable !== undefined && definition?.kind === "parameter" && isWithin(definition.node, root))
      found.add(variable);
  }
  for (const variable of found) {
    for (const { node, typeOnly, write } of variable.references) {
      if (typeOnly) continue;
      yield { tree, use: write ? { kind: "escape", node, escape: "reassigned" } : classify(tree, node) };
    }
  }
}

function isWithin(node: Node, root: Node): boolean {
  for (let at: Node | undefined = node; at !== undefined; at = at.parent ?? undefined)
    if (at === root) return true;
  return false;
}
