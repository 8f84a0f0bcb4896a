import { bare, memberName, type Node, type Oxc } from "../ast.ts";
import type { ModuleTree } from "../names/tree.ts";
import { outermost } from "../uses/outermost.ts";
import type { Analysis } from "./analysis.ts";
import { functionOf, invocationOf } from "./invocation.ts";
import { combinatorCallbacks } from "./promises.ts";

/**
 * The call that a function was written into as an argument, or its name, when it is over only after its callback: a
 * declared combinator, `then`, or a function of the repository.
 */
export function callbackCallOf(analysis: Analysis, tree: ModuleTree, argument: Node): Node | undefined {
  const outer = outermost(argument);
  const call = outer.parent;
  if (call?.type !== "CallExpression" || bare(call.callee) === bare(outer)) return undefined;
  const invocation = invocationOf(analysis.names, tree, call);
  if (invocation === undefined) return undefined;
  const isRun = combinatorCallbacks(analysis, invocation).includes(outer) || isContinuation(call, outer);
  return isRun || functionOf(invocation.callee) !== undefined ? call : undefined;
}

/** `promise.then(f)`: the promise that it gives is fulfilled after `f`. */
function isContinuation(call: Oxc.CallExpression, argument: Node): boolean {
  const callee = bare(call.callee);
  return (
    callee.type === "MemberExpression" && memberName(callee) === "then" && call.arguments[0] === argument
  );
}
