import type * as Oxc from "@oxc-project/types";
import { visitorKeys } from "oxc-parser";

export type { Oxc };
export type Node = Oxc.Node;
export type FunctionNode = Oxc.Function | Oxc.ArrowFunctionExpression;
export type ClassNode = Oxc.Class;
export type CallNode = Oxc.CallExpression | Oxc.NewExpression;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Children in source order of their fields. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, key);
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) found.push(item);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}

/** Visits a tree without recursion, parents first; `enter` returns `false` to skip what is below. */
export function walk(root: Node, enter: (node: Node) => boolean): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!enter(node)) continue;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined) open.push(child);
    }
  }
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression" ||
    node.type === "TSDeclareFunction" ||
    node.type === "TSEmptyBodyFunctionExpression"
  );
}

export function isClass(node: Node): node is ClassNode {
  return node.type === "ClassDeclaration" || node.type === "ClassExpression";
}

/** Drops what does not change a value: parentheses, type assertions, `satisfies`, `!`, the chain wrapper. */
export function bare(node: Node): Node {
  let current = node;
  for (;;) {
    switch (current.type) {
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSTypeAssertion":
      case "TSNonNullExpression":
      case "TSInstantiationExpression":
      case "ChainExpression":
        current = current.expression;
        continue;
      case "SequenceExpression": {
        const last = current.expressions.at(-1);
        if (last === undefined) return current;
        current = last;
        continue;
      }
      default:
        return current;
    }
  }
}

/** The string that an expression certainly is: a literal or a template without holes. */
export function stringOf(node: Node | null | undefined): string | undefined {
  if (node === null || node === undefined) return undefined;
  const expression = bare(node);
  if (expression.type === "Literal") {
    return typeof expression.value === "string" ? expression.value : undefined;
  }
  if (expression.type !== "TemplateLiteral" || expression.expressions.length > 0) return undefined;
  return expression.quasis[0]?.value.cooked ?? undefined;
}

/** Name of a property key that is known without running the program. */
export function keyOf(node: { readonly computed: boolean; readonly key: Node }): string | undefined {
  return propertyName(node.key, node.computed);
}

/** Name that a member expression reads, `undefined` when it is computed at run time. */
export function memberName(node: Oxc.MemberExpression): string | undefined {
  return propertyName(node.property, node.computed);
}

function propertyName(key: Node, computed: boolean): string | undefined {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (!computed && key.type === "Identifier") return key.name;
  const known = bare(key);
  if (known.type === "Literal" && typeof known.value === "number") return String(known.value);
  return stringOf(known);
}
