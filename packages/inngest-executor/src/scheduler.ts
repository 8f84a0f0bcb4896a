import { deliverWith } from "./faults.ts";
import { Lanes } from "./lanes.ts";
import type { Faults } from "./options.ts";
import { type Delivery, deliver, final, type Outcome } from "./protocol/deliver.ts";
import type { Endpoint } from "./protocol/endpoint.ts";
import { takeOutcome } from "./run/advance.ts";
import type { RunContext } from "./run/context.ts";
import { deliveryOf } from "./run/delivery-of.ts";
import { settleStep } from "./run/settle-step.ts";
import type { PendingRow } from "./store/rows.ts";

export interface SchedulerOptions {
  readonly context: RunContext;
  readonly endpoint: Endpoint;
  readonly concurrency: number;
  readonly faults: Faults | undefined;
  readonly onError: (error: unknown) => void;
}

export interface Scheduler {
  /** Looks for what is due. To be called whenever something may have become so. */
  wake(): void;
  /** Resolves when nothing is under way, nothing is due, and nothing will be but by an event from outside. */
  idle(): Promise<void>;
  /** Starts nothing more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** A timer of Node cannot wait longer. */
const longestTimeout = 2 ** 31 - 1;

export function createScheduler({
  context,
  endpoint,
  concurrency,
  faults,
  onError,
}: SchedulerOptions): Scheduler {
  const { store } = context;
  const underWay = new Map<number, Promise<void>>();
  const lanes = new Lanes();
  const idlers: (() => void)[] = [];
  const call = (delivery: Delivery): Promise<Outcome> =>
    faults === undefined ? deliver(endpoint, delivery) : deliverWith(faults, endpoint, delivery);
  let stopped = false;
  let woken = false;
  let timer: NodeJS.Timeout | undefined;

  function wake(): void {
    if (woken || stopped) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      if (!stopped) guarded(look);
    });
  }

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  }

  function look(): void {
    clearTimeout(timer);
    const now = context.now();
    for (let row = next(now); row !== undefined; row = next(now)) begin(row);
    const due = store.pending.nextDue(now);
    if (due !== undefined) timer = setTimeout(wake, Math.min(longestTimeout, due - now));
    if (underWay.size === 0 && !store.pending.moving()) for (const resolve of idlers.splice(0)) resolve();
  }

  function next(now: number): PendingRow | undefined {
    const full: string[] = [];
    for (;;) {
      if (underWay.size >= concurrency) return undefined;
      const [row] = store.pending.due(now, { rows: [...underWay.keys()], lanes: full }, 1);
      if (row === undefined || row.kind !== "call" || lanes.hasRoom(row.lanes)) return row;
      full.push(row.lanes);
    }
  }

  function begin(row: PendingRow): void {
    if (row.kind !== "call") {
      store.atomically(() => timeOver(row));
      return;
    }
    const delivery = deliveryOf(context, row);
    lanes.enter(row.lanes);
    const done = call(delivery)
      .then((outcome) => store.atomically(() => takeOutcome(context, row, outcome)))
      .catch((error: unknown) => giveUp(row, error))
      .finally(() => {
        lanes.leave(row.lanes);
        underWay.delete(row.id);
        wake();
      });
    underWay.set(row.id, done);
  }

  /** What cannot be taken in now never can: delivered again, it would come back for ever. */
  function giveUp(row: PendingRow, error: unknown): void {
    onError(error);
    const message = error instanceof Error ? error.message : String(error);
    const rejected = { kind: "rejected", error: { name: "ExecutorError", message }, retry: final } as const;
    guarded(() => store.atomically(() => takeOutcome(context, row, rejected)));
  }

  function timeOver(row: PendingRow): void {
    const error = { name: "Error", message: "the invoked function did not end in time" };
    settleStep(context, row, row.kind === "invoke" ? { type: "error", error } : { type: "data", data: null });
  }

  return {
    wake,
    idle() {
      return new Promise((resolve) => {
        idlers.push(resolve);
        wake();
      });
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}
