import { demandsOf } from "../demand/demand.ts";
import { atMost, same } from "../demand/orders.ts";
import type { BreakdownHolds } from "./work-breakdown.ts";

export const breakdownDemand = demandsOf<Omit<BreakdownHolds, "claim" | "name">>({
  path: same,
  except: atMost,
});
