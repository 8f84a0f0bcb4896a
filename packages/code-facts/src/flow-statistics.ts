import { isFunction, walk } from "./ast.ts";
import { flowOf } from "./flow/flow-of.ts";
import { readTree } from "./names/tree.ts";

export interface FlowStatistics {
  readonly kind: "measured" | "unparsable";
  /** Time for the graphs alone, parsing and scopes not counted. */
  readonly milliseconds: number;
  readonly functions: number;
  readonly points: number;
}

/** Builds the control-flow graph of every function of a text. For benchmarks. */
export function flowStatistics(path: string, text: string): FlowStatistics {
  const tree = readTree(path, text);
  if (tree.kind === "unparsable") return { kind: "unparsable", milliseconds: 0, functions: 0, points: 0 };
  const start = performance.now();
  let functions = 0;
  let points = 0;
  walk(tree.program, (node) => {
    if (!isFunction(node) && node.type !== "Program") return true;
    const graph = flowOf(node);
    functions += 1;
    points += graph === "too-large" ? 0 : graph.points.length;
    return true;
  });
  return { kind: "measured", milliseconds: performance.now() - start, functions, points };
}
