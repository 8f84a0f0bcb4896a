import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { atMost, each, order } from "../demand/orders.ts";
import type { ImportConfined } from "./import-confined.ts";

/** Without a list all entries are free; of two lists the shorter is the stricter. */
const entries = order((now, before, world) => {
  if (before === undefined) return "yes";
  return now === undefined ? "no" : atMost.covers(now, before, world);
});

export const confinedDemand = demandsOf<Omit<ImportConfined, "claim" | "name">>({
  symbols: each,
  to: atMost,
  among: globs,
  otherEntries: entries,
});
