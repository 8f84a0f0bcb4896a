import { z } from "zod";

const id = z.string().min(1);
const race = z
  .looseObject({ parallelMode: z.string().optional() })
  .optional()
  .transform((options) => options?.parallelMode === "race");

/** What a function asks of its executor, in a 206 answer. `id` is the hashed id of a step. */
export const operation = z.discriminatedUnion("op", [
  z.object({ op: z.literal("StepPlanned"), id, opts: race }),
  z.object({ op: z.enum(["StepRun", "Step"]), id, data: z.unknown() }),
  z.object({ op: z.literal("StepError"), id, error: z.unknown() }),
  z.object({ op: z.literal("StepFailed"), id, error: z.unknown() }),
  /** `name` is a duration, or the time to sleep until. */
  z.object({ op: z.literal("Sleep"), id, name: z.string() }),
  z.object({
    op: z.literal("WaitForEvent"),
    id,
    name: z.string(),
    opts: z.looseObject({ timeout: z.string(), if: z.string().optional() }),
  }),
  z.object({
    op: z.literal("InvokeFunction"),
    id,
    opts: z.looseObject({
      function_id: z.string(),
      timeout: z.string().optional(),
      payload: z.looseObject({ data: z.record(z.string(), z.unknown()).optional() }).optional(),
    }),
  }),
  z.object({ op: z.literal("DiscoveryRequest"), id }),
]);

export type Operation = z.infer<typeof operation>;

/** What a step came to; part of every later delivery of its run. */
export type StepResult =
  | { readonly type: "data"; readonly data: unknown }
  | { readonly type: "error"; readonly error: unknown };
