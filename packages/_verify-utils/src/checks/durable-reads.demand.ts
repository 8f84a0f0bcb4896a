import { demandsOf } from "../demand/demand.ts";
import { same } from "../demand/orders.ts";
import type { DurableReads } from "./durable-reads.ts";

export const durableDemand = demandsOf<Omit<DurableReads, "claim" | "name">>({
  task: same,
});
