import { bare, type FunctionNode, isFunction, memberName, type Node, type Oxc } from "../ast.ts";
import { plain } from "../names/entity.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable, type Variable } from "../names/variable.ts";
import { classify } from "../uses/classify.ts";
import { outermost } from "../uses/outermost.ts";
import type { Use } from "../uses/use.ts";
import type { Analysis } from "./analysis.ts";
import { type EntryUses, usesVerdict } from "./callers.ts";
import { frameOf } from "./frame.ts";
import { parametersOf } from "./identity.ts";
import { functionOf, invocationOf } from "./invocation.ts";
import { type Doubt, doubt, type Verdict } from "./judgement.ts";
import { fulfilImplies } from "./promises.ts";
import type { Want } from "./want.ts";

/**
 * A function that is written as an argument: of `then` on a promise that implies the guard, or of a function of the
 * repository, which then decides when to call its parameter. `undefined` for any other place.
 */
export function callbackVerdict(
  analysis: Analysis,
  tree: ModuleTree,
  unit: FunctionNode,
  want: Want,
): Verdict | undefined {
  const outer = outermost(unit);
  const call = outer.parent;
  if (call?.type !== "CallExpression" || call.callee === outer) return undefined;
  const index = positionOf(call, outer);
  const chained = afterPromise(analysis, tree, call, index, want);
  if (chained !== undefined) return chained;
  const target = functionOf(
    invocationOf(analysis.names, tree, call)?.callee ?? plain({ kind: "global", name: "" }),
  );
  const parameter = target === undefined ? undefined : parametersOf(target.node)[index];
  if (target === undefined || parameter?.type !== "Identifier") return undefined;
  const variable = target.tree.scopes.declared.get(parameter);
  if (variable === undefined || !isStable(variable)) return undefined;
  return usesVerdict(analysis, unit, parameterUses(target.tree, variable), want);
}

function afterPromise(
  analysis: Analysis,
  tree: ModuleTree,
  call: Oxc.CallExpression,
  index: number,
  want: Want,
): Verdict | undefined {
  const callee = bare(call.callee);
  if (callee.type !== "MemberExpression" || memberName(callee) !== "then" || index !== 0) return undefined;
  const judgement = fulfilImplies(analysis, frameOf(tree, unitAround(call)), callee.object, want);
  if (judgement === "yes") return { kind: "guarded" };
  return judgement === "no" ? undefined : judgement;
}

function unitAround(node: Node): Node {
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (isFunction(at) || at.type === "Program") return at;
  }
  return node;
}

function parameterUses(tree: ModuleTree, variable: Variable): EntryUses {
  const calls: { readonly tree: ModuleTree; readonly use: Extract<Use, { kind: "call" }> }[] = [];
  const escapes: Doubt[] = [];
  for (const { node, typeOnly, read } of variable.references) {
    if (typeOnly || !read) continue;
    const use = classify(tree, node);
    if (use.kind === "call") calls.push({ tree, use });
    else if (use.kind === "escape") escapes.push(doubt(tree, node, "caller-unknown"));
  }
  return { calls, escapes, isEntryPoint: false };
}

function positionOf(call: Oxc.CallExpression, argument: Node): number {
  const nodes: readonly Node[] = call.arguments;
  return nodes.indexOf(argument);
}
