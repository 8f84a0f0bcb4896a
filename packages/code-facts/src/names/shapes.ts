import { bare, memberName, type Node } from "../ast.ts";
import type { ModuleTree } from "./tree.ts";

/**
 * Which top-level names of a module may stand for a thing that was made elsewhere (`const a = b`), by local name;
 * `default` for an anonymous default export. Every other name is a thing of its own. Follows from the bytes alone and
 * survives JSON, so that asking whether a name could be an alias needs no tree.
 */
export type ModuleShape = readonly string[];

export function readShape(tree: ModuleTree): ModuleShape {
  const aliases = [...tree.scopes.topLevel.values()]
    .filter((variable) => !variable.definitions.every((one) => isOwn(one.node)))
    .map((variable) => variable.name);
  const exported = tree.program.body.find((one) => one.type === "ExportDefaultDeclaration")?.declaration;
  return exported === undefined || isOwnDefault(tree, exported, aliases) ? aliases : [...aliases, "default"];
}

function isOwnDefault(tree: ModuleTree, exported: Node, aliases: readonly string[]): boolean {
  const node = bare(exported);
  if (node.type !== "Identifier") return isOwn(exported) || makesValue(node);
  return tree.scopes.topLevel.has(node.name) && !aliases.includes(node.name);
}

/** The declaration makes a new thing; whatever it is, it is nothing that was imported. */
function isOwn(node: Node): boolean {
  switch (node.type) {
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return true;
    case "VariableDeclarator":
      return node.id.type === "Identifier" && node.init !== null && makesValue(bare(node.init));
    default:
      return false;
  }
}

function makesValue(node: Node): boolean {
  switch (node.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "ClassExpression":
    case "ObjectExpression":
    case "ArrayExpression":
    case "Literal":
    case "TemplateLiteral":
    case "NewExpression":
    case "BinaryExpression":
    case "UnaryExpression":
      return true;
    // `Object.freeze(x)` and `x.bind(y)` are x, `require` gives a module; what other calls give is not followed.
    case "CallExpression":
      return node.callee.type === "Identifier" ? node.callee.name !== "require" : !isSame(node.callee);
    default:
      return false;
  }
}

function isSame(callee: Node): boolean {
  const member = bare(callee);
  if (member.type !== "MemberExpression") return false;
  const isObject = member.object.type === "Identifier" && member.object.name === "Object";
  return isObject || memberName(member) === "bind" || member.computed;
}
