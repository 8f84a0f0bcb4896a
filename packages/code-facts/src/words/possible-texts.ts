import { bare, isFunction, memberName, type Node, type Oxc } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable, type Variable } from "../names/variable.ts";
import { staticText } from "./static-text.ts";

const maxDepth = 16;

/**
 * The texts that an expression may be, by the module's bytes alone: one that it certainly is, either side of a choice, or
 * those of a list of the module that it is taken from (`for (const key of keys)`, `keys.map((key) => …)`, `keys[0]`).
 * Empty where none is known.
 */
export function possibleTexts(tree: ModuleTree, expression: Node, depth = 0): readonly string[] {
  if (depth > maxDepth) return [];
  const certain = staticText(tree, expression);
  if (certain !== undefined) return [certain];
  const node = bare(expression);
  const either = (...nodes: readonly Node[]) => nodes.flatMap((one) => possibleTexts(tree, one, depth + 1));
  if (node.type === "ConditionalExpression") return either(node.consequent, node.alternate);
  if (node.type === "LogicalExpression") return either(node.left, node.right);
  // An element of a list, whichever.
  if (node.type === "MemberExpression" && node.computed) return listTexts(tree, node.object, depth + 1);
  const variable = node.type === "Identifier" ? tree.scopes.references.get(node)?.variable : undefined;
  return variable === undefined ? [] : variableTexts(tree, variable, depth + 1);
}

/** The texts of a list that stands in the module; empty for anything else. */
export function listTexts(tree: ModuleTree, expression: Node, depth = 0): readonly string[] {
  return elementsOf(tree, expression, depth).flatMap((one) => possibleTexts(tree, one, depth + 1));
}

/** The elements of a list that stands in the module, those that it spreads included. */
export function elementsOf(tree: ModuleTree, expression: Node, depth = 0): readonly Node[] {
  if (depth > maxDepth) return [];
  const node = bare(expression);
  switch (node.type) {
    case "ArrayExpression":
      return node.elements.flatMap((one) => {
        if (one === null) return [];
        return one.type === "SpreadElement" ? elementsOf(tree, one.argument, depth + 1) : [one];
      });
    case "CallExpression":
    case "NewExpression":
      return wrapped(tree, node, depth);
    case "Identifier": {
      const init = initOf(tree.scopes.references.get(node)?.variable);
      return init === undefined ? [] : elementsOf(tree, init, depth + 1);
    }
    default:
      return [];
  }
}

/** `Object.freeze(list)`, `new Set(list)`, and what keeps elements of a list as they are. */
function wrapped(
  tree: ModuleTree,
  { callee, arguments: given }: Oxc.CallExpression | Oxc.NewExpression,
  depth: number,
): readonly Node[] {
  const target = bare(callee);
  const name = target.type === "MemberExpression" ? memberName(target) : nameOf(target);
  const isOfList =
    target.type === "MemberExpression" &&
    /^(?:filter|slice|concat|toSorted|toReversed|values)$/.test(name ?? "");
  const [first] = given;
  const lists = [
    ...(isOfList && target.type === "MemberExpression" ? [target.object] : []),
    ...(/^(?:freeze|Set|Map|from|concat)$/.test(name ?? "") && first !== undefined ? [first] : []),
  ];
  return lists.flatMap((one) => elementsOf(tree, one, depth + 1));
}

function nameOf(node: Node): string | undefined {
  return node.type === "Identifier" ? node.name : undefined;
}

export function initOf(variable: Variable | undefined): Node | undefined {
  const node = variable !== undefined && isStable(variable) ? variable.definitions[0]?.node : undefined;
  return node?.type === "VariableDeclarator" && node.id.type === "Identifier"
    ? (node.init ?? undefined)
    : undefined;
}

function variableTexts(tree: ModuleTree, variable: Variable, depth: number): readonly string[] {
  const init = initOf(variable);
  if (init !== undefined) return possibleTexts(tree, init, depth);
  const [definition] = variable.definitions;
  if (definition === undefined) return [];
  const list = definition.kind === "parameter" ? iteratedBy(definition) : loopedOver(definition.name);
  return list === undefined ? [] : listTexts(tree, list, depth);
}

/** The list of `for (const key of list)`. */
function loopedOver(name: Node): Node | undefined {
  const declaration = name.parent?.type === "VariableDeclarator" ? name.parent.parent : undefined;
  const loop = declaration?.parent;
  return loop?.type === "ForOfStatement" && loop.left === declaration ? loop.right : undefined;
}

/** The list whose method is given a function with this as its first parameter; the second of `reduce`. */
function iteratedBy({ node, name }: Variable["definitions"][number]): Node | undefined {
  if (!isFunction(node)) return undefined;
  const call =
    node.parent?.type === "CallExpression" && node.parent.arguments[0] === node ? node.parent : undefined;
  const callee = call === undefined ? undefined : bare(call.callee);
  if (callee?.type !== "MemberExpression") return undefined;
  const isFold = /^reduce(?:Right)?$/.test(memberName(callee) ?? "");
  return node.params[isFold ? 1 : 0] === name ? callee.object : undefined;
}
