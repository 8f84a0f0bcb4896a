import type { FlowGraph } from "../flow/graph.ts";

/**
 * Shortest way from one of the sources to one of the targets that passes no closed point, sources included, and only
 * edges that may be taken.
 */
export function wayAround(
  graph: FlowGraph,
  sources: readonly number[],
  targets: ReadonlySet<number>,
  isClosed: (point: number) => boolean,
  mayTake: (from: number, to: number) => boolean = () => true,
): readonly number[] | undefined {
  const before = new Map<number, number>();
  const queue: number[] = [];
  for (const source of sources) {
    if (before.has(source)) continue;
    before.set(source, -1);
    queue.push(source);
  }
  for (const at of queue) {
    if (targets.has(at)) return backFrom(at, before);
    for (const next of graph.successors[at] ?? []) {
      if (before.has(next) || isClosed(next) || !mayTake(at, next)) continue;
      before.set(next, at);
      queue.push(next);
    }
  }
  return undefined;
}

function backFrom(end: number, before: ReadonlyMap<number, number>): readonly number[] {
  const way: number[] = [];
  for (let at = end; at >= 0; at = before.get(at) ?? -1) way.push(at);
  return way.reverse();
}
