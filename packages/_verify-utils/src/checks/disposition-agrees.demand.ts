import { demandsOf } from "../demand/demand.ts";
import { isList } from "../demand/json.ts";
import { atLeast, order, same } from "../demand/orders.ts";
import type { DispositionAgrees } from "./disposition-agrees.ts";

type Arguments = Omit<DispositionAgrees, "claim" | "name">;

/** Where absent, the decisions of the gate, which the arguments do not say. */
const decisions = order((now, before) => {
  if (!isList(now) || !isList(before)) return "unknown";
  return before.every((id) => now.includes(id)) ? "yes" : "no";
});

const demand = demandsOf<Arguments>({
  document: same,
  evidence: same,
  decisions,
  triggered: atLeast,
  deferred: atLeast,
});

export const dispositionDemand = (given: Arguments) =>
  demand({ triggered: ["closed"], deferred: ["deferred"], ...given });
