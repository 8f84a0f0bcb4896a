import { bare, type FunctionNode, isFunction, keyOf, memberName, type Node, type Oxc } from "../ast.ts";
import { type Entity, plain } from "../names/entity.ts";
import type { Names } from "../names/names.ts";
import type { ModuleTree } from "../names/tree.ts";

/** A call reduced to what is called and with what, `.call`, `.apply` and `Reflect.apply` included. */
export interface Invocation {
  readonly node: Node;
  readonly callee: Entity;
  /** `undefined` when a spread hides which argument is which. */
  readonly args: readonly Node[] | undefined;
}

export function invocationOf(names: Names, tree: ModuleTree, node: Node): Invocation | undefined {
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return undefined;
  const callee = bare(node.callee);
  const args = listOf(node.arguments);
  if (node.type === "CallExpression" && callee.type === "MemberExpression") {
    const name = memberName(callee);
    const method = methodOfThis(tree, callee, name);
    if (method !== undefined) return { node, callee: plain({ kind: "code", tree, node: method }), args };
    if (name === "call" || name === "apply") {
      const entity = names.ofExpression(tree, callee.object);
      const rest = name === "call" ? args?.slice(1) : spreadOf(node.arguments[1]);
      return { node, callee: entity, args: rest };
    }
    if (isReflectApply(callee, name) && node.arguments[0] !== undefined) {
      return {
        node,
        callee: names.ofExpression(tree, node.arguments[0]),
        args: spreadOf(node.arguments[2]),
      };
    }
  }
  return { node, callee: names.ofExpression(tree, callee), args };
}

/** The function behind an entity, when it is one function for good. */
export function functionOf({ base, path }: Entity): { tree: ModuleTree; node: FunctionNode } | undefined {
  if (base.kind !== "code" || path.length > 0 || !isFunction(base.node)) return undefined;
  return { tree: base.tree, node: base.node };
}

function listOf(args: readonly Oxc.Argument[]): readonly Node[] | undefined {
  const spread = args.findIndex((one) => one.type === "SpreadElement");
  return spread < 0 ? args : undefined;
}

function spreadOf(list: Node | undefined): readonly Node[] | undefined {
  if (list === undefined) return [];
  const array = bare(list);
  if (array.type !== "ArrayExpression") return undefined;
  const items = array.elements.filter((one) => one !== null);
  return items.length === array.elements.length && items.every((one) => one.type !== "SpreadElement")
    ? items
    : undefined;
}

function isReflectApply(callee: Oxc.MemberExpression, name: string | undefined): boolean {
  return name === "apply" && callee.object.type === "Identifier" && callee.object.name === "Reflect";
}

/** `this.authorize()` inside a class that declares `authorize` once, as a method. */
function methodOfThis(
  tree: ModuleTree,
  callee: Oxc.MemberExpression,
  name: string | undefined,
): FunctionNode | undefined {
  if (callee.object.type !== "ThisExpression" || name === undefined || tree.path === "") return undefined;
  const body = classAround(callee);
  const found = body?.body.filter((one) => "key" in one && keyOf(one) === name) ?? [];
  const method = found[0];
  if (found.length !== 1 || method?.type !== "MethodDefinition" || method.kind !== "method") return undefined;
  return method.value;
}

function classAround(node: Node): Oxc.ClassBody | undefined {
  for (let at = node.parent; at !== null && at !== undefined; at = at.parent) {
    if (at.type === "ClassBody") return at;
    const isOther = at.type === "FunctionExpression" && at.parent?.type !== "MethodDefinition";
    if (isOther || at.type === "FunctionDeclaration") return undefined;
  }
  return undefined;
}
