import { bare, type FunctionNode, isFunction, type Node, type Oxc, walk } from "../ast.ts";
import { outermost } from "../uses/outermost.ts";
import { isWriteInto } from "./is-changed.ts";
import type { Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";
import type { Variable } from "./variable.ts";

/** The call that an expression, or a member of it, is an argument of; not behind a spread, which leaves open which one. */
export function argumentOf(
  expression: Node,
): { readonly call: Oxc.CallExpression; readonly index: number } | undefined {
  let part = outermost(expression);
  while (part.parent?.type === "MemberExpression" && part.parent.object === part)
    part = outermost(part.parent);
  const call = part.parent;
  if (call?.type !== "CallExpression") return undefined;
  const index = call.arguments.findIndex(({ start }) => start === part.start);
  const isKnown = index >= 0 && call.arguments.slice(0, index).every(({ type }) => type !== "SpreadElement");
  return isKnown ? { call, index } : undefined;
}

/** True when an expression is given to a function of the repository that writes into what it is given there. */
export function isHandedToWriter(names: Names, tree: ModuleTree, expression: Node): boolean {
  return isHanded(names, tree, expression, new Set());
}

function isHanded(names: Names, tree: ModuleTree, expression: Node, seen: Set<Variable>): boolean {
  const handed = argumentOf(expression);
  if (handed === undefined) return false;
  const { base, path } = names.ofExpression(tree, bare(handed.call.callee));
  if (base.kind !== "code" || path.length > 0 || !isFunction(base.node)) return false;
  const given = parameterOf(base.tree, base.node, handed.index);
  if (given === undefined || seen.has(given)) return false;
  seen.add(given);
  return given.references.some(
    ({ node, init, typeOnly }) =>
      !init && !typeOnly && (isWriteInto(node) || isHanded(names, base.tree, node, seen)),
  );
}

function parameterOf({ scopes }: ModuleTree, { params }: FunctionNode, index: number): Variable | undefined {
  const parameter = params[index];
  return parameter?.type === "Identifier" ? scopes.declared.get(parameter) : undefined;
}

/** True for a function that returns what it is given at this place, wherever it returns. */
export function handsBack(tree: ModuleTree, node: Node, index: number): boolean {
  if (!isFunction(node)) return false;
  const given = parameterOf(tree, node, index);
  const returned = given === undefined ? [] : returnsOf(node);
  return (
    returned.length > 0 && returned.every((one) => tree.scopes.references.get(bare(one))?.variable === given)
  );
}

/** What a function returns; nothing where it has no body. */
function returnsOf(node: FunctionNode): readonly Node[] {
  const { body } = node;
  if (body === null) return [];
  if (body.type !== "BlockStatement") return [body];
  const found: Node[] = [];
  walk(body, (one) => {
    if (one.type === "ReturnStatement" && one.argument !== null) found.push(one.argument);
    return !isFunction(one);
  });
  return found;
}
