import { bare, isCondition, isFunction, type Node, type Oxc } from "../syntax/nodes.ts";
import { type Edit, type Operator, type Place, parentOf, replace } from "./operator.ts";

/** Bodies that do nothing. A branch that is never taken, and a body that only returns, are edits of other operators. */
export const blocks: Operator = (node, place) => {
  if (node.type !== "BlockStatement" || node.body.length === 0) return [];
  const parent = parentOf(place);
  if (parent === undefined) return [];
  if (parent.type === "CatchClause") return [replace("CatchRemoval", node, "{}")];
  if (parent.type === "TryStatement")
    return parent.finalizer === node ? [replace("BlockStatement", node, "{}")] : [];
  if (parent.type === "IfStatement")
    return parent.alternate === node ? [replace("BlockStatement", node, "{}")] : [];
  if (parent.type === "ForOfStatement" || parent.type === "ForInStatement") {
    return [replace("BlockStatement", node, "{}")];
  }
  if (!isFunction(parent) || isConstructor(place.around) || onlyReturns(node)) return [];
  return [replace("BlockStatement", node, "{}")];
};

/** A derived class without its constructor's body cannot be made at all. */
function isConstructor(around: readonly Node[]): boolean {
  return around.some(
    (node, index) => index <= 1 && node.type === "MethodDefinition" && node.kind === "constructor",
  );
}

/** A body that declares things and returns: without it, what is missing is what it returns. */
function onlyReturns({ body }: Oxc.BlockStatement): boolean {
  const last = body.at(-1);
  if (last?.type === "ThrowStatement") return body.length === 1;
  if (body[0]?.type === "ReturnStatement") return true;
  const before = body.slice(0, -1);
  if (last?.type !== "ReturnStatement" || last.argument === null) return false;
  return before.every((one) => one.type === "VariableDeclaration" || one.type === "FunctionDeclaration");
}

/** Statements that are left out: calls, assignments, and errors that are not thrown. */
export const statements: Operator = (node, place) => {
  if (node.type !== "ExpressionStatement" && node.type !== "ThrowStatement") return [];
  if (node.type === "ExpressionStatement" && !hasEffect(node.expression)) return [];
  const parent = parentOf(place);
  // What an `if` without `else` guards is left out by its condition made false.
  if (parent?.type === "IfStatement" && parent.alternate === null) return [];
  if (parent !== undefined && isAlone(node, parent) && goesWith(parent, place)) return [];
  return [replace("StatementRemoval", node, ";")];
};

/** The only statement of a block or case, the `break` behind it aside. */
function isAlone(node: Node, parent: Node): boolean {
  if (parent.type === "BlockStatement") return parent.body.length === 1;
  if (parent.type !== "SwitchCase") return false;
  return parent.consequent.every((one) => one === node || one.type === "BreakStatement");
}

/** Whether a block or case as a whole is left out by an edit of its own. */
function goesWith(parent: Node, { source, around }: Place): boolean {
  if (parent.type === "SwitchCase") return true;
  const place = { source, around: around.slice(around.indexOf(parent) + 1) };
  const owner = parentOf(place);
  if (owner?.type === "IfStatement" && owner.alternate === null) return true;
  return blocks(parent, place).length > 0;
}

function hasEffect(node: Node): boolean {
  const value = bare(node);
  if (value.type === "AwaitExpression") return hasEffect(value.argument);
  if (value.type === "ChainExpression") return hasEffect(value.expression);
  if (value.type === "UnaryExpression") return value.operator === "delete" || hasEffect(value.argument);
  if (value.type === "CallExpression") return value.callee.type !== "Super";
  return (
    value.type === "AssignmentExpression" ||
    value.type === "UpdateExpression" ||
    value.type === "NewExpression"
  );
}

/** Nothing is returned; of a condition, both answers. */
export const returns: Operator = (node) => {
  if (node.type !== "ReturnStatement" || node.argument === null) return [];
  return otherValues(node.argument).map((value) => replace("ReturnValue", node.argument ?? node, value));
};

export const arrows: Operator = (node, { source }) => {
  if (node.type !== "ArrowFunctionExpression" || node.body.type === "BlockStatement") return [];
  const { body } = node;
  // What stands behind `=>` may be in parentheses, which are no part of the tree.
  const bracketed = /\(\s*$/.test(source.text.slice(node.start, body.start));
  return otherValues(body).map((value) => replace("ArrowFunction", body, bracketed ? value : `(${value})`));
};

function otherValues(node: Node): readonly string[] {
  const value = bare(node);
  if (isCondition(value)) return ["true", "false"];
  if (value.type === "Literal" && (typeof value.value === "boolean" || value.value === null)) return [];
  if (value.type === "Identifier" && value.name === "undefined") return [];
  return value.type === "UnaryExpression" && value.operator === "void" ? [] : ["undefined"];
}

/**
 * A promise that is not waited for. `return await` outside of `try` gives the same promise to the caller with or without,
 * and so does an arrow's whole body.
 */
export const awaits: Operator = (node, place) => {
  if (node.type !== "AwaitExpression") return [];
  const parent = parentOf(place);
  if (parent?.type === "ArrowFunctionExpression" && bare(parent.body) === node) return [];
  if (parent?.type === "ReturnStatement" && !isInTry(place.around)) return [];
  return [awaitless(node, place)];
};

function awaitless(node: Oxc.AwaitExpression, { source }: Place): Edit {
  return replace("AwaitRemoval", node, `(${source.textOf(node.argument)})`);
}

function isInTry(around: readonly Node[]): boolean {
  for (const node of around) {
    if (isFunction(node)) return false;
    if (node.type === "TryStatement") return true;
  }
  return false;
}
