import type * as Oxc from "@oxc-project/types";
import { visitorKeys } from "oxc-parser";

export type { Oxc };
export type Node = Oxc.Node;
export type FunctionNode = Oxc.Function | Oxc.ArrowFunctionExpression;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Children in source order of their fields. */
export function childrenOf(node: Node): Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value: unknown = Reflect.get(node, key);
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });
}

/** A function that has a body to run. */
export function isFunction(node: Node): node is FunctionNode {
  if (node.type === "ArrowFunctionExpression") return true;
  return (node.type === "FunctionDeclaration" || node.type === "FunctionExpression") && node.body !== null;
}

export function isClass(node: Node): node is Oxc.Class {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** Drops what is gone at run time: type assertions, `satisfies`, `!`. */
export function bare(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
    case "TSInstantiationExpression":
    case "ParenthesizedExpression":
      return bare(node.expression);
    default:
      return node;
  }
}

/** The last name of a callee: `log` of `a.b.log`, `f` of `f`. */
export function lastName(node: Node): string | undefined {
  const callee = bare(node);
  if (callee.type === "ChainExpression") return lastName(callee.expression);
  if (callee.type === "Identifier") return callee.name;
  if (callee.type !== "MemberExpression") return undefined;
  return !callee.computed && callee.property.type === "Identifier" ? callee.property.name : undefined;
}

/** True for text that is known when it is written: a string, or a template. */
export function isText(node: Node): boolean {
  const value = bare(node);
  return value.type === "TemplateLiteral" || (value.type === "Literal" && typeof value.value === "string");
}

/** True for an expression whose value is a truth value whatever its operands are. */
export function isCondition(node: Node): boolean {
  const value = bare(node);
  if (value.type === "UnaryExpression") return value.operator === "!" || value.operator === "delete";
  if (value.type === "LogicalExpression") {
    return value.operator !== "??" && isCondition(value.left) && isCondition(value.right);
  }
  return value.type === "BinaryExpression" && comparisons.has(value.operator);
}

const comparisons = new Set([
  "==",
  "!=",
  "===",
  "!==",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "instanceof",
]) as ReadonlySet<string>;
