import { demandsOf } from "../demand/demand.ts";
import { isRecord } from "../demand/json.ts";
import { order, same } from "../demand/orders.ts";
import type { NotReachable } from "./not-reachable.ts";

/** A function of a module is a narrower construct than the whole module. */
const construct = order((now, before) => {
  const isNarrower =
    isRecord(now) && isRecord(before) && before["export"] === "*" && now["module"] === before["module"];
  return isNarrower ? "yes" : "no";
});

export const reachDemand = demandsOf<Omit<NotReachable, "claim" | "name">>({ target: same, construct });
