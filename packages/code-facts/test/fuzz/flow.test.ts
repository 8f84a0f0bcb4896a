import fc from "fast-check";
import { expect, it } from "vitest";
import type { Node } from "../../src/ast.ts";
import { walk } from "../../src/ast.ts";
import { flowOf } from "../../src/flow/flow-of.ts";
import type { FlowGraph } from "../../src/flow/graph.ts";
import { readTree } from "../../src/names/tree.ts";
import { ProgramWriter } from "./program.ts";
import { Random } from "./random.ts";
import { run, type Trace } from "./run.ts";

/** Events of the main function by the node of their call. */
function eventsOf(main: Node): ReadonlyMap<Node, number> {
  const events = new Map<Node, number>();
  walk(main, (node) => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "t") {
      const argument = node.arguments[0];
      if (argument?.type === "Literal" && typeof argument.value === "number")
        events.set(node, argument.value);
    }
    return true;
  });
  return events;
}

/** Points that can be reached without an event. */
function closure(graph: FlowGraph, events: ReadonlyMap<Node, number>, from: Iterable<number>): Set<number> {
  const reached = new Set(from);
  for (const at of reached) {
    for (const next of graph.successors[at] ?? []) {
      const point = graph.points[next];
      const isEvent = point !== undefined && events.has(point.node);
      if (isEvent && (point.kind === "call-start" || point.kind === "call-end")) continue;
      reached.add(next);
    }
  }
  return reached;
}

/** Index of the first event that the graph does not allow, `-1` when it allows all of them and the outcome. */
function refused(
  graph: FlowGraph,
  events: ReadonlyMap<Node, number>,
  { events: trace, outcome }: Trace,
): number {
  let now = closure(graph, events, [graph.entry]);
  for (const [index, event] of trace.entries()) {
    const kind = event > 0 ? "call-start" : "call-end";
    const next = new Set<number>();
    for (const at of now) {
      for (const to of graph.successors[at] ?? []) {
        const point = graph.points[to];
        if (point?.kind === kind && events.get(point.node) === Math.abs(event)) next.add(to);
      }
    }
    if (next.size === 0) return index;
    now = closure(graph, events, next);
  }
  const end = outcome === "returned" ? "exit" : "throw";
  if (outcome === "abandoned") return -1;
  return [...now].some((at) => graph.points[at]?.kind === end) ? -1 : trace.length;
}

it("allows every run of random programs", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.boolean(), fc.boolean(), async (seed, isAsync, isGenerator) => {
      const source = new ProgramWriter(new Random(seed), 40).main(isAsync, isGenerator);
      const tree = readTree("main.js", `export ${source}`);
      if (tree.kind !== "tree") throw new Error(`${JSON.stringify(tree.problems)}\n${source}`);
      const statement = tree.program.body[0];
      const main = statement?.type === "ExportNamedDeclaration" ? statement.declaration : null;
      if (main?.type !== "FunctionDeclaration") throw new Error("no main");
      const graph = flowOf(main);
      if (graph === "too-large") return;
      const events = eventsOf(main);
      for (let attempt = 0; attempt < 25; attempt += 1) {
        const trace = await run(source, seed ^ attempt, {
          events: 400,
          throws: attempt % 2 === 0 ? 0.02 : 0.1,
        });
        const at = refused(graph, events, trace);
        expect(at, `${source}\n${trace.events.slice(0, at + 1)} ${trace.outcome}`).toBe(-1);
      }
    }),
    { numRuns: 300 },
  );
});
