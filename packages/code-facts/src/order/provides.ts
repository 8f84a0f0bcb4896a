import type { FunctionNode, Node } from "../ast.ts";
import { flowOf } from "../flow/flow-of.ts";
import type { PointKind } from "../flow/graph.ts";
import type { ModuleTree } from "../names/tree.ts";
import { type Analysis, maxCallDepth } from "./analysis.ts";
import { calledFrame, depthOf, type Frame } from "./frame.ts";
import { doubt, type Judgement } from "./judgement.ts";
import { type Leaving, passesOf } from "./passes.ts";
import { wayAround } from "./search.ts";
import { type Want, wantKey } from "./want.ts";

export type Exit = Extract<PointKind, "exit" | "exit-truthy" | "exit-falsy">;

/**
 * Whether every way out of a function passes the guard. A recursive call is taken to do so: it ends in a call that does
 * not recurse, and of that one it is shown.
 */
export function provides(
  analysis: Analysis,
  frame: Frame,
  tree: ModuleTree,
  callee: FunctionNode,
  args: readonly Node[] | undefined,
  want: Want,
  leaving: Leaving,
  exit: Exit = "exit",
): Judgement {
  if (callee.body === null) return "no";
  const inner = calledFrame(tree, callee, args, frame);
  if (!canCallGuard(analysis, tree, callee)) return "no";
  const key = `${tree.path}\0${callee.start}\0${leaving}\0${exit}\0${wantKey(want)}`;
  if (analysis.exits.has(key)) return "yes";
  analysis.budget -= 1;
  if (depthOf(inner) > maxCallDepth || analysis.budget < 0) return doubt(tree, callee, "too-complex");
  analysis.exits.add(key);
  const judgement = judgeExits(analysis, inner, want, leaving, exit);
  analysis.exits.delete(key);
  return judgement;
}

function judgeExits(analysis: Analysis, frame: Frame, want: Want, leaving: Leaving, exit: Exit): Judgement {
  const graph = flowOf(frame.unit);
  if (graph === "too-large") return doubt(frame.tree, frame.unit, "too-complex");
  const passes = passesOf(analysis, frame, graph, want, leaving);
  const exits = new Set(graph.pointsOfKind(exit));
  const isSure = (point: number): boolean => passes.sure.has(point);
  if (wayAround(graph, [graph.entry], exits, isSure) === undefined) return "yes";
  const isClosed = (point: number): boolean => isSure(point) || passes.unsure.has(point);
  if (wayAround(graph, [graph.entry], exits, isClosed) !== undefined) return "no";
  return [...passes.unsure.values()][0] ?? "no";
}

/** A function without any call cannot reach the guard; most helpers are dismissed here, without a graph. */
function canCallGuard(analysis: Analysis, tree: ModuleTree, callee: FunctionNode): boolean {
  return (
    callee.end > callee.start &&
    analysis.budget > -1 &&
    tree.text.slice(callee.start, callee.end).includes("(")
  );
}
