import { type FunctionNode, isClass, isFunction, type Node } from "../ast.ts";
import { type Entity, plain } from "../names/entity.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import { allUses } from "../uses/module-uses.ts";
import { outermost } from "../uses/outermost.ts";
import type { Use } from "../uses/use.ts";
import { type Analysis, maxCallerDepth, maxMembers } from "./analysis.ts";
import { callbackVerdict } from "./callbacks.ts";
import { frameOf } from "./frame.ts";
import { argumentAt, memberIdentity, parameterOf } from "./identity.ts";
import { type Doubt, doubt, type Verdict } from "./judgement.ts";
import { methodUses } from "./methods.ts";
import { unlessOpen, verdictAt } from "./place.ts";
import { type Want, wantKey } from "./want.ts";
import { nameOf } from "./witness.ts";

/**
 * Whether a unit is only ever entered after the guard: because the function comes into being after it, or because
 * every place that calls it is guarded.
 */
export function callerVerdict(analysis: Analysis, tree: ModuleTree, unit: Node, want: Want): Verdict {
  if (unit.type === "Program") return { kind: "open", steps: [] };
  const key = `${tree.path}\0${unit.start}\0${unit.end}\0${wantKey(want)}`;
  return analysis.entries.solve(
    key,
    () => {
      analysis.budget -= 1;
      const tooFar = analysis.budget < 0 || analysis.entries.depth > maxCallerDepth;
      if (tooFar || (want.identity?.entity.path.length ?? 0) > maxMembers)
        return doubt(tree, unit, "too-complex");
      const verdict = judgeEntry(analysis, tree, unit, want);
      const anybody = analysis.rules.query.unknownCallers === "unguarded";
      const isUnknown = verdict.kind === "maybe" && verdict.reason === "caller-unknown";
      return anybody && isUnknown ? { kind: "open", steps: [] } : verdict;
    },
    (verdict) => verdict.kind === "guarded",
  );
}

function judgeEntry(analysis: Analysis, tree: ModuleTree, unit: Node, want: Want): Verdict {
  const created = creationVerdict(analysis, tree, unit, want);
  if (created.kind === "guarded") return created;
  const used = useVerdict(analysis, tree, unit, want);
  return used.kind === "open" && created.kind === "maybe" ? created : used;
}

/** Whether wherever a unit is put to use, that is guarded. */
function useVerdict(analysis: Analysis, tree: ModuleTree, unit: Node, want: Want): Verdict {
  if (!isFunction(unit)) return constructionVerdict(analysis, tree, unit, want);
  const callback = callbackVerdict(analysis, tree, unit, want);
  if (callback !== undefined) return callback;
  return usesVerdict(analysis, unit, usesOfFunction(analysis, tree, unit), want);
}

/** A function expression that is made after the guard runs after it, whoever calls it. */
function creationVerdict(analysis: Analysis, tree: ModuleTree, unit: Node, want: Want): Verdict {
  const open: Verdict = { kind: "open", steps: [] };
  if (isOwn(unit, want)) return open;
  const maker = madeBy(unit);
  if (maker === undefined) return open;
  return verdictAt(analysis, tree, maker, "create", want);
}

/** The expression whose evaluation makes the unit: the function itself, or the class of a method or field. */
function madeBy(unit: Node): Node | undefined {
  if (unit.type === "FunctionExpression" || unit.type === "ArrowFunctionExpression") {
    return unit.parent?.type === "MethodDefinition" ? (unit.parent.parent?.parent ?? undefined) : unit;
  }
  if (unit.type === "FunctionDeclaration") return unit;
  return unit.parent?.parent ?? undefined;
}

/** The wanted thing is a parameter or local of the unit, so no code outside can have guarded it under that name. */
export function isOwn(unit: Node, { identity }: Want): boolean {
  const base = identity?.entity.base;
  if (base === undefined || (base.kind !== "variable" && base.kind !== "value")) return false;
  const node = base.kind === "variable" ? base.variable.definitions[0]?.node : base.node;
  for (let at: Node | undefined = node; at !== undefined; at = at.parent ?? undefined)
    if (at === unit) return true;
  return false;
}

export interface EntryUses {
  readonly calls: readonly { readonly tree: ModuleTree; readonly use: Extract<Use, { kind: "call" }> }[];
  /** Places where it is handed to somebody who may call it. */
  readonly escapes: readonly Doubt[];
  /** Entered from outside of everything that was searched. */
  readonly isEntryPoint: boolean;
}

/** Calls of a function, a method or a constructor. */
export function usesOfFunction(analysis: Analysis, tree: ModuleTree, unit: FunctionNode): EntryUses {
  const holder = unit.parent;
  if (holder?.type === "MethodDefinition") return methodUses(analysis, tree, unit, holder);
  return entityUses(analysis, tree, plain({ kind: "code", tree, node: unit }), unit);
}

export function entityUses(analysis: Analysis, home: ModuleTree, entity: Entity, unit: Node): EntryUses {
  const calls: EntryUses["calls"][number][] = [];
  const escapes: Doubt[] = isLoose(unit) ? [doubt(home, unit, "caller-unknown")] : [];
  let exported =
    unit.parent?.type === "ExportDefaultDeclaration" || unit.parent?.type === "ExportNamedDeclaration";
  let usedElsewhere = false;
  for (const { tree, use } of allUses(analysis.names, entity, analysis.candidates)) {
    if (use.kind === "harmless") continue;
    if (tree !== home) usedElsewhere = true;
    if (use.kind === "call") calls.push({ tree, use });
    else if (use.escape === "exported") exported = true;
    else escapes.push(doubt(tree, use.node, "caller-unknown"));
  }
  exported ||= isExportedBinding(unit);
  return { calls, escapes, isEntryPoint: exported && !usedElsewhere };
}

/** A function expression that no name holds: it went where it was written. */
function isLoose(unit: Node): boolean {
  if (unit.type !== "FunctionExpression" && unit.type !== "ArrowFunctionExpression") return false;
  const outer = outermost(unit);
  const parent = outer.parent;
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id.type !== "Identifier";
    case "CallExpression":
      return parent.callee !== outer;
    case "ExportDefaultDeclaration":
    case "ExpressionStatement":
    case "MethodDefinition":
      return false;
    case "Property":
      return !isConstantProperty(parent);
    default:
      return true;
  }
}

/** A property of an object literal that a constant holds; its uses are found by the property's name. */
function isConstantProperty(property: Node): boolean {
  const literal = property.parent;
  const outer = literal === null || literal === undefined ? undefined : outermost(literal);
  return outer?.parent?.type === "VariableDeclarator";
}

function isExportedBinding(unit: Node): boolean {
  for (let at = unit.parent; at !== null && at !== undefined; at = at.parent) {
    if (at.type === "ExportNamedDeclaration") return true;
    if (isFunction(at) || at.type === "BlockStatement" || at.type === "CallExpression") return false;
  }
  return false;
}

export function usesVerdict(analysis: Analysis, unit: Node, uses: EntryUses, want: Want): Verdict {
  let unsure: Verdict | undefined;
  for (const { tree: caller, use } of uses.calls) {
    const verdict = callVerdict(analysis, caller, unit, use, want);
    if (verdict.kind === "open") {
      const call = { kind: "call", location: locationOf(caller, use.node), name: nameOf(unit) } as const;
      return { kind: "open", steps: [...verdict.steps, call] };
    }
    if (verdict.kind === "maybe") unsure ??= verdict;
  }
  if (uses.isEntryPoint) return { kind: "open", steps: [] };
  return unsure ?? uses.escapes[0] ?? { kind: "guarded" };
}

function callVerdict(
  analysis: Analysis,
  tree: ModuleTree,
  unit: Node,
  use: Extract<Use, { kind: "call" }>,
  want: Want,
): Verdict {
  const outside = wantOutside(analysis, tree, unit, use, want);
  if (outside.kind === "maybe") return unlessOpen(analysis, tree, use.node, outside);
  return verdictAt(analysis, tree, use.node, "call-start", outside.want);
}

/** The wanted thing as the caller names it. */
export function wantOutside(
  analysis: Analysis,
  tree: ModuleTree,
  unit: Node,
  use: Extract<Use, { kind: "call" }>,
  want: Want,
): Doubt | { readonly kind: "known"; readonly want: Want } {
  const entity = want.identity?.entity;
  if (entity?.base.kind !== "variable" || !isOwn(unit, want)) return { kind: "known", want };
  const parameter = parameterOf(unit, entity.base.variable);
  const argument = parameter === undefined ? undefined : argumentAt(use.args, parameter.index);
  if (parameter === undefined || argument === undefined) return doubt(tree, use.node, "identity-unknown");
  const frame = frameOf(tree, use.node);
  const identity = memberIdentity(analysis.names, frame, argument, [...parameter.path, ...entity.path]);
  return identity === undefined
    ? doubt(tree, argument, "identity-unknown")
    : { kind: "known", want: { identity } };
}

/** Constructors and instance fields run when the class is constructed. */
function constructionVerdict(analysis: Analysis, tree: ModuleTree, unit: Node, want: Want): Verdict {
  const owner = unit.parent?.parent;
  if (owner === null || owner === undefined || !isClass(owner)) return doubt(tree, unit, "caller-unknown");
  const uses = entityUses(analysis, tree, plain({ kind: "code", tree, node: owner }), owner);
  return usesVerdict(analysis, unit, uses, want);
}
