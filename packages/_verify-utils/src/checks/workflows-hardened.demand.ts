import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { atMost } from "../demand/orders.ts";
import type { WorkflowsHardened } from "./workflows-hardened.ts";

export const hardenedDemand = demandsOf<Omit<WorkflowsHardened, "claim" | "name">>({
  workflows: globs,
  writes: atMost,
});
