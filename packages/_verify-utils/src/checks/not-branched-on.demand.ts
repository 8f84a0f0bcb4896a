import { demandsOf } from "../demand/demand.ts";
import { each, same } from "../demand/orders.ts";
import type { NotBranchedOn } from "./not-branched-on.ts";

export const notBranchedDemand = demandsOf<Omit<NotBranchedOn, "claim" | "name">>({
  term: same,
  values: each,
  roots: each,
});
