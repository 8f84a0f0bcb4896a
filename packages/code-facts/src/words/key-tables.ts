import { bare, isFunction, memberName, type Node, type Oxc } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import type { KeyPosition } from "./keys-of.ts";
import type { Found } from "./of-bytes.ts";
import { elementsOf, initOf, listTexts, possibleTexts } from "./possible-texts.ts";

type FoundKey = Found<KeyPosition>;

/** Keys of objects that a call makes of a table: `Object.fromEntries([["a", 1]])`, `z.record(z.enum(["a"]), …)`. */
export function keysInTables(tree: ModuleTree, node: Oxc.CallExpression): readonly FoundKey[] {
  const [first] = node.arguments;
  const name = calledName(node);
  if (first === undefined) return [];
  if (name === "fromEntries") return entryKeys(tree, first, 0);
  if (!/^(?:partial|loose)?record$/i.test(name ?? "")) return [];
  return schemaTexts(tree, first, 0).map((text) => ({ name: text, position: "declared", node: first }));
}

const maxDepth = 16;

function calledName({ callee }: Oxc.CallExpression | Oxc.NewExpression): string | undefined {
  const target = bare(callee);
  if (target.type === "MemberExpression") return memberName(target);
  return target.type === "Identifier" ? target.name : undefined;
}

/** The first of each pair, of a list of pairs or of what makes one of each element of a list. */
function entryKeys(tree: ModuleTree, expression: Node, depth: number): readonly FoundKey[] {
  if (depth > maxDepth) return [];
  const node = bare(expression);
  const pairs = elementsOf(tree, node).flatMap((pair) => pairKey(tree, pair));
  if (node.type !== "CallExpression") return pairs;
  const [first] = node.arguments;
  const isEach = /^(?:map|flatMap)$/.test(calledName(node) ?? "") && first !== undefined && isFunction(first);
  return isEach ? [...pairs, ...returnedFrom(first).flatMap((one) => pairKey(tree, one))] : pairs;
}

function pairKey(tree: ModuleTree, expression: Node): readonly FoundKey[] {
  const pair = bare(expression);
  const [key] = pair.type === "ArrayExpression" ? pair.elements : [];
  if (key === null || key === undefined || key.type === "SpreadElement") return [];
  return possibleTexts(tree, key).map((name) => ({ name, position: "made", node: key }));
}

function returnedFrom(node: Node): readonly Node[] {
  if (!isFunction(node) || node.body === null) return [];
  if (node.body.type !== "BlockStatement") return [node.body];
  return node.body.body.flatMap((one) =>
    one.type === "ReturnStatement" && one.argument !== null ? [one.argument] : [],
  );
}

/** The texts that a schema of zod admits, by its form: an enum, literals, a union of such. */
function schemaTexts(tree: ModuleTree, expression: Node, depth: number): readonly string[] {
  if (depth > maxDepth) return [];
  const node = bare(expression);
  if (node.type === "Identifier") {
    const init = initOf(tree.scopes.references.get(node)?.variable);
    return init === undefined ? [] : schemaTexts(tree, init, depth + 1);
  }
  const [first] = node.type === "CallExpression" ? node.arguments : [];
  if (node.type !== "CallExpression" || first === undefined) return [];
  switch (calledName(node)) {
    case "enum":
    case "literal":
      return [...possibleTexts(tree, first), ...listTexts(tree, first)];
    case "union":
      return elementsOf(tree, first).flatMap((one) => schemaTexts(tree, one, depth + 1));
    default:
      return [];
  }
}
