import { z } from "zod";
import { safeId } from "./id.ts";
import { jsonValue } from "./json.ts";
import { workflow } from "./workflow.ts";

export const runStates = ["queued", "running", "completed", "failed"] as const;
export const runState = z.enum(runStates);
export type RunState = z.infer<typeof runState>;

/** Every legal step from one state to the next. A run that cannot be started fails from the queue. */
export const runTransitions = {
  queued: ["running", "failed"],
  running: ["completed", "failed"],
  completed: [],
  failed: [],
} as const satisfies Record<RunState, readonly RunState[]>;

export const terminalStates = ["completed", "failed"] as const satisfies readonly RunState[];
export type TerminalState = (typeof terminalStates)[number];

export function isLegalTransition(from: RunState, to: RunState): boolean {
  const next: readonly RunState[] = runTransitions[from];
  return next.includes(to);
}

/** Milliseconds since the epoch. */
const time = z.int();

export const runFailure = z.strictObject({
  /** The desk that failed, unless the run failed as a whole. */
  desk: safeId.optional(),
  message: z.string(),
});
export type RunFailure = z.infer<typeof runFailure>;

const identity = { id: safeId, workflow, input: jsonValue, queuedAt: time };

export const run = z.discriminatedUnion("state", [
  z.strictObject({ ...identity, state: z.literal("queued") }),
  z.strictObject({ ...identity, state: z.literal("running"), startedAt: time }),
  z.strictObject({ ...identity, state: z.literal("completed"), startedAt: time, endedAt: time }),
  z.strictObject({
    ...identity,
    state: z.literal("failed"),
    /** Absent when the run failed from the queue. */
    startedAt: time.optional(),
    endedAt: time,
    failure: runFailure,
  }),
]);

export type Run = z.infer<typeof run>;
export type TerminalRun = Extract<Run, { state: TerminalState }>;

export function isTerminal(one: Run): one is TerminalRun {
  return runTransitions[one.state].length === 0;
}

/** How a run ends, before it is known when. */
export type RunEnd =
  | { readonly state: "completed" }
  | { readonly state: "failed"; readonly failure: RunFailure };
