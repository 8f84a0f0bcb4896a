import { bare, type FunctionNode, isFunction, keyOf, type Node, type Oxc, walk } from "../ast.ts";
import { typeOfName } from "../names/declared-type.ts";
import type { Entity } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isInferred } from "../names/zod.ts";
import { functionOf } from "./invocation.ts";

/** Whether a call is over when it returns (`sync`), or when its promise is fulfilled (`async`). */
export type Settling = "sync" | "async" | "unknown";

/** Read from the declaration: `async`, the return type, or the values that it returns. */
export function settlingOf(names: Names, entity: Entity): Settling {
  const found = functionOf(entity);
  return found === undefined ? "unknown" : settlingOfFunction(names, found.tree, found.node);
}

function settlingOfFunction(names: Names, tree: ModuleTree, node: FunctionNode): Settling {
  if (node.async || node.generator) return "async";
  const annotated = node.returnType?.typeAnnotation;
  if (annotated !== undefined) return settlingOfType({ names, tree, depth: 0 }, annotated);
  if (node.body === null) return "unknown";
  if (node.body.type !== "BlockStatement") return isPlainValue(node.body) ? "sync" : "unknown";
  return returnsOf(node).every(isPlainValue) ? "sync" : "unknown";
}

/** Where a type is written, and how many aliases led there. */
interface TypeScope {
  readonly names: Names;
  readonly tree: ModuleTree;
  readonly depth: number;
}

const maxAliases = 16;

function settlingOfType(scope: TypeScope, type: Node): Settling {
  switch (type.type) {
    case "TSTypeReference":
      return settlingOfReference(scope, type);
    case "TSUnionType": {
      const parts = type.types.map((one) => settlingOfType(scope, one));
      return parts.includes("async") ? "async" : parts.every((one) => one === "sync") ? "sync" : "unknown";
    }
    case "TSInterfaceDeclaration":
      return type.body.body.some((one) => "key" in one && keyOf(one) === "then") ? "async" : "sync";
    case "TSAnyKeyword":
    case "TSUnknownKeyword":
    case "TSObjectKeyword":
    case "TSIndexedAccessType":
    case "TSConditionalType":
    case "TSTypeQuery":
      return "unknown";
    default:
      return "sync";
  }
}

/** Types of the language of which no value is a promise. */
const plainTypes: ReadonlySet<string> = new Set([
  "Array",
  "ReadonlyArray",
  "Record",
  "Map",
  "Set",
  "Date",
  "Response",
  "Error",
]);
/** Types of the language that are as their first argument is. */
const likeArgument: ReadonlySet<string> = new Set([
  "Partial",
  "Required",
  "Readonly",
  "NonNullable",
  "Extract",
  "Exclude",
  "Pick",
  "Omit",
]);

function settlingOfReference(scope: TypeScope, { typeName, typeArguments }: Oxc.TSTypeReference): Settling {
  // What a schema admits was parsed, hence is there.
  if (isInferred(scope.names.ofName(scope.tree, typeName))) return "sync";
  if (typeName.type !== "Identifier" || scope.depth > maxAliases) return "unknown";
  const { name } = typeName;
  const first = typeArguments?.params[0];
  const declared = typeOfName(scope.names, scope.tree, name);
  if (declared !== undefined) {
    return settlingOfType({ ...scope, tree: declared.tree, depth: scope.depth + 1 }, declared.node);
  }
  if (/Promise|Thenable|Awaitable/i.test(name)) return "async";
  if (likeArgument.has(name) && first !== undefined) return settlingOfType(scope, first);
  return plainTypes.has(name) ? "sync" : "unknown";
}

/** Arguments of the function's own `return` statements. */
function returnsOf(node: FunctionNode): readonly Node[] {
  const found: Node[] = [];
  walk(node, (one) => {
    if (one !== node && isFunction(one)) return false;
    if (one.type === "ReturnStatement" && one.argument !== null) found.push(one.argument);
    return true;
  });
  return found;
}

/** Certainly no promise. */
function isPlainValue(expression: Node): boolean {
  const node = bare(expression);
  switch (node.type) {
    case "Literal":
    case "TemplateLiteral":
    case "BinaryExpression":
    case "ObjectExpression":
    case "ArrayExpression":
    case "UnaryExpression":
    case "UpdateExpression":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return true;
    case "Identifier":
      return node.name === "undefined";
    case "ConditionalExpression":
      return isPlainValue(node.consequent) && isPlainValue(node.alternate);
    case "LogicalExpression":
      return isPlainValue(node.left) && isPlainValue(node.right);
    default:
      return false;
  }
}
