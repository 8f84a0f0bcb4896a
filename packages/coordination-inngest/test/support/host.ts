import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import {
  type Coordination,
  type CoordinationOptions,
  type CoordinationStore,
  createCoordination,
  createIngress,
  createInngestClient,
} from "../../src/index.ts";
import { createExecutor, type Event, signingKey } from "./executor.ts";

const say = () => undefined;
export const silent = { info: say, warn: say, error: say, debug: say };

export interface TestHost {
  readonly coordination: Coordination;
  readonly url: string;
  /** Events that were sent and not yet worked off. */
  readonly events: Event[];
  readonly deliver: (event: Event) => Promise<boolean>;
  /** Delivers what was sent, until nothing is left. */
  readonly settle: () => Promise<void>;
  /** The pauses that functions made, in seconds as Inngest was asked for them. */
  readonly pauses: number[];
  /** Moves the host's clock on. */
  readonly pass: (ms: number) => void;
  readonly now: () => number;
  /** While set, Inngest takes no events. */
  refuses: boolean;
  readonly close: () => Promise<void>;
}

export type HostOptions = Pick<CoordinationOptions, "handlers" | "hook" | "hookTimeoutMs"> &
  Partial<Pick<CoordinationOptions, "retry" | "leaseMarginMs">> & { readonly store: CoordinationStore };

/** The real functions behind the real ingress on a real port, driven by the executor; pauses pass at once. */
export async function startHost(options: HostOptions): Promise<TestHost> {
  const events: Event[] = [];
  const pauses: number[] = [];
  let ahead = 0;
  let refuses = false;
  const now = () => Date.now() + ahead;
  const app = new Hono();
  app.post("/e/:key", async (c) => {
    if (refuses) return c.json({ error: "not now" }, 400);
    const sent = (await c.req.json()) as Event | Event[];
    const list = Array.isArray(sent) ? sent : [sent];
    events.push(...list);
    return c.json({ ids: list.map(({ id }, index) => id ?? `${index}`), status: 200 });
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createInngestClient({
    id: "hq",
    eventKey: "test",
    signingKey,
    baseUrl: url,
    logger: silent,
  });
  const coordination = createCoordination({ ...options, client, now });
  const ingress = createIngress({ client, functions: coordination.functions, mode: "development", env: {} });
  app.all("/api/inngest", ingress);

  const executor = createExecutor({
    post: (query, init) => fetch(`${url}/api/inngest${query}`, init),
    onPause: (seconds) => {
      pauses.push(seconds);
      ahead += seconds * 1_000;
    },
    maxAttempts: 3,
  });
  return {
    coordination,
    url,
    events,
    pauses,
    deliver: executor.deliver,
    async settle() {
      for (let event = events.shift(); event !== undefined; event = events.shift()) {
        await executor.deliver(event);
      }
    },
    pass(ms) {
      ahead += ms;
    },
    now,
    get refuses() {
      return refuses;
    },
    set refuses(value) {
      refuses = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}
