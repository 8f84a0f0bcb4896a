import { z } from "zod";

const traceId = z.string().regex(/^[\w-]{1,64}$/, "expected 1 to 64 letters, digits, - and _");

/** Which request of whom asked for a run, so that logs of several systems can be read together. */
export const runTrace = z.strictObject({ requestId: traceId, correlationId: traceId });

export type RunTrace = z.infer<typeof runTrace>;
