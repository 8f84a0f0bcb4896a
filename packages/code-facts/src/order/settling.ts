import { bare, type FunctionNode, isFunction, type Node, walk } from "../ast.ts";
import type { Entity } from "../names/entity.ts";
import { functionOf } from "./invocation.ts";

/** Whether a call is over when it returns (`sync`), or when its promise is fulfilled (`async`). */
export type Settling = "sync" | "async" | "unknown";

/** Read from the declaration: `async`, the return type, or the values that it returns. */
export function settlingOf(entity: Entity): Settling {
  const found = functionOf(entity);
  return found === undefined ? "unknown" : settlingOfFunction(found.node);
}

function settlingOfFunction(node: FunctionNode): Settling {
  if (node.async || node.generator) return "async";
  const annotated = node.returnType?.typeAnnotation;
  if (annotated !== undefined) return settlingOfType(annotated);
  if (node.body === null) return "unknown";
  if (node.body.type !== "BlockStatement") return isPlainValue(node.body) ? "sync" : "unknown";
  return returnsOf(node).every(isPlainValue) ? "sync" : "unknown";
}

function settlingOfType(type: Node): Settling {
  switch (type.type) {
    case "TSTypeReference": {
      const name = type.typeName.type === "Identifier" ? type.typeName.name : "";
      if (/Promise|Thenable|Awaitable/i.test(name)) return "async";
      return /^(?:Array|ReadonlyArray|Record|Map|Set|Date|Response|Error|Partial|Readonly|NonNullable)$/.test(
        name,
      )
        ? "sync"
        : "unknown";
    }
    case "TSUnionType": {
      const parts = type.types.map(settlingOfType);
      return parts.includes("async") ? "async" : parts.every((one) => one === "sync") ? "sync" : "unknown";
    }
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
