import { bare, isClass, isFunction, memberName, type Node, type Oxc, stringOf } from "../ast.ts";
import { type Entity, plain } from "./entity.ts";
import { isFreeze } from "./member.ts";
import type { Names } from "./names.ts";
import type { ModuleTree } from "./tree.ts";

/** What an expression denotes, as far as that is certain without running it. */
export function entityOfExpression(names: Names, tree: ModuleTree, expression: Node): Entity {
  const members: string[] = [];
  let node = bare(expression);
  while (node.type === "MemberExpression") {
    const name = memberName(node);
    if (name === undefined) return plain({ kind: "value", tree, node: bare(expression) });
    members.push(name);
    node = bare(node.object);
  }
  return members.reduceRight((entity, name) => names.member(entity, name), rootEntity(names, tree, node));
}

function rootEntity(names: Names, tree: ModuleTree, node: Node): Entity {
  const value = plain({ kind: "value", tree, node });
  if (isFunction(node) || isClass(node)) return plain({ kind: "code", tree, node });
  switch (node.type) {
    case "Identifier":
    case "JSXIdentifier":
      return identifierEntity(names, tree, node) ?? value;
    case "ThisExpression":
      return plain({ kind: "value", tree, node: thisOwner(node) });
    case "AwaitExpression":
      return dynamicImport(names, tree, bare(node.argument)) ?? value;
    case "CallExpression":
      return (
        required(names, tree, node) ??
        bound(names, tree, node) ??
        (isFreeze(node) && node.arguments[0] !== undefined
          ? names.ofExpression(tree, node.arguments[0])
          : value)
      );
    default:
      return value;
  }
}

function identifierEntity(
  names: Names,
  tree: ModuleTree,
  node: Extract<Node, { type: "Identifier" | "JSXIdentifier" }>,
): Entity | undefined {
  const variable = tree.scopes.references.get(node)?.variable;
  if (variable !== undefined) return names.ofVariable(tree, variable);
  return tree.scopes.references.has(node) ? plain({ kind: "global", name: node.name }) : undefined;
}

function dynamicImport(names: Names, tree: ModuleTree, node: Node): Entity | undefined {
  if (node.type !== "ImportExpression") return undefined;
  const specifier = stringOf(node.source);
  return specifier === undefined ? undefined : names.ofImport(tree, specifier, "*");
}

/** `require("x")` of the global `require`; what a CommonJS module exports is not followed further. */
function required(names: Names, tree: ModuleTree, node: Oxc.CallExpression): Entity | undefined {
  if (node.callee.type !== "Identifier" || node.callee.name !== "require") return undefined;
  if (tree.scopes.references.get(node.callee)?.variable !== undefined) return undefined;
  const specifier = stringOf(node.arguments[0]);
  return specifier === undefined ? undefined : names.ofImport(tree, specifier, "*");
}

/** `f.bind(self)` is `f` with its `this` fixed. */
function bound(names: Names, tree: ModuleTree, node: Oxc.CallExpression): Entity | undefined {
  const callee = bare(node.callee);
  if (callee.type !== "MemberExpression" || memberName(callee) !== "bind") return undefined;
  if (node.arguments.length > 1 || node.arguments[0]?.type === "SpreadElement") return undefined;
  const entity = names.ofExpression(tree, callee.object);
  return entity.base.kind === "value" ? undefined : entity;
}

/**
 * Stands for the value of `this`: the class for code of its instances and its static code, else the function that binds it.
 */
function thisOwner(node: Node): Node {
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (isClass(at) || at.type === "Program") return at;
    if (isFunction(at) && at.type !== "ArrowFunctionExpression") {
      const holder = at.parent;
      if (holder?.type !== "MethodDefinition") return at;
    }
  }
  return node;
}
