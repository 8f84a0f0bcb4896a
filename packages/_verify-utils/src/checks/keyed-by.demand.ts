import { demandsOf } from "../demand/demand.ts";
import { atMost, same } from "../demand/orders.ts";
import type { KeyedBy } from "./keyed-by.ts";

export const keyedDemand = demandsOf<Omit<KeyedBy, "claim" | "name">>({
  cache: same,
  keys: atMost,
});
