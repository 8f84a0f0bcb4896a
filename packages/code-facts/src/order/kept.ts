import type { Node } from "../ast.ts";
import { flowOf } from "../flow/flow-of.ts";
import type { FlowGraph, PointKind } from "../flow/graph.ts";
import type { Analysis } from "./analysis.ts";
import type { Frame } from "./frame.ts";
import { doubt, type Judgement } from "./judgement.ts";
import { wayAround } from "./search.ts";
import type { Want } from "./want.ts";
import { writesTo } from "./writes.ts";

/** Where it shows what became of a value that was kept. */
const shown: readonly PointKind[] = ["await-end", "assume", "return"];

/**
 * Whether a value that was kept (`const checked = guard(c)`) still speaks of the wanted thing where it is used: "no" when
 * that thing can have been replaced in between (`c = other(); await checked`).
 */
export function stillSpeaks({ names }: Analysis, frame: Frame, kept: Node, use: Node, want: Want): Judgement {
  const writes = writesTo(names, frame.tree, frame.unit, want);
  if (writes.kind !== "known") return writes;
  const graph = flowOf(frame.unit);
  if (graph === "too-large") return doubt(frame.tree, frame.unit, "too-complex");
  const points = writes.points(graph);
  if (points.length === 0) return "yes";
  const made = pointsWhere(graph, ({ node }) => isWithin(node, kept));
  const sources = made.length === 0 ? [graph.entry] : made;
  const ends = pointsWhere(graph, ({ node, kind }) => shown.includes(kind) && isWithin(use, node));
  const targets = new Set(ends.length === 0 ? graph.pointsOfKind("exit") : ends);
  const isMade = new Set(made);
  const isReplaced = points.some(
    (write) =>
      wayAround(graph, sources, new Set([write]), () => false) !== undefined &&
      wayAround(graph, [write], targets, (point) => isMade.has(point)) !== undefined,
  );
  return isReplaced ? "no" : "yes";
}

function pointsWhere(
  { points }: FlowGraph,
  holds: (point: FlowGraph["points"][number]) => boolean,
): readonly number[] {
  return points.flatMap((point, id) => (holds(point) ? [id] : []));
}

function isWithin(node: Node, whole: Node): boolean {
  return whole.start <= node.start && node.end <= whole.end;
}
