import { safeId } from "@rawr/coordination";
import { z } from "zod";

const handoff = z.object({ from: safeId, to: safeId });

/** Why desks and handoffs do not form a workflow, and which of them. */
export const graphProblem = z.discriminatedUnion("code", [
  z.object({ code: z.literal("desk-repeated"), desk: safeId }),
  z.object({ code: z.enum(["handoff-repeated", "handoff-to-itself"]), handoff }),
  z.object({ code: z.literal("handoff-unknown-desk"), handoff, desk: safeId }),
  z.object({ code: z.enum(["entry-repeated", "cycle"]), desks: z.array(safeId).readonly() }),
  z.object({ code: z.literal("reads-ahead"), desk: safeId, read: safeId }),
]);
