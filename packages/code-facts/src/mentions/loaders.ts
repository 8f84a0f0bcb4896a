import { bare, memberName, type Node, type Oxc } from "../ast.ts";
import type { Scopes } from "../names/scopes.ts";
import { type Definition, isStable, type Reference } from "../names/variable.ts";

/** Where a loader starts from: the module itself, or somewhere else, so that only names of packages mean something. */
export type Loader = "own" | "elsewhere";

const steps = 8;

/** An escape may hide any letter of a name, or stand between two of them. */
const hidden = /\\(?:u(?:\{0*[4-7][0-9a-fA-F]\}|00[4-7][0-9a-fA-F])|x[4-7][0-9a-fA-F]|[\n\r\u2028\u2029])/;
/** A word that no sentence goes on after, so that most comments are passed over. */
const named = /\brequire\b(?![ \t]+(?!as\b|satisfies\b)[a-zA-Z])|\bcreateRequire\b|\bgetBuiltinModule\b/;

/** Whether a module may hold a loader; too often true, never too seldom. */
export function mayLoad(text: string): boolean {
  return named.test(text) || hidesLetters(text);
}

/** Whether names may be spelt with escapes. */
export function hidesLetters(text: string): boolean {
  return hidden.test(text);
}

/** `process.getBuiltinModule`, which needs no import. */
export function isBuiltinLoader(callee: Node): boolean {
  const name = callee.type === "MemberExpression" ? memberName(callee) : undefined;
  return name === "getBuiltinModule" || (callee.type === "Identifier" && callee.name === "getBuiltinModule");
}

/** Whether an expression is `require`, or a function made by `createRequire`, under whatever name. */
export function loaderOf(node: Node, scopes: Scopes, left = steps): Loader | undefined {
  if (left === 0) return undefined;
  const expression = bare(node);
  if (expression.type === "MemberExpression") {
    return memberName(expression) === "require" ? holderOf(bare(expression.object), scopes) : undefined;
  }
  if (expression.type === "CallExpression") return madeBy(expression, scopes);
  if (expression.type !== "Identifier") return undefined;
  if (isGlobal(expression, scopes)) return expression.name === "require" ? "own" : undefined;
  const variable = scopes.references.get(expression)?.variable;
  const declarator = variable?.definitions[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.init === null) return undefined;
  if (declarator.id.type !== "Identifier" || variable === undefined || !isStable(variable)) return undefined;
  return loaderOf(declarator.init, scopes, left - 1);
}

/** Whose `require` an object's is: `module`, the global object, or the main module, by whatever way. */
function holderOf(object: Node, scopes: Scopes): Loader | undefined {
  if (object.type === "Identifier")
    return holders.has(object.name) && isGlobal(object, scopes) ? "own" : undefined;
  const name = object.type === "MemberExpression" ? memberName(object) : undefined;
  return name === "main" || name === "mainModule" ? "elsewhere" : undefined;
}

const holders: ReadonlySet<string> = new Set(["module", "globalThis", "global"]);

/** A loader that is used otherwise than by calling it or asking it where something lies. */
export function isHandedOn({ node, typeOnly, read }: Reference, scopes: Scopes): boolean {
  if (typeOnly || !read || node.type !== "Identifier" || loaderOf(node, scopes) === undefined) return false;
  const whole = wrapped(node);
  const { parent } = whole;
  switch (parent?.type) {
    case "CallExpression":
      return parent.callee !== whole;
    case "MemberExpression":
      return parent.object === whole && handing.has(memberName(parent));
    case "UnaryExpression":
    case "IfStatement":
    case "ExpressionStatement":
      return false;
    case "BinaryExpression":
      return false;
    case "VariableDeclarator":
      return parent.id.type !== "Identifier" || loaderOf(parent.id, scopes) === "elsewhere";
    default:
      return true;
  }
}

/** Members by which a function is called with what is not seen here; the last one is not known. */
const handing: ReadonlySet<string | undefined> = new Set(["call", "apply", "bind", undefined]);

/** With the type assertions around it. */
function wrapped(node: Node): Node {
  const { parent } = node;
  return parent !== null &&
    parent !== undefined &&
    bare(parent) === node &&
    parent.type !== "SequenceExpression"
    ? wrapped(parent)
    : node;
}

/** A name that nothing here gives a value: `declare const require: NodeRequire` only says that there is one. */
function isGlobal(node: Node, scopes: Scopes): boolean {
  const variable = scopes.references.get(node)?.variable;
  return variable === undefined || variable.definitions.every(isOnlyDeclared);
}

function isOnlyDeclared({ kind, node }: Definition): boolean {
  if (kind === "type" || node.type === "TSDeclareFunction") return true;
  const { parent } = node;
  return parent?.type === "VariableDeclaration" && parent.declare === true;
}

function madeBy({ callee, arguments: [start] }: Oxc.CallExpression, scopes: Scopes): Loader | undefined {
  if (!isCreateRequire(bare(callee), scopes)) return undefined;
  return start !== undefined && isOwnPlace(bare(start)) ? "own" : "elsewhere";
}

function isCreateRequire(callee: Node, scopes: Scopes): boolean {
  if (callee.type === "MemberExpression") return memberName(callee) === "createRequire";
  if (callee.type !== "Identifier") return false;
  const definition = scopes.references.get(callee)?.variable?.definitions[0]?.node;
  if (definition?.type === "ImportSpecifier") {
    const { imported } = definition;
    return (imported.type === "Literal" ? imported.value : imported.name) === "createRequire";
  }
  return callee.name === "createRequire";
}

/** `import.meta.url`, `import.meta.filename`, `__filename`. */
export function isOwnPlace(node: Node): boolean {
  if (node.type === "Identifier") return node.name === "__filename";
  if (node.type !== "MemberExpression" || node.object.type !== "MetaProperty") return false;
  return ["url", "filename"].includes(memberName(node) ?? "");
}
