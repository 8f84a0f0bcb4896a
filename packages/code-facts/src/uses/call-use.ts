import { bare, type CallNode, memberName, type Node, type Oxc } from "../ast.ts";
import { outermost } from "./outermost.ts";
import type { Use } from "./use.ts";

/** @param callee the node that denotes the thing, inside the call's callee */
export function callUse(call: CallNode, callee: Node): Use {
  return {
    kind: "call",
    node: call,
    call: call.type === "NewExpression" ? "new" : "call",
    optional: call.type === "CallExpression" && isOptional(call, callee),
    args: argumentsOf(call.arguments),
  };
}

/** True when `?.` stands in the chain at or before the call. */
function isOptional(call: Oxc.CallExpression, callee: Node): boolean {
  if (call.optional) return true;
  let node: Node = bare(callee);
  for (;;) {
    if (node.type === "MemberExpression") {
      if (node.optional) return true;
      node = bare(node.object);
    } else if (node.type === "CallExpression") {
      if (node.optional) return true;
      node = bare(node.callee);
    } else return false;
  }
}

function argumentsOf(args: readonly Oxc.Argument[]): readonly Node[] | undefined {
  return args.some((one) => one.type === "SpreadElement") ? undefined : args;
}

/** `f.call(self, a)`, `f.apply(self, [a])` and `f.bind(self)(a)`. */
export function memberUse(member: Oxc.MemberExpression): Use | undefined {
  const name = memberName(member);
  const outer = outermost(member);
  const call = outer.parent;
  if (call?.type !== "CallExpression" || call.callee !== outer) return undefined;
  const optional = isOptional(call, member);
  const base = { kind: "call", node: call, call: "method", optional } as const;
  if (name === "call") return { ...base, args: argumentsOf(call.arguments.slice(1)) };
  if (name === "apply") return { ...base, args: listArguments(call.arguments[1]) };
  return name === "bind" && call.arguments.length <= 1 ? boundUse(call) : undefined;
}

function boundUse(bind: Oxc.CallExpression): Use | undefined {
  const outer = outermost(bind);
  if (outer.parent?.type === "CallExpression" && outer.parent.callee === outer)
    return callUse(outer.parent, bind);
  return outer.parent?.type === "VariableDeclarator" ? { kind: "harmless", node: bind } : undefined;
}

/** `Reflect.apply(f, self, [a])`, `Reflect.construct(C, [a])`. */
export function reflectUse(call: CallNode, argument: Node): Use | undefined {
  const callee = bare(call.callee);
  if (call.type !== "CallExpression" || call.arguments[0] !== argument) return undefined;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return undefined;
  if (callee.object.name !== "Reflect") return undefined;
  const name = memberName(callee);
  if (name !== "apply" && name !== "construct") return undefined;
  const list = call.arguments[name === "apply" ? 2 : 1];
  return { kind: "call", node: call, call: "reflect", optional: call.optional, args: listArguments(list) };
}

function listArguments(list: Node | undefined): readonly Node[] | undefined {
  if (list === undefined) return [];
  const array = bare(list);
  if (array.type !== "ArrayExpression") return undefined;
  const items: Node[] = [];
  for (const element of array.elements) {
    if (element === null || element.type === "SpreadElement") return undefined;
    items.push(element);
  }
  return items;
}
