import { ulid } from "ulid";
import type { StoredEvent } from "../protocol/event.ts";
import { holds } from "../protocol/expression.ts";
import type { RunContext } from "./context.ts";
import { settleStep } from "./settle-step.ts";
import { memoryMilliseconds, startRun } from "./start-run.ts";

export interface NewEvent {
  readonly name: string;
  readonly data: Record<string, unknown>;
  /** What makes it the same event when it is sent again. */
  readonly id: string | undefined;
  readonly ts: number | undefined;
}

/** Takes an event in: starts the functions that it triggers, ends the waits that it fulfils. Returns its own id. */
export function receiveEvent(context: RunContext, sent: NewEvent): string {
  const { store } = context;
  const now = context.now();
  const known =
    sent.id === undefined ? undefined : store.events.receivedSince(sent.id, now - memoryMilliseconds);
  if (known !== undefined) return known;
  const id = ulid(now);
  store.events.add({ id, dedupeId: sent.id ?? id, receivedAt: now });
  const event: StoredEvent = { ...sent, id: sent.id ?? id, ts: sent.ts ?? now };
  for (const config of context.functions) {
    const triggered = config.triggers.some(
      ({ event: pattern, expression }) => matches(pattern, event.name) && holds(expression, { event }),
    );
    if (triggered) startRun(context, config, event);
  }
  endWaits(context, event);
  return id;
}

/** A pattern is a name, or the beginning of one followed by `*`. */
function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** In the expression of a wait, `event` is what started the run and `async` what came now. */
function endWaits(context: RunContext, async: StoredEvent): void {
  for (const pending of context.store.pending.waitingFor(async.name)) {
    const run = context.store.runs.find(pending.run_id);
    if (run === undefined || !holds(pending.expression ?? undefined, { event: run.event, async })) continue;
    settleStep(context, pending, { type: "data", data: async });
  }
}
