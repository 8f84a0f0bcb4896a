import { bare, memberName, type Node } from "../ast.ts";
import { isWriteInto } from "./is-changed.ts";
import type { ModuleTree } from "./tree.ts";
import { isStable, type Reference } from "./variable.ts";

/**
 * What the top-level names of a module can be, as far as their declarations show; `default` stands for an anonymous
 * default export. Every name that is in neither list is a thing of its own that holds nothing else. Follows from the
 * bytes alone and survives JSON, so that asking needs no tree.
 */
export interface ModuleShape {
  /** Names that may stand for a thing that was made elsewhere (`const a = b`). */
  readonly aliases: readonly string[];
  /** Names of object literals, whose members may be things that were made elsewhere. */
  readonly containers: readonly string[];
  /** Whether something that may have been made elsewhere, or may hold such a thing, is written into. */
  readonly writes: boolean;
}

export function readShape(tree: ModuleTree): ModuleShape {
  return { ...readNames(tree), writes: [...tree.scopes.references.values()].some(writesElsewhere) };
}

/** What writes into a part of something writes into that. */
function writesElsewhere({ node, init, typeOnly, variable }: Reference): boolean {
  if (typeOnly || init || variable === undefined || !isWriteInto(node)) return false;
  // What is given other values denotes nothing but itself, as does a parameter.
  if (!isStable(variable)) return false;
  return variable.definitions.some((one) => one.kind !== "parameter" && mayStandForOther(one.node));
}

function mayStandForOther(node: Node): boolean {
  if (isContainer(node)) return true;
  if (isOwn(node)) return false;
  if (node.type !== "VariableDeclarator") return true;
  if (node.init === null) return false;
  let root = bare(node.init);
  while (root.type === "MemberExpression") root = bare(root.object);
  return ["Identifier", "JSXIdentifier", "AwaitExpression", "CallExpression"].includes(root.type);
}

function readNames(tree: ModuleTree): Omit<ModuleShape, "writes"> {
  const variables = [...tree.scopes.topLevel.values()];
  const aliases = variables
    .filter((variable) => !variable.definitions.every((one) => isOwn(one.node)))
    .map((variable) => variable.name);
  const containers = variables
    .filter((variable) => variable.definitions.some((one) => isContainer(one.node)))
    .map((variable) => variable.name);
  const exported = tree.program.body.find((one) => one.type === "ExportDefaultDeclaration")?.declaration;
  if (exported === undefined) return { aliases, containers };
  if (!isOwnDefault(tree, exported, aliases)) return { aliases: [...aliases, "default"], containers };
  const node = bare(exported);
  const holds =
    node.type === "ObjectExpression" || (node.type === "Identifier" && containers.includes(node.name));
  return { aliases, containers: holds ? [...containers, "default"] : containers };
}

function isContainer(node: Node): boolean {
  return (
    node.type === "VariableDeclarator" && node.init !== null && bare(node.init).type === "ObjectExpression"
  );
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
