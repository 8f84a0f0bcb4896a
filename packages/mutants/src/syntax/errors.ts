import { bare, isClass, lastName, type Node, type Oxc } from "./nodes.ts";

/**
 * A text that an error says: the first argument of a built-in error or of `super()` in a class of errors, and whatever
 * else is given to the constructor of an error and holds a space. (One word may be a code that callers ask for.)
 */
export function isErrorMessage(node: Node, [parent, ...around]: readonly Node[]): boolean {
  if (parent === undefined) return false;
  if (parent.type === "BinaryExpression" && parent.operator === "+") return isErrorMessage(parent, around);
  if (parent.type !== "NewExpression" && parent.type !== "CallExpression") return false;
  if (parent.callee === node || !isErrorCall(parent, around)) return false;
  const isFirst = parent.arguments[0] === node;
  return (isFirst && (parent.callee.type === "Super" || isBuiltIn(parent.callee))) || holdsSpace(node);
}

/** Whether a call makes an error: of its arguments, the texts are for people. */
export function isErrorCall(call: Oxc.CallExpression | Oxc.NewExpression, around: readonly Node[]): boolean {
  return call.callee.type === "Super" ? isInErrorClass(around) : isErrorType(call.callee);
}

function holdsSpace(node: Node): boolean {
  const value = bare(node);
  if (value.type === "TemplateLiteral") return value.quasis.some((quasi) => /\s/.test(quasi.value.raw));
  return value.type === "BinaryExpression" || (value.type === "Literal" && /\s/.test(String(value.value)));
}

function isBuiltIn(node: Node): boolean {
  return /^(Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$|^DOMException$/.test(lastName(node) ?? "");
}

/** The `name` of a class of errors. */
export function isErrorName(definition: Oxc.PropertyDefinition, around: readonly Node[]): boolean {
  return definition.key.type === "Identifier" && definition.key.name === "name" && isInErrorClass(around);
}

function isInErrorClass(around: readonly Node[]): boolean {
  const owner = around.find(isClass);
  return owner?.superClass !== null && owner?.superClass !== undefined && isErrorType(owner.superClass);
}

function isErrorType(node: Node): boolean {
  return /(Error|Exception)$/.test(lastName(node) ?? "");
}
