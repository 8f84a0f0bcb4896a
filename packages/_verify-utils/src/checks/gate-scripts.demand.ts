import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { same, wherePresent } from "../demand/orders.ts";
import type { GateScripts } from "./gate-scripts.ts";

export const scriptsDemand = demandsOf<Omit<GateScripts, "claim" | "name">>({
  scripts: globs,
  whole: same,
  tasks: wherePresent,
});
