import { demandsOf } from "../demand/demand.ts";
import { only } from "../demand/orders.ts";
import type { StatusesAgree } from "./statuses-agree.ts";

export const statusesDemand = demandsOf<Omit<StatusesAgree, "claim" | "name">>({ decisions: only });
