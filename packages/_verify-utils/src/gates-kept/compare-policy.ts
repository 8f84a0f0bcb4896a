import type { Json } from "@phasegate/report";
import type { Policy } from "../config.ts";
import { canonical } from "../demand/json.ts";
import { atLeast, atMost, byKey, type Order, order, type World } from "../demand/orders.ts";
import type { Change } from "./change.ts";

/** Names no demand. */
const free = order(() => "yes");
/** Words that give a meaning: one more admits more, one less takes decisions out of it. */
const vocabulary = order((now, before, world) =>
  atLeast.covers(now, before, world) === "yes" && atMost.covers(now, before, world) === "yes" ? "yes" : "no",
);

/** More of it is stricter, and none at all the laxest. */
const noFewer = order((now, before) => {
  const size = (value: Json | undefined) => (typeof value === "number" ? value : Number.NEGATIVE_INFINITY);
  return size(now) >= size(before) ? "yes" : "no";
});

const policyOrders: { readonly [Key in keyof Required<Policy>]: Order } = {
  registers: atLeast,
  statuses: vocabulary,
  transitions: byKey(atMost),
  initial: atMost,
  // In CI the host names it; what a clone is compared with locally convinces nobody else.
  defaultBranch: free,
  ephemeral: atLeast,
  canonical: atLeast,
  historical: atMost,
  cadence: atLeast,
  evidence: free,
};

const known: ReadonlyMap<string, Order> = new Map(
  Object.entries({
    ...policyOrders,
    provedSuites: atLeast,
    provedPairs: noFewer,
    provedTestSeconds: noFewer,
    unprovedTests: atMost,
  }),
);

type Fields = Readonly<Record<string, Json>>;

export function comparePolicy(before: Fields, now: Fields, world: World): readonly Change[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const differing = fields.filter((field) => canonical(before[field]) !== canonical(now[field]));
  const relaxed = differing.filter(
    (field) => (known.get(field) ?? vocabulary).covers(now[field], before[field], world) !== "yes",
  );
  const others = differing.filter((field) => !relaxed.includes(field));
  return [
    ...relaxed.map(
      (field): Change => ({
        kind: "policy-relaxed",
        gate: "policy",
        field,
        lost: `${canonical(before[field])} → ${canonical(now[field])}`,
      }),
    ),
    ...(others.length === 0 ? [] : [{ kind: "policy-changed", fields: others } as const]),
  ];
}
