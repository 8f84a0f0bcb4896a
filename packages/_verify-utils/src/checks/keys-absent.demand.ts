import { demandsOf } from "../demand/demand.ts";
import { each, narrowing } from "../demand/orders.ts";
import type { KeysAbsent } from "./keys-absent.ts";

export const keysAbsentDemand = demandsOf<Omit<KeysAbsent, "claim" | "name">>({
  keys: each,
  about: each,
  naming: each,
  among: narrowing,
});
