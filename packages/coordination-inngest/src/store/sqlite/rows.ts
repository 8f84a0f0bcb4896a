import {
  attemptOutcome,
  finishedHookOutcome,
  jsonValue,
  type Run,
  run,
  runFailure,
  runState,
  timelineEntry,
  timelineEvent,
  workflow,
} from "@rawr/coordination";
import { z } from "zod";

/** A column that holds JSON of a known shape. */
function jsonText<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
}

const runRow = z.object({
  position: z.int(),
  id: z.string(),
  workflow: jsonText(workflow),
  input: jsonText(jsonValue),
  state: runState,
  queued_at: z.int(),
  started_at: z.int().nullable(),
  ended_at: z.int().nullable(),
  failure: jsonText(runFailure).nullable(),
});

export interface PlacedRun {
  /** Where it stands in the order of queueing. */
  readonly position: number;
  readonly run: Run;
}

/** @throws ZodError for a row that this package did not write. */
export function placedRun(row: unknown): PlacedRun {
  const { position, queued_at, started_at, ended_at, failure, ...rest } = runRow.parse(row);
  const parsed = run.parse({
    ...rest,
    queuedAt: queued_at,
    ...(started_at === null ? {} : { startedAt: started_at }),
    ...(ended_at === null ? {} : { endedAt: ended_at }),
    ...(failure === null ? {} : { failure }),
  });
  return { position, run: parsed };
}

const timelineRow = z
  .object({ sequence: z.int(), at: z.int(), event: jsonText(timelineEvent) })
  .pipe(timelineEntry);

export const timelineRows = z.array(timelineRow);

export const memoryRows = z.array(z.object({ desk: z.string(), value: jsonText(jsonValue) }));

export const countRow = z.object({ count: z.int() });

export const sendingRows = z.array(
  z.object({ id: z.string(), sendings: z.int() }).transform(({ id, sendings }) => ({
    runId: id,
    key: `${id}.${sendings}`,
  })),
);

export const runIdRows = z.array(z.object({ run_id: z.string() }).transform(({ run_id }) => run_id));

export const hookRow = z.object({
  newest_attempt: z.int(),
  lease_until: z.int().nullable(),
  next_at: z.int().nullable(),
  outcome: finishedHookOutcome.nullable(),
  settled_at: z.int().nullable(),
});
export type HookRow = z.infer<typeof hookRow>;

export const attemptRows = z.array(
  z.object({
    attempt: z.int(),
    started_at: z.int(),
    timeout_ms: z.int(),
    result_at: z.int().nullable(),
    outcome: attemptOutcome.nullable(),
    error: z.string().nullable(),
  }),
);
export type AttemptRow = z.infer<typeof attemptRows>[number];
