/**
 * The circles of a graph, each once and as the nodes on it, starting with the one that comes first. Names that lead
 * nowhere are passed over.
 */
export function circlesOf(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  for (const start of edges.keys()) visit(start, []);
  return circles;

  function visit(node: string, above: readonly string[]): void {
    const at = above.indexOf(node);
    if (at >= 0) circles.push(above.slice(at));
    if (at >= 0 || done.has(node)) return;
    for (const next of edges.get(node) ?? []) visit(next, [...above, node]);
    done.add(node);
  }
}
