import type { Node } from "../ast.ts";
import { flowOf, unitOf } from "../flow/flow-of.ts";
import type { FlowGraph, PointKind } from "../flow/graph.ts";
import { locationOf, type ModuleTree } from "../names/tree.ts";
import type { Analysis } from "./analysis.ts";
import { callerVerdict } from "./callers.ts";
import { frameOf } from "./frame.ts";
import { type Doubt, doubt, type Verdict } from "./judgement.ts";
import { passesOf } from "./passes.ts";
import type { Step } from "./query.ts";
import { wayAround } from "./search.ts";
import type { Want } from "./want.ts";
import { stepsOf } from "./witness.ts";
import { writesTo } from "./writes.ts";

/** Whether every run that reaches a node has passed the guard for the wanted thing, callers included. */
export function verdictAt(
  analysis: Analysis,
  tree: ModuleTree,
  node: Node,
  kind: PointKind,
  want: Want,
): Verdict {
  const unit = unitOf(node);
  const graph = flowOf(unit);
  if (graph === "too-large") return doubt(tree, node, "too-complex");
  const targets = new Set(graph.pointsOf(node, kind));
  const frame = frameOf(tree, unit);
  const passes = passesOf(analysis, frame, graph, want, "returns");
  const writes = writesTo(analysis.names, tree, unit, want);
  if (writes.kind === "maybe") return writes;
  const points = writes.points(graph);
  const search = { graph, tree, entry: graph.entry, writes: points, targets };
  const sure = around(search, (point) => passes.sure.has(point));
  if (sure === undefined) return { kind: "guarded" };
  const likely = around(search, (point) => passes.sure.has(point) || passes.unsure.has(point));
  const outer = sure.from === "entry" ? callerVerdict(analysis, tree, unit, want) : undefined;
  if (
    outer?.kind === "guarded" &&
    around({ ...search, entry: undefined }, (point) => passes.sure.has(point)) === undefined
  ) {
    return outer;
  }
  if (likely === undefined) return [...passes.unsure.values()][0] ?? { kind: "open", steps: sure.steps };
  if (likely.from === "entry" && outer !== undefined && outer.kind !== "guarded") {
    if (outer.kind === "maybe") return outer;
    return { kind: "open", steps: [...outer.steps, ...likely.steps] };
  }
  return { kind: "open", steps: likely.steps };
}

/** Where it is not known for which thing the guard is needed: open when not even some guard call comes before. */
export function unlessOpen(analysis: Analysis, tree: ModuleTree, node: Node, unsure: Doubt): Verdict {
  const verdict = verdictAt(analysis, tree, node, "call-start", { identity: undefined });
  return verdict.kind === "open" ? verdict : unsure;
}

interface Search {
  readonly graph: FlowGraph;
  readonly tree: ModuleTree;
  readonly entry: number | undefined;
  readonly writes: readonly number[];
  readonly targets: ReadonlySet<number>;
}

/** A way to the targets from the entry, or from a write after which another thing is meant. */
function around(
  { graph, tree, entry, writes, targets }: Search,
  isClosed: (point: number) => boolean,
): { readonly from: "entry" | "write"; readonly steps: readonly Step[] } | undefined {
  const fromEntry = entry === undefined ? undefined : wayAround(graph, [entry], targets, isClosed);
  if (fromEntry !== undefined) return { from: "entry", steps: stepsOf(tree, graph, fromEntry) };
  const fromWrite = wayAround(graph, writes, targets, isClosed);
  if (fromWrite === undefined) return undefined;
  const written = graph.points[fromWrite[0] ?? -1];
  const first: Step[] =
    written === undefined ? [] : [{ kind: "write", location: locationOf(tree, written.node) }];
  return { from: "write", steps: [...first, ...stepsOf(tree, graph, fromWrite)] };
}
