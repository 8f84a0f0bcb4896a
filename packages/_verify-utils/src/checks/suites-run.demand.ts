import { demandsOf } from "../demand/demand.ts";
import { atMost, byKey, wherePresent } from "../demand/orders.ts";
import type { SuitesRun } from "./suites-run.ts";

export const suitesDemand = demandsOf<Omit<SuitesRun, "claim" | "name">>({
  suites: byKey(wherePresent),
  runners: atMost,
  tasks: wherePresent,
});
