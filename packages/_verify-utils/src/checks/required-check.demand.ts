import { demandsOf } from "../demand/demand.ts";
import { atLeast, same } from "../demand/orders.ts";
import type { RequiredCheck } from "./required-check.ts";

export const requiredDemand = demandsOf<Omit<RequiredCheck, "claim" | "name">>({
  workflow: same,
  check: same,
  events: atLeast,
  script: same,
  results: same,
  jobs: same,
});
