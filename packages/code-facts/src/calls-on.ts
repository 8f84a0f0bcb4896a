import type { RepoPath } from "@phasegate/workspace";
import { bare, isFunction, memberName, type Node, type Oxc, walk } from "./ast.ts";
import type { Location } from "./location.ts";
import { entityKey } from "./names/entity.ts";
import type { Names } from "./names/names.ts";
import { locationOf, type ModuleTree } from "./names/tree.ts";
import { effectsOf } from "./order/effects.ts";
import { type StaticValue, ValueReader } from "./static-value.ts";
import type { SymbolRef } from "./symbol.ts";
import { outermost } from "./uses/outermost.ts";

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

/** Every call of some methods on whatever a constructor makes in the candidates; each call gives the same thing again. */
export function callsOn(
  names: Names,
  maker: SymbolRef,
  methods: readonly string[],
  candidates: readonly RepoPath[],
): CallsOnAnswer {
  const escapes: Place[] = [];
  const calls = new Map<Node, Call>();
  for (const method of methods) {
    const effects = effectsOf(names, { constructor: maker, method }, candidates);
    escapes.push(...effects.escapes);
    for (const { tree, node } of effects.calls) {
      if (node.type === "CallExpression") calls.set(node, { tree, node, method });
    }
  }
  for (const path of candidates) escapes.push(...exported(names, maker, path));
  // A map is walked on into what is added meanwhile.
  for (const call of calls.values()) chained(call, new Set(methods), calls, escapes);
  return {
    calls: [...calls.values()]
      .map(({ tree, node, method }) => callOn(names, tree, node, method))
      // Of `app.use(…).get(…)` the inner call ends first.
      .sort((a, b) => compare(a.module, b.module) || a.location.end.offset - b.location.end.offset),
    escapes: [...new Map(escapes.map((one) => [one.node, locationOf(one.tree, one.node)])).values()],
  };
}

/** Constants that hold what the constructor makes, and that other modules can import. */
function exported(names: Names, maker: SymbolRef, path: RepoPath): readonly Place[] {
  const record = names.graph.record(path);
  const tree = names.graph.tree(path);
  if (record?.kind !== "module" || tree?.kind !== "tree") return [];
  const wanted = entityKey(names.ofSymbol(maker));
  return record.exports.flatMap(({ local, typeOnly }) => {
    const variable = local === undefined || typeOnly ? undefined : tree.scopes.topLevel.get(local);
    const node = variable?.definitions[0]?.node;
    if (node?.type !== "VariableDeclarator" || node.init === null) return [];
    const made = firstOf(node.init);
    const isMade =
      made.type === "NewExpression" && entityKey(names.ofExpression(tree, made.callee)) === wanted;
    return isMade ? [{ tree, node }] : [];
  });
}

/** What the first method of a chain is called on. */
function firstOf(expression: Node): Node {
  let node = bare(expression);
  while (node.type === "CallExpression" || node.type === "MemberExpression")
    node = bare(node.type === "CallExpression" ? node.callee : node.object);
  return node;
}

interface Place {
  readonly tree: ModuleTree;
  readonly node: Node;
}

interface Call extends Place {
  readonly node: Oxc.CallExpression;
  readonly method: string;
}

function callOn(names: Names, tree: ModuleTree, node: Oxc.CallExpression, method: string): CallOn {
  const isSpread = node.arguments.some((one) => one.type === "SpreadElement");
  return {
    module: tree.path,
    method,
    location: locationOf(tree, node),
    args: isSpread ? undefined : node.arguments.map((one) => new ValueReader(names).read(tree, one, 0)),
    always: isAlways(tree, node),
  };
}

/** What is called on the result of a call, which is the thing itself: in a chain, or by the name that the result is given. */
function chained(
  { tree, node }: Place,
  methods: ReadonlySet<string>,
  calls: Map<Node, Call>,
  escapes: Place[],
): void {
  const outer = outermost(node);
  const { parent } = outer;
  if (parent?.type === "ExpressionStatement" || parent?.type === "AwaitExpression") return;
  if (parent?.type === "UnaryExpression" && parent.operator === "void") return;
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    const variable = tree.scopes.declared.get(parent.id);
    for (const { node: name, init, typeOnly } of variable?.references ?? []) {
      if (!init && !typeOnly) readOn(tree, name, methods, calls, escapes);
    }
  } else readOn(tree, node, methods, calls, escapes);
}

function readOn(
  tree: ModuleTree,
  thing: Node,
  methods: ReadonlySet<string>,
  calls: Map<Node, Call>,
  escapes: Place[],
): void {
  const member = outermost(thing).parent;
  if (member?.type !== "MemberExpression" || member.object !== outermost(thing)) {
    escapes.push({ tree, node: thing });
    return;
  }
  const method = memberName(member);
  const call = outermost(member).parent;
  const isCalled = call?.type === "CallExpression" && call.callee === outermost(member);
  if (method === undefined || (methods.has(method) && !isCalled)) escapes.push({ tree, node: member });
  else if (methods.has(method) && isCalled) calls.set(call, { tree, node: call, method });
  // Any other method may give the thing again, which only a chain shows.
  else if (isCalled && outermost(call).parent?.type !== "MemberExpression") return;
  else if (isCalled) chained({ tree, node: call }, methods, calls, escapes);
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
        if (!["BlockStatement", "Program", "TryStatement"].includes(holder.type)) return false;
        continue;
      }
      case "TryStatement":
        if (node === parent.handler || (parent.handler !== null && !rethrows(parent.handler))) return false;
        continue;
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

/** What fails fails on: whoever goes on has been through the whole block. */
function rethrows({ body }: Oxc.CatchClause): boolean {
  return body.body.at(-1)?.type === "ThrowStatement" && !body.body.some(mayEnd);
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
