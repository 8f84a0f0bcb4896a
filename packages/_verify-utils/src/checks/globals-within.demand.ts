import { demandsOf } from "../demand/demand.ts";
import { atMost, each } from "../demand/orders.ts";
import type { GlobalsWithin } from "./globals-within.ts";

export const globalsDemand = demandsOf<Omit<GlobalsWithin, "claim" | "name">>({
  modules: each,
  allowed: atMost,
});
