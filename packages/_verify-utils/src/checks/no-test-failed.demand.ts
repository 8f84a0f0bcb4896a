import { demandsOf } from "../demand/demand.ts";
import { same } from "../demand/orders.ts";
import type { NoTestFailed } from "./no-test-failed.ts";

export const noFailureDemand = demandsOf<Omit<NoTestFailed, "claim" | "name">>({
  package: same,
});
