import { demandsOf } from "../demand/demand.ts";
import { atLeast, atMost, same } from "../demand/orders.ts";
import type { CacheDemands } from "./cache-covers.ts";

export const cacheDemand = demandsOf<CacheDemands>({
  task: same,
  suiteTask: same,
  gateTask: same,
  commands: atLeast,
  harmless: atMost,
  runtime: atMost,
});
