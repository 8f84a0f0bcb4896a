import { type FunctionNode, type Node, walk } from "../ast.ts";
import { type Entity, isSameEntity } from "../names/entity.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { Analysis } from "./analysis.ts";
import { functionOf, invocationOf } from "./invocation.ts";

interface Place {
  readonly tree: ModuleTree;
  readonly node: FunctionNode;
}

/**
 * Whether a function names the guard, itself or through functions that it names. Without regard to order or arguments,
 * so it is found once per function; nearly every helper is dismissed by it.
 */
export function mayReachGuard(analysis: Analysis, tree: ModuleTree, callee: FunctionNode): boolean {
  const known = analysis.reach.get(callee);
  if (known !== undefined) return known;
  const seen = new Set<FunctionNode>([callee]);
  const open: Place[] = [{ tree, node: callee }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const names = namesIn(analysis, place);
    if (names === "guard" || names.some((one) => analysis.reach.get(one.node) === true)) {
      analysis.reach.set(callee, true);
      return true;
    }
    for (const next of names) {
      if (seen.has(next.node) || analysis.reach.get(next.node) === false) continue;
      seen.add(next.node);
      open.push(next);
    }
  }
  for (const node of seen) analysis.reach.set(node, false);
  return false;
}

/** Functions that a function names. */
function namesIn(analysis: Analysis, { tree, node }: Place): "guard" | readonly Place[] {
  const known = analysis.named.get(node);
  if (known !== undefined) return known;
  const found: Place[] = [];
  let isGuard = false;
  walk(node, (one) => {
    const entity = entityAt(analysis, tree, one);
    if (entity === undefined || isGuard) return !isGuard;
    isGuard = isSameEntity(entity, analysis.rules.guard);
    const target = functionOf(entity);
    if (target !== undefined && target.node !== node) found.push(target);
    return true;
  });
  const names = isGuard ? "guard" : found;
  analysis.named.set(node, names);
  return names;
}

function entityAt({ names }: Analysis, tree: ModuleTree, node: Node): Entity | undefined {
  switch (node.type) {
    case "Identifier":
      return tree.scopes.references.has(node) ? names.ofExpression(tree, node) : undefined;
    case "MemberExpression":
      return names.ofExpression(tree, node);
    case "CallExpression":
      return invocationOf(names, tree, node)?.callee;
    default:
      return undefined;
  }
}
