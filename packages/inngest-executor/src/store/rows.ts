import { z } from "zod";
import { storedEvent } from "../protocol/event.ts";

const json = z.string().transform((text): unknown => JSON.parse(text));

/** A limit that a run counts towards. */
const lane = z.object({ name: z.string(), limit: z.int() });

export type Lane = z.infer<typeof lane>;

export const lanesColumn = json.pipe(z.array(lane));

export const runRow = z.object({
  id: z.string(),
  function_id: z.string(),
  event: json.pipe(storedEvent),
  lanes: z.string(),
  max_attempts: z.int(),
  parent_run: z.string().nullable(),
  parent_step: z.string().nullable(),
  state: z.enum(["active", "completed", "failed"]),
});

export type RunRow = z.infer<typeof runRow>;

export const pendingRow = z.object({
  id: z.int(),
  run_id: z.string(),
  step_id: z.string(),
  /** call: to be delivered. The others are due when their time is over; without `due_at`, never. */
  kind: z.enum(["call", "sleep", "wait", "invoke"]),
  lanes: z.string(),
  attempt: z.int(),
  race: z.int(),
  again: z.int(),
  due_at: z.int().nullable(),
  event_name: z.string().nullable(),
  expression: z.string().nullable(),
});

export type PendingRow = z.infer<typeof pendingRow>;

export const stepRow = z.object({
  id: z.string(),
  result: json.pipe(
    z.union([
      z.object({ type: z.literal("data"), data: z.unknown() }),
      z.object({ type: z.literal("error"), error: z.unknown() }),
    ]),
  ),
});
