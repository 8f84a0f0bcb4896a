import { type Desk, desksReadBy } from "./desk.ts";

export interface Handoff {
  readonly from: string;
  readonly to: string;
}

export interface Graph {
  readonly desks: readonly Desk[];
  readonly handoffs: readonly Handoff[];
}

/** What keeps a graph from being a workflow. With one entry and no cycle, every desk is reachable. */
export type GraphProblem =
  | { readonly code: "desk-repeated"; readonly desk: string }
  | { readonly code: "handoff-repeated" | "handoff-to-itself"; readonly handoff: Handoff }
  | { readonly code: "handoff-unknown-desk"; readonly handoff: Handoff; readonly desk: string }
  | { readonly code: "entry-repeated"; readonly desks: readonly string[] }
  /** The desks on cycles or behind one: none of them would ever get its turn. */
  | { readonly code: "cycle"; readonly desks: readonly string[] }
  /** It reads a desk that need not have had its turn, or does not exist. */
  | { readonly code: "reads-ahead"; readonly desk: string; readonly read: string };

/** Problems of the parts come alone: a graph with wrong parts has no order that could be judged. */
export function graphProblems(graph: Graph): readonly GraphProblem[] {
  const parts = [...deskProblems(graph), ...handoffProblems(graph)];
  if (parts.length > 0) return parts;
  const order = inOrder(graph);
  if (order.length < graph.desks.length) {
    return [
      { code: "cycle", desks: graph.desks.filter((desk) => !order.includes(desk)).map(({ id }) => id) },
    ];
  }
  return [...entryProblems(graph), ...readProblems(graph, order)];
}

/** Each desk after all that hand off to it, otherwise as written. Desks on or behind a cycle are left out. */
export function inOrder({ desks, handoffs }: Graph): readonly Desk[] {
  const waiting = new Map(desks.map(({ id }) => [id, handoffs.filter(({ to }) => to === id).length]));
  const order: Desk[] = [];
  for (let next = ready(desks, waiting); next !== undefined; next = ready(desks, waiting)) {
    order.push(next);
    waiting.delete(next.id);
    for (const { from, to } of handoffs) {
      if (from === next.id) waiting.set(to, (waiting.get(to) ?? 0) - 1);
    }
  }
  return order;
}

function ready(desks: readonly Desk[], waiting: ReadonlyMap<string, number>): Desk | undefined {
  return desks.find(({ id }) => waiting.get(id) === 0);
}

function deskProblems({ desks }: Graph): GraphProblem[] {
  const repeated = desks.filter(({ id }, index) => desks.findIndex((one) => one.id === id) < index);
  return [...new Set(repeated.map(({ id }) => id))].map((desk) => ({ code: "desk-repeated", desk }));
}

function handoffProblems({ desks, handoffs }: Graph): GraphProblem[] {
  const known = new Set(desks.map(({ id }) => id));
  const seen = new Set<string>();
  return handoffs.flatMap((handoff): GraphProblem[] => {
    const { from, to } = handoff;
    const unknown = [...new Set([from, to])].filter((id) => !known.has(id));
    if (unknown.length > 0) return unknown.map((desk) => ({ code: "handoff-unknown-desk", handoff, desk }));
    if (from === to) return [{ code: "handoff-to-itself", handoff }];
    if (seen.has(`${from} ${to}`)) return [{ code: "handoff-repeated", handoff }];
    seen.add(`${from} ${to}`);
    return [];
  });
}

function entryProblems({ desks, handoffs }: Graph): GraphProblem[] {
  const entries = desks.filter(({ id }) => handoffs.every(({ to }) => to !== id)).map(({ id }) => id);
  return entries.length > 1 ? [{ code: "entry-repeated", desks: entries }] : [];
}

function readProblems({ handoffs }: Graph, order: readonly Desk[]): GraphProblem[] {
  return order.flatMap((desk) => {
    const before = desksBefore({ handoffs }, desk.id);
    return desksReadBy(desk)
      .filter((read) => !before.has(read))
      .map((read): GraphProblem => ({ code: "reads-ahead", desk: desk.id, read }));
  });
}

/** The desks from which handoffs lead to this one, over any number of others. */
export function desksBefore({ handoffs }: Pick<Graph, "handoffs">, desk: string): ReadonlySet<string> {
  const before = new Set<string>();
  const open = [desk];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { from, to } of handoffs) {
      if (to !== at || before.has(from)) continue;
      before.add(from);
      open.push(from);
    }
  }
  return before;
}
