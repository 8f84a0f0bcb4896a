import { z } from "zod";
import { safeId } from "./id.ts";
import { runTrace } from "./trace.ts";

/** `attempt` counts from 1 for each desk. */
const attempt = z.int().positive();

export const timelineEvent = z.discriminatedUnion("type", [
  /** `trace`: of the request that made the run; later ones for the same run leave no mark. */
  z.strictObject({ type: z.literal("run-queued"), trace: runTrace.optional() }),
  z.strictObject({ type: z.literal("run-started") }),
  z.strictObject({ type: z.literal("desk-started"), desk: safeId, attempt }),
  z.strictObject({ type: z.literal("desk-finished"), desk: safeId, attempt }),
  z.strictObject({ type: z.literal("desk-failed"), desk: safeId, attempt, message: z.string() }),
  z.strictObject({ type: z.literal("run-completed") }),
  z.strictObject({ type: z.literal("run-failed"), message: z.string() }),
]);

export type TimelineEvent = z.infer<typeof timelineEvent>;

/** An event in its place: `sequence` counts from 1 for each run, `at` is in milliseconds since the epoch. */
export const timelineEntry = z.strictObject({
  sequence: z.int().positive(),
  at: z.int(),
  event: timelineEvent,
});

export type TimelineEntry = z.infer<typeof timelineEntry>;
