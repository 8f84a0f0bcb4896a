import { isErrorMessage, isErrorName } from "../syntax/errors.ts";
import { isPastJsonError } from "../syntax/json-errors.ts";
import { bare, isText, lastName, type Node, type Oxc } from "../syntax/nodes.ts";

/**
 * Places where an edit changes nothing that a test should see. The rule, in full:
 *
 * - what is gone at run time: types, `declare`, interfaces, overloads, imports and exports as such;
 * - what is written for people: the message of an error, the `name` of an error class, a symbol's description, arguments
 *   of logging calls and the calls themselves;
 * - what never runs: statements behind `return`, `throw`, `break` and `continue`, branches of a literal condition, a
 *   `switch` case that assigns to `never`, and where only `JSON.parse` may have thrown, the question whether it was a
 *   `SyntaxError` and what follows when not: of a text it throws nothing else;
 * - what names modules: specifiers of `import()` and `require()`.
 */
export function isMeaningless(node: Node, around: readonly Node[]): boolean {
  const [parent] = around;
  if (parent?.type === "ExportNamedDeclaration" && parent.declaration !== node) return true;
  return (
    isErased(node) ||
    isProse(node, around) ||
    (parent !== undefined && isDead(node, parent)) ||
    isPastJsonError(node, around)
  );
}

const kept: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSParameterProperty",
  "TSExportAssignment",
]);

function isErased(node: Node): boolean {
  if (node.type.startsWith("TS") && !kept.has(node.type)) return true;
  if ("declare" in node && node.declare === true) return true;
  return (
    node.type === "ImportDeclaration" ||
    node.type === "ExportAllDeclaration" ||
    node.type === "ImportAttribute"
  );
}

function isProse(node: Node, around: readonly Node[]): boolean {
  const [parent] = around;
  if (parent === undefined) return false;
  if (node.type === "ExpressionStatement") return isDirective(node) || isLogging(node.expression);
  if (node.type === "CallExpression") return isLogging(node);
  if (parent.type === "ImportExpression" || isCallOf(parent, ["require", "Symbol"])) return isText(node);
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "PropertyDefinition" && parent.value === node)
    return isText(node) && isErrorName(parent, around);
  return isText(node) && isErrorMessage(node, around);
}

function isDirective(node: Oxc.ExpressionStatement | Oxc.Directive): boolean {
  return "directive" in node && typeof node.directive === "string";
}

const logMethods: ReadonlySet<string> = new Set([
  "log",
  "debug",
  "info",
  "warn",
  "error",
  "trace",
  "fatal",
  "table",
  "time",
  "timeEnd",
]);

/** A call of `console`, of something that is called a log or logger, or `debug()`. */
function isLogging(node: Node): boolean {
  const call = bare(node);
  if (call.type === "ChainExpression") return isLogging(call.expression);
  if (call.type === "AwaitExpression" || call.type === "UnaryExpression") return isLogging(call.argument);
  if (call.type !== "CallExpression") return false;
  const { callee } = call;
  if (callee.type !== "MemberExpression") return false;
  return (
    logMethods.has(lastName(callee) ?? "") && /^(console|.*log(ger)?)$/i.test(lastName(callee.object) ?? "")
  );
}

function isCallOf(node: Node, names: readonly string[]): boolean {
  return node.type === "CallExpression" && names.includes(lastName(node.callee) ?? "");
}

function isDead(node: Node, parent: Node): boolean {
  if (parent.type === "BlockStatement" || parent.type === "Program" || parent.type === "SwitchCase") {
    const body: readonly Node[] = parent.type === "SwitchCase" ? parent.consequent : parent.body;
    const at = body.indexOf(node);
    if (body.slice(0, Math.max(0, at)).some(leaves) && node.type !== "FunctionDeclaration") return true;
  }
  if (node.type === "SwitchCase") return node.consequent.some(assignsNever);
  if (parent.type === "IfStatement" || parent.type === "ConditionalExpression") {
    const test = bare(parent.test);
    if (test.type !== "Literal") return false;
    return node === (test.value ? parent.alternate : parent.consequent);
  }
  return false;
}

function leaves(node: Node): boolean {
  return (
    node.type === "ReturnStatement" ||
    node.type === "ThrowStatement" ||
    node.type === "BreakStatement" ||
    node.type === "ContinueStatement"
  );
}

/** `const unknown: never = value`, or `value satisfies never`: the compiler shows that the case never comes. */
function assignsNever(node: Node): boolean {
  if (node.type === "BlockStatement") return node.body.some(assignsNever);
  if (node.type === "ReturnStatement") return node.argument !== null && isNever(node.argument);
  if (node.type === "ExpressionStatement") return isNever(node.expression);
  if (node.type !== "VariableDeclaration") return false;
  return node.declarations.some(({ id, init }) => {
    const type = "typeAnnotation" in id ? id.typeAnnotation?.typeAnnotation.type : undefined;
    return type === "TSNeverKeyword" || (init !== null && isNever(init));
  });
}

function isNever(node: Node): boolean {
  return node.type === "TSSatisfiesExpression" && node.typeAnnotation.type === "TSNeverKeyword";
}
