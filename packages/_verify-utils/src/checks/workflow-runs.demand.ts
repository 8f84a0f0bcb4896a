import { demandsOf } from "../demand/demand.ts";
import { atLeast, byKey, same } from "../demand/orders.ts";
import type { WorkflowRuns } from "./workflow-runs.ts";

export const runsDemand = demandsOf<Omit<WorkflowRuns, "claim" | "name">>({
  workflow: same,
  runs: byKey(atLeast),
});
