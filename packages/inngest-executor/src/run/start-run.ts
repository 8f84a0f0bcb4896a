import { ulid } from "ulid";
import type { StoredEvent } from "../protocol/event.ts";
import { evaluated } from "../protocol/expression.ts";
import type { FunctionConfig } from "../protocol/function-config.ts";
import type { Lane } from "../store/rows.ts";
import type { RunContext } from "./context.ts";

/** As in Inngest, an id or a key is remembered for a day. */
export const memoryMilliseconds = 24 * 60 * 60 * 1000;

/** Starts a run of the function, unless an event's idempotency key has started one within a day. */
export function startRun(
  { store, now }: RunContext,
  config: FunctionConfig,
  event: StoredEvent,
  parent?: { readonly run: string; readonly step: string },
): void {
  const at = now();
  const idempotency = parent === undefined ? keyOf(config.idempotency, event) : undefined;
  if (idempotency !== undefined && store.runs.startedSince(config.id, idempotency, at - memoryMilliseconds))
    return;
  const id = ulid(at);
  const lanes = lanesOf(config, event);
  const { id: functionId, maxAttempts } = config;
  store.runs.add({ id, functionId, event, lanes, maxAttempts, idempotency, parent, createdAt: at });
  store.pending.discover(id, JSON.stringify(lanes), at);
}

function keyOf(expression: string | undefined, event: StoredEvent): string | undefined {
  if (expression === undefined) return undefined;
  const value = evaluated(expression, { event });
  return value === undefined ? undefined : String(value);
}

function lanesOf({ id, concurrency }: FunctionConfig, event: StoredEvent): Lane[] {
  return concurrency
    .filter(({ limit }) => limit > 0)
    .map(({ limit, key, scope }) => {
      const owner = scope === "fn" ? `fn:${id}` : scope;
      return { name: key === undefined ? owner : `${owner}:${key}:${keyOf(key, event)}`, limit };
    });
}
