import { demandsOf } from "../demand/demand.ts";
import { globs } from "../demand/globs.ts";
import { atMost, each } from "../demand/orders.ts";
import type { ImportConfined } from "./import-confined.ts";

export const confinedDemand = demandsOf<Omit<ImportConfined, "claim" | "name">>({
  symbols: each,
  to: atMost,
  among: globs,
});
