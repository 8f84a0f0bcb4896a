import type { RepoPath } from "@phasegate/workspace";
import { isFunction, type Node } from "../ast.ts";
import { unitOf } from "../flow/flow-of.ts";
import type { Location } from "../location.ts";
import type { Names } from "../names/names.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import type { SymbolRef } from "../symbol.ts";
import { type Analysis, maxCallerDepth, newAnalysis } from "./analysis.ts";
import { type EntryUses, usesOfFunction } from "./callers.ts";
import { effectsOf } from "./effects.ts";
import { type Doubt, doubt } from "./judgement.ts";
import { placeOf } from "./place-of.ts";
import type { CallTarget, GuardScope, Step, UndecidedReason } from "./query.ts";
import { rulesOf } from "./want.ts";
import { nameOf } from "./witness.ts";

export interface NotReachableQuery {
  /** What must not be called … */
  readonly target: CallTarget;
  /** … outside of this function or class, or (`export: "*"`) this module; helpers that only it calls count as inside. */
  readonly construct: SymbolRef;
  readonly candidates: readonly RepoPath[];
}

export type NotReachableAnswer = { readonly scope: GuardScope } & (
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly at: Location; readonly witness: readonly Step[] }
  | {
      readonly kind: "undecided";
      readonly at: Location;
      readonly expression: string;
      readonly reason: UndecidedReason;
    }
);

type Where = "inside" | Doubt | { readonly kind: "outside"; readonly steps: readonly Step[] };

/** Whether a thing is called only by its construct. */
export function notReachable(names: Names, query: NotReachableQuery): NotReachableAnswer {
  const { candidates, target, construct } = query;
  const effects = effectsOf(names, target, candidates);
  const base = { scope: { selected: effects.calls.length, candidates: candidates.length } };
  const analysis = newAnalysis(
    names,
    rulesOf(names, { effect: target, guard: construct, candidates }),
    candidates,
  );
  const home = homeOf(names, construct);
  let unsure: Doubt | undefined;
  for (const { tree, node } of effects.calls) {
    const where = whereIs(analysis, tree, node, home, new Set());
    if (where === "inside") continue;
    if (where.kind === "maybe") unsure ??= where;
    else {
      const at = locationOf(tree, node);
      return { ...base, kind: "failed", at, witness: [...where.steps, { kind: "effect", location: at }] };
    }
  }
  unsure ??= effects.escapes.find((one) => !isInside(one.tree, one.node, home));
  return unsure === undefined
    ? { ...base, kind: "passed" }
    : { ...base, kind: "undecided", ...placeOf(unsure) };
}

interface Home {
  readonly path: RepoPath | undefined;
  readonly node: Node | undefined;
}

function homeOf(names: Names, construct: SymbolRef): Home {
  const { base } = names.ofSymbol(construct);
  if (base.kind === "namespace") return { path: base.module, node: undefined };
  if (base.kind === "code") return { path: base.tree.path, node: base.node };
  if (base.kind !== "variable") return { path: undefined, node: undefined };
  return { path: base.tree.path, node: base.variable.definitions[0]?.node };
}

function isInside(tree: ModuleTree, node: Node, home: Home): boolean {
  if (tree.path !== home.path) return false;
  if (home.node === undefined) return true;
  for (let at: Node | undefined = node; at !== undefined; at = at.parent ?? undefined)
    if (at === home.node) return true;
  return false;
}

function whereIs(
  analysis: Analysis,
  tree: ModuleTree,
  node: Node,
  home: Home,
  seen: ReadonlySet<Node>,
): Where {
  if (isInside(tree, node, home)) return "inside";
  const unit = unitOf(node);
  const entry = { kind: "entry", location: locationOf(tree, unit), name: nameOf(unit) } as const;
  if (!isFunction(unit)) return { kind: "outside", steps: [entry] };
  if (seen.has(unit)) return "inside";
  if (seen.size > maxCallerDepth) return doubt(tree, unit, "too-complex");
  const uses: EntryUses = usesOfFunction(analysis, tree, unit);
  let unsure: Doubt | undefined = uses.escapes[0];
  for (const { tree: caller, use } of uses.calls) {
    const where = whereIs(analysis, caller, use.node, home, new Set(seen).add(unit));
    if (where === "inside") continue;
    if (where.kind === "maybe") unsure ??= where;
    else {
      const call = { kind: "call", location: locationOf(caller, use.node), name: nameOf(unit) } as const;
      return { kind: "outside", steps: [...where.steps, call] };
    }
  }
  if (uses.isEntryPoint) return { kind: "outside", steps: [entry] };
  return unsure ?? "inside";
}
