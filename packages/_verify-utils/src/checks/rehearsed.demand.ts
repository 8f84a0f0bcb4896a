import { demandsOf } from "../demand/demand.ts";
import { same } from "../demand/orders.ts";

export const rehearsedDemand = demandsOf<{ readonly suite: string }>({ suite: same });
