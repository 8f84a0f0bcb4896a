import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createExecutor, inngestTiming } from "@rawr/inngest-executor";
import { Hono } from "hono";
import type { Inngest, InngestFunction } from "inngest";
import { describe, expect, onTestFinished, test } from "vitest";
import { finishRun } from "../src/finish-run.ts";
import { createIngress, createInngestClient } from "../src/index.ts";
import { databasePath } from "./support/database.ts";
import { endedRun, runId } from "./support/ended-run.ts";
import { signingKey, silent } from "./support/host.ts";

const eventKey = "test";
const go = { triggers: { event: "probe/go" }, retries: 0 as const };

/** Runs one function to its end: the real SDK behind the real ingress, driven over HTTP. */
async function carryOut(define: (client: Inngest) => InngestFunction.Any): Promise<void> {
  const app = new Hono();
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createInngestClient({ id: "hq", eventKey, signingKey, baseUrl: url, logger: silent });
  app.all(
    "/api/inngest",
    createIngress({ client, functions: [define(client)], mode: "development", env: {} }),
  );
  const errors: unknown[] = [];
  const executor = createExecutor({
    database: databasePath(),
    endpoint: `${url}/api/inngest`,
    signingKey,
    eventKey,
    appId: "hq",
    concurrency: 1,
    timing: inngestTiming,
    onError: (error) => errors.push(error),
  });
  app.post("/e/*", (c) => executor.fetch(c.req.raw));
  onTestFinished(async () => {
    await executor.stop();
    await new Promise((resolve) => server.close(resolve));
  });
  await executor.start();
  await client.send({ name: "probe/go", data: {} });
  await executor.idle();
  expect(errors).toEqual([]);
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("a step of the installed Inngest", () => {
  test("has run its callback to the end when it resolves", async () => {
    const seen: string[] = [];
    await carryOut((client) =>
      client.createFunction({ id: "probe", ...go }, async ({ step }) => {
        const value = await step.run("one", async () => {
          seen.push("begins");
          await soon();
          seen.push("ends");
          return 7;
        });
        seen.push(`resolves with ${value}`);
      }),
    );
    expect(seen).toEqual(["begins", "ends", "resolves with 7"]);
  });

  test("does not run its callback again once its result is stored", async () => {
    const seen: string[] = [];
    await carryOut((client) =>
      client.createFunction({ id: "probe", ...go }, async ({ step }) => {
        seen.push("function");
        for (const id of ["one", "two", "three"]) await step.run(id, () => void seen.push(id));
      }),
    );
    expect(seen.filter((one) => one !== "function")).toEqual(["one", "two", "three"]);
    // The function began several times, which is why its steps have to remember.
    expect(seen.filter((one) => one === "function").length).toBeGreaterThan(1);
  });

  test("ends a run and delivers to its hook, each once", async () => {
    const seen: string[] = [];
    const { guard, run, record } = endedRun("completed");
    const hooked = guard(({ runId: id }) => void seen.push(id));
    await carryOut((client) =>
      client.createFunction({ id: "probe", ...go }, ({ step }) =>
        finishRun(step, hooked, runId, { state: "failed", failure: { message: "too late" } }),
      ),
    );
    expect(seen).toEqual([runId]);
    expect(run()).toMatchObject({ state: "completed" });
    expect(record()).toMatchObject({ outcome: "succeeded" });
  });

  test("rejects with what its callback throws", async () => {
    const seen: unknown[] = [];
    await carryOut((client) =>
      client.createFunction({ id: "probe", ...go }, async ({ step }) => {
        try {
          await step.run("one", () => {
            throw new Error("on purpose");
          });
          seen.push("resolved");
        } catch (error) {
          seen.push(error instanceof Error ? error.message : error);
        }
      }),
    );
    expect(seen).toEqual(["on purpose"]);
  });
});
