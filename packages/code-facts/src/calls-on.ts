import type { RepoPath } from "@phasegate/workspace";
import { isFunction, type Node, walk } from "./ast.ts";
import type { Location } from "./location.ts";
import type { Names } from "./names/names.ts";
import { locationOf, type ModuleTree } from "./names/tree.ts";
import { effectsOf } from "./order/effects.ts";
import { type StaticValue, ValueReader } from "./static-value.ts";
import type { SymbolRef } from "./symbol.ts";

/** One call of a method on what a constructor makes. */
export interface CallOn {
  readonly module: RepoPath;
  readonly method: string;
  readonly location: Location;
  /** `undefined` when a spread leaves open which argument is which. */
  readonly args: readonly StaticValue[] | undefined;
  /** It happens whenever the function around it, or the module, runs to its end: no branch, loop, callback or early end. */
  readonly always: boolean;
}

export interface CallsOnAnswer {
  /** In the order of the text, module by module. */
  readonly calls: readonly CallOn[];
  /** Where what was made, or one of the methods, gets away, so that others can call it unseen. */
  readonly escapes: readonly Location[];
}

/** Every call of some methods on whatever a constructor makes in the candidates. */
export function callsOn(
  names: Names,
  constructor: SymbolRef,
  methods: readonly string[],
  candidates: readonly RepoPath[],
): CallsOnAnswer {
  const calls: CallOn[] = [];
  const escapes = new Map<string, Location>();
  for (const method of methods) {
    const effects = effectsOf(names, { constructor, method }, candidates);
    for (const { tree, node } of effects.escapes) {
      const at = locationOf(tree, node);
      escapes.set(`${at.path}:${at.start.offset}`, at);
    }
    for (const { tree, node, args } of effects.calls) {
      calls.push({
        module: tree.path,
        method,
        location: locationOf(tree, node),
        args: args?.map((one) => new ValueReader(names).read(tree, one, 0)),
        always: isAlways(tree, node),
      });
    }
  }
  // Of `app.use(…).get(…)` the inner call ends first.
  calls.sort((a, b) => compare(a.module, b.module) || a.location.end.offset - b.location.end.offset);
  return { calls, escapes: [...escapes.values()] };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isAlways({ program }: ModuleTree, call: Node): boolean {
  let node = call;
  for (
    let parent = node.parent;
    parent !== null && parent !== undefined;
    node = parent, parent = node.parent
  ) {
    switch (parent.type) {
      case "Program":
        return true;
      case "BlockStatement": {
        const body: readonly Node[] = parent.body;
        if (body.slice(0, body.indexOf(node)).some(mayEnd)) return false;
        const holder = parent.parent;
        if (holder === null || holder === undefined) return false;
        if (isFunction(holder)) return holder.parent === program || isTopLevel(holder);
        if (holder.type !== "BlockStatement" && holder.type !== "Program") return false;
        continue;
      }
      case "ArrowFunctionExpression":
        return parent.body === node && isTopLevel(parent);
      case "CallExpression":
        if (parent.callee !== node) return false;
        continue;
      case "MemberExpression":
      case "ExpressionStatement":
      case "AwaitExpression":
      case "ParenthesizedExpression":
      case "ReturnStatement":
      case "VariableDeclarator":
      case "VariableDeclaration":
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
      case "UnaryExpression":
        continue;
      default:
        return false;
    }
  }
  return false;
}

/** A function that the module declares for itself, rather than one that it hands to others. */
function isTopLevel(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === "VariableDeclarator") return true;
  return (
    parent?.type === "Program" ||
    parent?.type === "ExportNamedDeclaration" ||
    parent?.type === "ExportDefaultDeclaration" ||
    parent?.type === "MethodDefinition" ||
    (node.type === "FunctionDeclaration" && parent?.type === "BlockStatement")
  );
}

/** A statement that can end the function around it without a failure, before what follows. */
function mayEnd(statement: Node): boolean {
  let ends = false;
  walk(statement, (node) => {
    if (isFunction(node)) return false;
    if (node.type === "ReturnStatement") ends = true;
    return !ends;
  });
  return ends;
}
