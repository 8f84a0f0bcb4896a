import type { Node } from "../ast.ts";
import { flowOf } from "../flow/flow-of.ts";
import type { FlowGraph, Point } from "../flow/graph.ts";
import { type Base, isSameEntity } from "../names/entity.ts";
import type { Analysis } from "./analysis.ts";
import type { Frame } from "./frame.ts";
import { functionOf, invocationOf } from "./invocation.ts";
import { type Doubt, doubt, either, type Judgement } from "./judgement.ts";
import { callbackProvides, fulfilImplies } from "./promises.ts";
import { provides } from "./provides.ts";
import { impliedBy, returnImplies } from "./results.ts";
import { isGuardCall, type Want, wantKey } from "./want.ts";

/** How a unit is left when its guard counts: plainly, or when its promise is fulfilled. */
export type Leaving = "returns" | "fulfils";

/** Points of a graph behind which the guard has spoken, or may have, or that are never reached. */
export interface Passes {
  readonly sure: ReadonlySet<number>;
  readonly unsure: ReadonlyMap<number, Doubt>;
}

export function passesOf(
  analysis: Analysis,
  frame: Frame,
  graph: FlowGraph,
  want: Want,
  leaving: Leaving,
): Passes {
  if (frame.call !== undefined || analysis.exits.depth > 0) {
    return computePasses(analysis, frame, graph, want, leaving);
  }
  const byKey = analysis.passes.get(frame.unit) ?? new Map<string, Passes>();
  analysis.passes.set(frame.unit, byKey);
  const key = `${leaving}\0${wantKey(want)}`;
  const passes = byKey.get(key) ?? computePasses(analysis, frame, graph, want, leaving);
  byKey.set(key, passes);
  return passes;
}

function computePasses(
  analysis: Analysis,
  frame: Frame,
  graph: FlowGraph,
  want: Want,
  leaving: Leaving,
): Passes {
  const sure = new Set<number>();
  const unsure = new Map<number, Doubt>();
  for (const [id, point] of graph.points.entries()) {
    const judgement = judge(analysis, frame, point, want, leaving);
    if (judgement === "yes") sure.add(id);
    else if (judgement !== "no") unsure.set(id, judgement);
  }
  return { sure, unsure };
}

function judge(analysis: Analysis, frame: Frame, point: Point, want: Want, leaving: Leaving): Judgement {
  const { node } = point;
  switch (point.kind) {
    case "call-end":
      return afterCall(analysis, frame, node, want);
    case "await-end":
      if (node.type !== "AwaitExpression") return "no";
      return either(fulfilImplies(analysis, frame, node.argument, want), () =>
        isDeadAwait(analysis, frame, node.argument) ? "yes" : "no",
      );
    case "assume":
      return (leaving === "fulfils" ? returnImplies : impliedBy)(
        analysis,
        frame,
        node,
        point.truth === true,
        want,
      );
    case "return":
      return leaving === "fulfils" ? onReturn(analysis, frame, node, want) : "no";
    default:
      return "no";
  }
}

function onReturn(analysis: Analysis, frame: Frame, node: Node, want: Want): Judgement {
  const value = node.type === "ReturnStatement" ? node.argument : node;
  return value === null ? "no" : fulfilImplies(analysis, frame, value, want);
}

/** A call that is over: the guard itself, a helper that calls it, or a function that does not come back. */
function afterCall(analysis: Analysis, frame: Frame, node: Node, want: Want): Judgement {
  const call = invocationOf(analysis.names, frame.tree, node);
  if (call === undefined) return "no";
  if (isDeadCall(analysis, frame, node, false)) return "yes";
  const { rules } = analysis;
  const isGuard = isGuardCall(analysis.names, rules, frame, call, want);
  if (isGuard !== "no") {
    if (rules.answer !== "normally" || rules.settling === "async") return "no";
    return rules.settling === "sync" || isGuard !== "yes"
      ? isGuard
      : doubt(frame.tree, node, "guard-may-be-async");
  }
  const target = functionOf(call.callee);
  if (target !== undefined && !target.node.async && !target.node.generator) {
    return provides(analysis, frame, target.tree, target.node, call.args, want, "returns");
  }
  return callbackProvides(analysis, frame, call, want, "returns");
}

/** A call after which nothing goes on: `process.exit()`, declared ones, and functions without a normal end. */
function isDeadCall(analysis: Analysis, frame: Frame, node: Node, awaited: boolean): boolean {
  const call = invocationOf(analysis.names, frame.tree, node);
  if (call === undefined || node.type === "NewExpression") return false;
  const { base, path } = call.callee;
  if (isKnownDead(base, path)) return true;
  if (analysis.rules.neverReturns.some((one) => isSameEntity(one, call.callee))) return true;
  const target = functionOf(call.callee);
  if (target === undefined || target.node.generator || target.node.async !== awaited) return false;
  if (target.node.returnType?.typeAnnotation.type === "TSNeverKeyword") return true;
  return target.node.body !== null && !canReturn(target.node);
}

/** Functions of well-known packages that throw or end the process by contract (their types return `never`). */
const dead: Readonly<Record<string, readonly string[]>> = {
  "node:process": ["exit", "abort"],
  "next/navigation": ["redirect", "permanentRedirect", "notFound", "forbidden", "unauthorized"],
};

function isKnownDead(base: Base, path: readonly string[]): boolean {
  if (base.kind === "global") return base.name === "process" && (path[0] === "exit" || path[0] === "abort");
  return base.kind === "external" && path.length === 1 && dead[base.module]?.includes(path[0] ?? "") === true;
}

function isDeadAwait(analysis: Analysis, frame: Frame, node: Node): boolean {
  return node.type === "CallExpression" && isDeadCall(analysis, frame, node, true);
}

function canReturn(node: Node): boolean {
  const graph = flowOf(node);
  if (graph === "too-large") return true;
  const seen = new Set<number>([graph.entry]);
  for (const at of seen) {
    if (graph.points[at]?.kind === "exit") return true;
    for (const next of graph.successors[at] ?? []) seen.add(next);
  }
  return false;
}
