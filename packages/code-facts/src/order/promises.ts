import { bare, type FunctionNode, isFunction, memberName, type Node, type Oxc } from "../ast.ts";
import { entityKey, isSameEntity } from "../names/entity.ts";
import type { ModuleTree } from "../names/tree.ts";
import { isStable, type Variable } from "../names/variable.ts";
import type { Analysis } from "./analysis.ts";
import type { Frame } from "./frame.ts";
import { functionOf, type Invocation, invocationOf } from "./invocation.ts";
import { both, either, type Judgement } from "./judgement.ts";
import { stillSpeaks } from "./kept.ts";
import type { Leaving } from "./passes.ts";
import { provides } from "./provides.ts";
import { isGuardCall, type Want } from "./want.ts";

/** Whether the fulfilment of what an expression gives (a promise, or a value that is there already) implies the guard. */
export function fulfilImplies(analysis: Analysis, frame: Frame, expression: Node, want: Want): Judgement {
  const node = bare(expression);
  if (isSkippable(node)) return "no";
  switch (node.type) {
    case "CallExpression":
      return callFulfils(analysis, frame, node, want);
    case "Identifier":
      return bindingFulfils(analysis, frame, node, want);
    case "ConditionalExpression":
      return both(fulfilImplies(analysis, frame, node.consequent, want), () =>
        fulfilImplies(analysis, frame, node.alternate, want),
      );
    default:
      return "no";
  }
}

/** A `?.` in the chain that ends with the call can skip it. */
export function isSkippable(node: Node): boolean {
  for (let at: Node = node; ; ) {
    const parent: Node | null | undefined = at.parent;
    if (parent?.type === "ChainExpression") return true;
    const isPart =
      (parent?.type === "MemberExpression" && parent.object === at) ||
      (parent?.type === "CallExpression" && parent.callee === at) ||
      parent?.type === "TSNonNullExpression";
    if (!isPart) return false;
    at = parent;
  }
}

function callFulfils(analysis: Analysis, frame: Frame, node: Oxc.CallExpression, want: Want): Judgement {
  const { names, rules } = analysis;
  const call = invocationOf(names, frame.tree, node);
  if (call === undefined) return "no";
  if (isSameEntity(call.callee, rules.guard)) {
    return rules.answer === "normally" ? isGuardCall(names, rules, frame, call, want) : "no";
  }
  const target = functionOf(call.callee);
  if (target !== undefined) {
    return target.node.generator
      ? "no"
      : provides(analysis, frame, target.tree, target.node, call.args, want, "fulfils");
  }
  return either(chainFulfils(analysis, frame, node, want), () =>
    callbackProvides(analysis, frame, call, want, "fulfils"),
  );
}

/** `p.then(f)`, `p.finally(f)`, `Promise.all([…])`, `Promise.resolve(p)`. A `catch` in between hides a refusal. */
function chainFulfils(analysis: Analysis, frame: Frame, node: Oxc.CallExpression, want: Want): Judgement {
  const callee = bare(node.callee);
  if (callee.type !== "MemberExpression") return "no";
  const first = node.arguments[0];
  if (callee.object.type === "Identifier" && callee.object.name === "Promise") {
    return first === undefined ? "no" : ofPromiseStatic(analysis, frame, memberName(callee), first, want);
  }
  switch (memberName(callee)) {
    case "then": {
      if (node.arguments.length > 1) return "no";
      const received = fulfilImplies(analysis, frame, callee.object, want);
      if (first === undefined) return received;
      return either(received, () => functionProvides(analysis, frame, first, want, "fulfils"));
    }
    case "finally":
      return fulfilImplies(analysis, frame, callee.object, want);
    default:
      return "no";
  }
}

function ofPromiseStatic(
  analysis: Analysis,
  frame: Frame,
  name: string | undefined,
  argument: Node,
  want: Want,
): Judgement {
  if (name === "resolve") return fulfilImplies(analysis, frame, argument, want);
  const list = bare(argument);
  if (name !== "all" || list.type !== "ArrayExpression") return "no";
  let judgement: Judgement = "no";
  for (const element of list.elements) {
    if (element === null || element.type === "SpreadElement") continue;
    judgement = either(judgement, () => fulfilImplies(analysis, frame, element, want));
  }
  return judgement;
}

/** `const checked = guard(c); …; await checked`. */
function bindingFulfils(analysis: Analysis, frame: Frame, node: Node, want: Want): Judgement {
  const value = initialiserOf(analysis, frame.tree, node);
  if (value === undefined) return "no";
  return both(fulfilImplies(analysis, frame, value, want), () =>
    stillSpeaks(analysis, frame, value, node, want),
  );
}

/** What a binding was declared with, when it keeps that. */
export function initialiserOf(analysis: Analysis, tree: ModuleTree, node: Node): Node | undefined {
  const { base, path } = analysis.names.ofExpression(tree, node);
  if (base.kind !== "variable" || path.length > 0 || base.tree !== tree || !isStable(base.variable))
    return undefined;
  return valueOfConstant(base.variable);
}

/** As {@link initialiserOf}, for a variable that is known. */
export function valueOfConstant(variable: Variable): Node | undefined {
  if (!isStable(variable)) return undefined;
  const declarator = variable.definitions[0]?.node;
  if (declarator?.type !== "VariableDeclarator" || declarator.id.type !== "Identifier") return undefined;
  return declarator.init ?? undefined;
}

/** A declared combinator runs its callback before it is over. */
export function callbackProvides(
  analysis: Analysis,
  frame: Frame,
  call: Invocation,
  want: Want,
  leaving: Leaving,
): Judgement {
  let judgement: Judgement = "no";
  for (const argument of combinatorCallbacks(analysis, call)) {
    judgement = either(judgement, () => functionProvides(analysis, frame, argument, want, leaving));
  }
  return judgement;
}

/** The arguments that a call runs, as it is declared. */
export function combinatorCallbacks(analysis: Analysis, call: Invocation): readonly Node[] {
  return (analysis.rules.query.combinators ?? []).flatMap(({ callee, callback }) => {
    const matches =
      "method" in callee
        ? call.callee.path.at(-1) === callee.method || calledMethod(call.node) === callee.method
        : entityKey(analysis.names.ofSymbol(callee)) === entityKey(call.callee);
    return matches ? (call.args?.[callback] ?? []) : [];
  });
}

function calledMethod(node: Node): string | undefined {
  if (node.type !== "CallExpression") return undefined;
  const callee = bare(node.callee);
  return callee.type === "MemberExpression" ? memberName(callee) : undefined;
}

function functionProvides(
  analysis: Analysis,
  frame: Frame,
  argument: Node,
  want: Want,
  leaving: Leaving,
): Judgement {
  const target = functionAt(analysis, frame, argument);
  if (target === undefined || target.node.generator) return "no";
  if (leaving === "returns" && target.node.async) return "no";
  return provides(analysis, frame, target.tree, target.node, undefined, want, leaving);
}

function functionAt(
  analysis: Analysis,
  frame: Frame,
  argument: Node,
): { tree: ModuleTree; node: FunctionNode } | undefined {
  const node = bare(argument);
  if (isFunction(node)) return { tree: frame.tree, node };
  return functionOf(analysis.names.ofExpression(frame.tree, node));
}
