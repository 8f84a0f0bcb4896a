import type { RepoPath } from "@phasegate/workspace";
import { bare, isFunction, memberName, type Node } from "../ast.ts";
import { unitOf } from "../flow/flow-of.ts";
import type { Location } from "../location.ts";
import type { Entity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import type { SymbolRef } from "../symbol.ts";
import { allUses } from "../uses/module-uses.ts";
import { outermost } from "../uses/outermost.ts";
import { type Analysis, maxCallerDepth, newAnalysis } from "./analysis.ts";
import { usesOfFunction } from "./callers.ts";
import { frameOf } from "./frame.ts";
import { argumentAt, type Identity, memberIdentity, parameterOf } from "./identity.ts";
import { functionOf } from "./invocation.ts";
import { type Doubt, doubt } from "./judgement.ts";
import { placeOf } from "./place-of.ts";
import type { GuardedQuery, GuardScope, UndecidedReason } from "./query.ts";
import { rulesOf } from "./want.ts";

/** A parameter of a function, counted from 0; `path` names a member of it (`request`). */
export interface KeyPlace {
  readonly function: SymbolRef;
  readonly parameter: number;
  readonly path?: string;
}

export interface KeyedByQuery {
  /** A top-level constant that holds a `Map`, `WeakMap`, `Set` or `WeakSet`; `name` is its local name. */
  readonly cache: { readonly module: RepoPath; readonly name: string };
  /** What every key must be: one of these parameters of a function, or a member of it. */
  readonly keys: readonly KeyPlace[];
  readonly candidates: readonly RepoPath[];
}

export type KeyedByAnswer = { readonly scope: GuardScope } & (
  | { readonly kind: "passed" }
  | {
      readonly kind: "failed";
      readonly at: Location;
      readonly reason: "no-cache" | "another-key" | "leaves-module" | "whole-cache";
    }
  | {
      readonly kind: "undecided";
      readonly at: Location;
      readonly expression: string;
      readonly reason: UndecidedReason;
    }
);

type KnownPlace = KeyPlace & { readonly node: Node | undefined };

const keyed: ReadonlySet<string> = new Set(["get", "set", "has", "delete", "add"]);
const collections: ReadonlySet<string> = new Set(["Map", "WeakMap", "Set", "WeakSet"]);

/** Whether a cache stays in its module and is only ever asked by one parameter. */
export function keyedBy(names: Names, query: KeyedByQuery): KeyedByAnswer {
  const { candidates, cache } = query;
  const scope = (selected: number): GuardScope => ({ selected, candidates: candidates.length });
  const tree = names.graph.tree(cache.module);
  const variable = tree?.kind === "tree" ? tree.scopes.topLevel.get(cache.name) : undefined;
  const start = { line: 1, column: 1, offset: 0 };
  const nowhere = { path: cache.module, start, end: start };
  const places = query.keys.map((key) => ({ ...key, node: functionOf(names.ofSymbol(key.function))?.node }));
  if (tree?.kind !== "tree" || variable === undefined || !isCollection(variable.definitions[0]?.node)) {
    return { scope: scope(0), kind: "failed", at: nowhere, reason: "no-cache" };
  }
  const entity = names.ofVariable(tree, variable);
  const rules = rulesOf(names, noGuard(query));
  const analysis = newAnalysis(names, rules, candidates);
  let selected = 0;
  const declared = variable.definitions[0]?.node;
  const isExported = declared?.parent?.parent?.type === "ExportNamedDeclaration";
  let unsure = isExported ? doubt(tree, declared, "effect-escapes") : undefined;
  for (const place of holdersOf(names, entity, candidates)) {
    const at = locationOf(place.tree, place.node);
    if (place.tree.path !== cache.module)
      return { scope: scope(selected), kind: "failed", at, reason: "leaves-module" };
    const use = keyOf(place.node);
    if (use === "harmless") continue;
    if (use === "escape") {
      unsure ??= doubt(place.tree, place.node, "effect-escapes");
      continue;
    }
    selected += 1;
    if (use === "whole") return { scope: scope(selected), kind: "failed", at, reason: "whole-cache" };
    const judgement = isKey(analysis, place.tree, use, places, 0);
    if (judgement === "no") return { scope: scope(selected), kind: "failed", at, reason: "another-key" };
    if (judgement !== "yes") unsure ??= judgement;
  }
  if (unsure !== undefined) return { scope: scope(selected), kind: "undecided", ...placeOf(unsure) };
  return { scope: scope(selected), kind: "passed" };
}

/** The analysis of callers takes a guard; here there is none. */
function noGuard({ cache, candidates }: KeyedByQuery): GuardedQuery {
  const nothing = { module: cache.module, export: cache.name };
  return { effect: nothing, guard: nothing, candidates };
}

function isCollection(node: Node | undefined): boolean {
  if (node?.type !== "VariableDeclarator" || node.init === null) return false;
  const made = bare(node.init);
  return (
    made.type === "NewExpression" && made.callee.type === "Identifier" && collections.has(made.callee.name)
  );
}

/** Identifiers that name the cache, and places where it gets away. */
function* holdersOf(
  names: Names,
  entity: Entity,
  candidates: readonly RepoPath[],
): Generator<{ tree: ModuleTree; node: Node }> {
  for (const { tree, use } of allUses(names, entity, candidates)) {
    if (use.kind === "harmless" && use.node.type === "VariableDeclarator") continue;
    yield { tree, node: use.node };
  }
}

/** First argument of a keyed method that is called on the cache; `whole` for `clear`, `forEach`, `size` and iteration. */
function keyOf(node: Node): Node | "whole" | "escape" | "harmless" {
  if (node.type !== "Identifier") return "escape";
  const outer = outermost(node);
  const member = outer.parent;
  if (member?.type !== "MemberExpression" || member.object !== outer) return "escape";
  const call = outermost(member).parent;
  const name = memberName(member);
  if (name === undefined || call?.type !== "CallExpression") return name === "size" ? "harmless" : "escape";
  if (!keyed.has(name)) return "whole";
  const key = call.arguments[0];
  return key === undefined || key.type === "SpreadElement" ? "escape" : key;
}

function isKey(
  analysis: Analysis,
  tree: ModuleTree,
  expression: Node,
  places: readonly KnownPlace[],
  depth: number,
): "yes" | "no" | Doubt {
  const { type } = bare(expression);
  if (type === "Literal" || type === "TemplateLiteral" || type === "ObjectExpression") return "no";
  const identity = memberIdentity(analysis.names, frameOf(tree, expression), expression, []);
  if (identity === undefined) return doubt(tree, expression, "identity-unknown");
  return identityIs(analysis, tree, unitOf(expression), identity, places, depth);
}

function identityIs(
  analysis: Analysis,
  tree: ModuleTree,
  unit: Node,
  { entity }: Identity,
  places: readonly KnownPlace[],
  depth: number,
): "yes" | "no" | Doubt {
  if (entity.base.kind !== "variable") return "no";
  const owner = entity.base.variable.scope;
  const parameter = parameterOf(owner, entity.base.variable);
  if (parameter === undefined) return "no";
  const members = [...parameter.path, ...entity.path];
  const here = places.filter((place) => place.node === owner);
  if (here.length > 0) {
    const isMeant = ({ parameter: index, path = "" }: KnownPlace) =>
      parameter.index === index && members.join(".") === path;
    return here.some(isMeant) ? "yes" : "no";
  }
  if (depth > maxCallerDepth) return doubt(tree, unit, "too-complex");
  if (!isFunction(owner)) return "no";
  const uses = usesOfFunction(analysis, tree, owner);
  if (uses.escapes[0] !== undefined) return uses.escapes[0];
  if (uses.isEntryPoint) return "no";
  let unsure: Doubt | undefined;
  for (const { tree: caller, use } of uses.calls) {
    const argument = argumentAt(use.args, parameter.index);
    if (argument === undefined) return doubt(caller, use.node, "identity-unknown");
    const outside = memberIdentity(analysis.names, frameOf(caller, use.node), argument, members);
    if (outside === undefined) return doubt(caller, argument, "identity-unknown");
    const judgement = identityIs(analysis, caller, unitOf(use.node), outside, places, depth + 1);
    if (judgement === "no") return judgement;
    if (judgement !== "yes") unsure ??= judgement;
  }
  return unsure ?? "yes";
}
