import { setTimeout as sleep } from "node:timers/promises";
import { answerEvents } from "./event-api.ts";
import type { ExecutorOptions } from "./options.ts";
import { type Endpoint, isRefused } from "./protocol/endpoint.ts";
import type { FunctionConfig } from "./protocol/function-config.ts";
import { functionsOf } from "./protocol/register.ts";
import type { RunContext } from "./run/context.ts";
import { receiveEvent } from "./run/receive-event.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";
import { openStore, type Store } from "./store/store.ts";

export interface Executor {
  /**
   * Opens the queue, asks the application for its functions (for as long as it is not there), and goes on with
   * whatever runs the queue holds.
   * @throws RegistrationError for an application that cannot be run; SqliteError when another process has the queue
   */
  start(): Promise<void>;
  /** Starts no delivery any more, lets those under way end, and closes the queue. */
  stop(): Promise<void>;
  /** The event API: `POST /e/<eventKey>`. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Resolves when no run can go on without an event from outside. */
  idle(): Promise<void>;
}

interface Started {
  readonly store: Store;
  readonly context: RunContext;
  readonly scheduler: Scheduler;
}

const unstarted = "the executor is not started";

/** Runs the functions of one application. Nothing is opened or asked before `start`. */
export function createExecutor(options: ExecutorOptions): Executor {
  const endpoint: Endpoint = { url: options.endpoint, signingKey: options.signingKey };
  const stopping = new AbortController();
  let started: Started | undefined;

  return {
    async start() {
      const store = openStore(options.database);
      try {
        started = begin(options, endpoint, store, await present(endpoint, options.appId, stopping.signal));
      } catch (error) {
        store.close();
        throw error;
      }
      started.scheduler.wake();
    },
    async stop() {
      stopping.abort();
      const running = started;
      started = undefined;
      await running?.scheduler.stop();
      running?.store.close();
    },
    async fetch(request) {
      if (started === undefined)
        return Response.json({ ids: [], status: 503, error: unstarted }, { status: 503 });
      const { store, context, scheduler } = started;
      return answerEvents(request, options.eventKey, (events) => {
        const ids = store.atomically(() => events.map((event) => receiveEvent(context, event)));
        scheduler.wake();
        return ids;
      });
    },
    idle() {
      return started === undefined ? Promise.reject(new Error(unstarted)) : started.scheduler.idle();
    },
  };
}

function begin(
  { timing, concurrency, faults, onError }: ExecutorOptions,
  endpoint: Endpoint,
  store: Store,
  functions: readonly FunctionConfig[],
): Started {
  const context: RunContext = { store, timing, functions, now: Date.now };
  return { store, context, scheduler: createScheduler({ context, endpoint, concurrency, faults, onError }) };
}

/** The functions of the application, as soon as it is there. */
async function present(endpoint: Endpoint, appId: string, stopping: AbortSignal): Promise<FunctionConfig[]> {
  for (;;) {
    try {
      return await functionsOf(endpoint, appId);
    } catch (error) {
      if (!isRefused(error)) throw error;
      await sleep(100, undefined, { signal: stopping });
    }
  }
}
