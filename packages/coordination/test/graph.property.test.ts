import fc from "fast-check";
import { expect, test } from "vitest";
import { type Desk, type Graph, graphProblems, inOrder } from "../src/index.ts";

const ids = ["a", "b", "c", "d", "e", "f"] as const;
const id = fc.constantFrom(...ids);

const graph: fc.Arbitrary<Graph> = fc.record({
  desks: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant("note" as const), id, value: fc.constant(1) }),
      fc.record({
        kind: fc.constant("pick" as const),
        id,
        source: fc.record({ from: fc.constant("desk" as const), desk: id, path: fc.constant<string[]>([]) }),
      }),
    ),
    { minLength: 1, maxLength: 6 },
  ),
  handoffs: fc.array(fc.record({ from: id, to: id }), { maxLength: 9 }),
});

/** Graphs that are acyclic by construction: every handoff goes forward. */
const forward: fc.Arbitrary<Graph> = fc.nat({ max: 63 }).chain((seed) =>
  fc.subarray(ids.flatMap((from, i) => ids.slice(i + 1).map((to) => ({ from, to })))).map((handoffs) => ({
    desks: ids.map((one): Desk => ({ kind: "note", id: one, value: seed })),
    handoffs,
  })),
);

/** The definition, by brute force: reachability as a closure over all pairs. */
function isWorkflow({ desks, handoffs }: Graph): boolean {
  const known = desks.map((desk) => desk.id);
  if (new Set(known).size < known.length) return false;
  if (new Set(handoffs.map(({ from, to }) => `${from}${to}`)).size < handoffs.length) return false;
  if (handoffs.some(({ from, to }) => !known.includes(from as never) || !known.includes(to as never)))
    return false;
  const leads = new Set(handoffs.map(({ from, to }) => `${from}${to}`));
  for (const via of ids) {
    for (const from of ids) {
      for (const to of ids)
        if (leads.has(`${from}${via}`) && leads.has(`${via}${to}`)) leads.add(`${from}${to}`);
    }
  }
  if (known.some((one) => leads.has(`${one}${one}`))) return false;
  const entries = known.filter((one) => handoffs.every(({ to }) => to !== one));
  if (entries.length !== 1) return false;
  if (known.some((one) => one !== entries[0] && !leads.has(`${entries[0]}${one}`))) return false;
  return desks.every((desk) => {
    if (desk.kind !== "pick" || desk.source.from !== "desk") return true;
    return known.includes(desk.source.desk) && leads.has(`${desk.source.desk}${desk.id}`);
  });
}

test("a graph has no problems just when it is a workflow by definition", () => {
  let right = 0;
  fc.assert(
    fc.property(fc.oneof(graph, forward), (one) => {
      const expected = isWorkflow(one);
      if (expected) right++;
      expect(graphProblems(one).length === 0).toBe(expected);
    }),
    { numRuns: 3_000 },
  );
  expect(right).toBeGreaterThan(50);
});

test("each desk has its turn once, after all that hand off to it", () => {
  fc.assert(
    fc.property(forward, (one) => {
      const order = inOrder(one).map((desk) => desk.id);
      expect([...order].sort()).toEqual([...ids]);
      for (const { from, to } of one.handoffs) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
    }),
    { numRuns: 300 },
  );
});
