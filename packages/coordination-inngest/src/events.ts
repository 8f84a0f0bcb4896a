import { eventType } from "inngest";
import { z } from "zod";

/** A run is to be carried out. `key` names the sending: of two with one key, one starts something. */
export const runRequested = eventType("coordination/run.requested", {
  schema: z.object({ runId: z.string(), key: z.string() }),
});

/** A run has ended, and its finished hook is still to be delivered. */
export const finishedHookDue = eventType("coordination/finished-hook.due", {
  schema: z.object({ runId: z.string() }),
});
