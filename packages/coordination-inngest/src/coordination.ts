import { type DeskHandlers, type FinishedHookRetry, finishedHookRetry } from "@rawr/coordination";
import type { Inngest, InngestFunction } from "inngest";
import { z } from "zod";
import { createFunctions } from "./adapter.ts";
import type { FinishedHook } from "./finished-hook/hook.ts";
import { type QueuedRun, queueRun, type RunRequest } from "./queue-run.ts";
import { type Recovery, recover } from "./recover.ts";
import { defaultLeaseMarginMs } from "./store/finished-hook-store.ts";
import type { CoordinationStore } from "./store/open-store.ts";
import type { RunStore } from "./store/run-store.ts";

export interface CoordinationOptions {
  readonly client: Inngest;
  readonly store: CoordinationStore;
  readonly handlers: DeskHandlers;
  readonly hook: FinishedHook | undefined;
  /** Milliseconds that an attempt of the hook may take, up to 10 minutes. */
  readonly hookTimeoutMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Another rule than `finishedHookRetry`. */
  readonly retry?: FinishedHookRetry;
  /** Another margin than 5 seconds. */
  readonly leaseMarginMs?: number;
}

/** What the host holds of coordination. */
export interface Coordination extends Pick<RunStore, "read" | "list" | "timeline" | "memory"> {
  /** For `createIngress`. */
  readonly functions: readonly InngestFunction.Any[];
  readonly queueRun: (request: RunRequest) => Promise<QueuedRun>;
  readonly readFinishedHook: CoordinationStore["readFinishedHook"];
  readonly recover: (silentForMs: number) => Promise<Recovery>;
}

const timeout = z
  .int("expected a whole number of milliseconds")
  .min(1, "expected at least 1 millisecond")
  .max(600_000, "expected at most 10 minutes");

/** Puts coordination together. Pure: it sends, opens and reads nothing. @throws ZodError for a timeout that is not right. */
export function createCoordination(options: CoordinationOptions): Coordination {
  const { client, store, handlers, hook, now } = options;
  const policy = {
    timeoutMs: timeout.parse(options.hookTimeoutMs),
    leaseMarginMs: options.leaseMarginMs ?? defaultLeaseMarginMs,
    retry: options.retry ?? finishedHookRetry,
  };
  const sender = { client, store, now };
  return {
    functions: createFunctions(client, { store, handlers, hook, policy, now }),
    queueRun: (request) => queueRun(sender, request),
    recover: (silentForMs) => recover(sender, silentForMs),
    read: store.read,
    list: store.list,
    timeline: store.timeline,
    memory: store.memory,
    readFinishedHook: store.readFinishedHook,
  };
}
