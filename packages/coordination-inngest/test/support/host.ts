import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createExecutor } from "@rawr/inngest-executor";
import { Hono } from "hono";
import {
  type Coordination,
  type CoordinationOptions,
  type CoordinationStore,
  createCoordination,
  createIngress,
  createInngestClient,
} from "../../src/index.ts";

export const signingKey = `signkey-test-${"5e".repeat(32)}`;
const eventKey = "test";

interface Event {
  readonly name: string;
  readonly data: Record<string, unknown>;
  readonly id?: string;
}

const say = () => undefined;
export const silent = { info: say, warn: say, error: say, debug: say };

export interface TestHost {
  readonly coordination: Coordination;
  readonly url: string;
  /** Events that were sent and not yet worked off. */
  readonly events: Event[];
  /**
   * Sends events all at once, each as if it were new, and lets what they start come to its end. Resolves with the
   * status of each answer of a function as a whole: 200 when it succeeded.
   */
  readonly deliver: (...sent: readonly Event[]) => Promise<readonly number[]>;
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

/** The real functions behind the real ingress on a real port, driven by the development executor; pauses pass at once. */
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
    eventKey,
    signingKey,
    baseUrl: url,
    logger: silent,
  });
  const coordination = createCoordination({ ...options, client, now });
  const answers: number[] = [];
  app.post("/api/inngest", async (c, next) => {
    await next();
    if (c.res.status !== 206) answers.push(c.res.status);
  });
  app.all(
    "/api/inngest",
    createIngress({ client, functions: coordination.functions, mode: "development", env: {} }),
  );

  const errors: unknown[] = [];
  const executor = createExecutor({
    database: ":memory:",
    endpoint: `${url}/api/inngest`,
    signingKey,
    eventKey,
    appId: "hq",
    concurrency: 8,
    timing: {
      retryDelay: () => 0,
      wait(milliseconds) {
        pauses.push(milliseconds / 1_000);
        ahead += milliseconds;
        return 0;
      },
    },
    onError: (error) => errors.push(error),
  });
  await executor.start();

  /** Lets what the events start come to its end. */
  async function carryOut(sent: readonly Event[]): Promise<void> {
    const request = new Request(`${url}/e/${eventKey}`, { method: "POST", body: JSON.stringify(sent) });
    const taken = await executor.fetch(request);
    if (!taken.ok) throw new Error(`the executor refused events: ${await taken.text()}`);
    await executor.idle();
    if (errors.length > 0) throw new AggregateError(errors, "the executor gave something up");
  }

  return {
    coordination,
    url,
    events,
    pauses,
    async deliver(...sent) {
      answers.length = 0;
      await carryOut(sent.map(({ name, data }) => ({ name, data: { ...data, key: randomUUID() } })));
      return [...answers];
    },
    async settle() {
      while (events.length > 0) await carryOut(events.splice(0));
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
    async close() {
      await executor.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}
