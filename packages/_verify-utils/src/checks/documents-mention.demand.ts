import { demandsOf } from "../demand/demand.ts";
import { each, only, same } from "../demand/orders.ts";
import type { DocumentsMention } from "./documents-mention.ts";

export const mentionDemand = demandsOf<Omit<DocumentsMention, "claim" | "name">>({
  id: same,
  fields: only,
  names: each,
});
