import { z } from "zod";

/** An event as the SDK sends it. Names below `inngest/` are the executor's own. */
export const incomingEvent = z.looseObject({
  name: z
    .string()
    .min(1)
    .refine((name) => !name.startsWith("inngest/"), "names that begin with inngest/ are reserved"),
  data: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((data) => data ?? {}),
  id: z.string().min(1).max(256).nullish(),
  ts: z.int().nullish(),
});

/** An event as functions are given it. */
export const storedEvent = z.looseObject({
  id: z.string(),
  name: z.string(),
  data: z.record(z.string(), z.unknown()),
  /** Milliseconds since the epoch. */
  ts: z.int(),
});

export type StoredEvent = z.infer<typeof storedEvent>;

export const failedEventName = "inngest/function.failed";
export const invokedEventName = "inngest/function.invoked";
