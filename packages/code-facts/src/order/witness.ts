import type { Node } from "../ast.ts";
import { functionName } from "../calls-of.ts";
import type { FlowGraph, Point } from "../flow/graph.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import type { Step } from "./query.ts";

/** Turns a way through a graph into lines that a reader can follow in the source. */
export function stepsOf(tree: ModuleTree, graph: FlowGraph, way: readonly number[]): readonly Step[] {
  const steps: Step[] = [];
  for (const [index, id] of way.entries()) {
    const point = graph.points[id];
    const next = graph.points[way[index + 1] ?? -1];
    // The last point is the place that was looked for.
    if (point === undefined || (next === undefined && index > 0)) continue;
    const step = stepOf(tree, point, next);
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

function stepOf(tree: ModuleTree, point: Point, next: Point | undefined): Step | undefined {
  const { node, kind } = point;
  switch (kind) {
    case "entry":
      return { kind: "entry", location: headOf(tree, node), name: nameOf(node) };
    case "assume":
      return { kind: "branch", location: locationOf(tree, node), truth: point.truth === true };
    case "call-start":
      return next?.kind === "call-end" ? undefined : { kind: "exception", location: locationOf(tree, node) };
    case "catch":
      return { kind: "caught", location: headOf(tree, node) };
    default:
      return undefined;
  }
}

/** The line on which a function or clause begins, rather than all of it. */
function headOf(tree: ModuleTree, node: Node) {
  const end = Math.min(node.end, lineEnd(tree.text, node.start));
  return tree.lines.location(tree.path, [node.start, end]);
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

export function nameOf(unit: Node): string {
  return unit.type === "Program" ? "(module)" : functionName(unit);
}
