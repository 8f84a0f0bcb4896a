import { lastName, type Node } from "./nodes.ts";

/**
 * Whether a test asks of an error whether it is a `SyntaxError` where only `JSON.parse` of a text may have thrown, which
 * throws nothing else: `try { return JSON.parse(text); } catch (error) { if (error instanceof SyntaxError) …; throw error; }`.
 * @param around what the test stands in, from the inside
 */
export function isJsonError(test: Node, [branch, body, clause, whole]: readonly Node[]): boolean {
  return branch?.type === "IfStatement" && isSyntaxError(test) && isCatchOfJson(body, clause, whole);
}

/** The `throw` behind that question, which never comes. */
export function isPastJsonError(node: Node, [body, clause, whole]: readonly Node[]): boolean {
  return node.type === "ThrowStatement" && isCatchOfJson(body, clause, whole);
}

function isCatchOfJson(body: Node | undefined, clause: Node | undefined, whole: Node | undefined): boolean {
  if (body?.type !== "BlockStatement" || clause?.type !== "CatchClause" || whole?.type !== "TryStatement")
    return false;
  const [first, second] = body.body;
  const asks = first?.type === "IfStatement" && isSyntaxError(first.test);
  if (!asks || second?.type !== "ThrowStatement") return false;
  const [only, ...more] = whole.block.body;
  return more.length === 0 && only?.type === "ReturnStatement" && isParseOfText(only.argument);
}

function isSyntaxError(node: Node): boolean {
  return (
    node.type === "BinaryExpression" &&
    node.operator === "instanceof" &&
    node.right.type === "Identifier" &&
    node.right.name === "SyntaxError"
  );
}

function isParseOfText(node: Node | null): boolean {
  if (node?.type !== "CallExpression" || node.arguments.length !== 1) return false;
  const { callee } = node;
  const [text] = node.arguments;
  return (
    callee.type === "MemberExpression" &&
    lastName(callee) === "parse" &&
    lastName(callee.object) === "JSON" &&
    text?.type === "Identifier"
  );
}
