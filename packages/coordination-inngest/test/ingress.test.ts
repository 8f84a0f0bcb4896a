import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { signatureOf } from "@rawr/inngest-executor";
import { Hono } from "hono";
import { Inngest } from "inngest";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createIngress, createInngestClient, IngressRefused } from "../src/index.ts";
import { openedStore } from "./support/database.ts";
import { signingKey, silent, startHost } from "./support/host.ts";
import { oneNote } from "./support/workflows.ts";

async function host() {
  const started = await startHost({
    store: openedStore(),
    handlers: {},
    hook: undefined,
    hookTimeoutMs: 1_000,
  });
  onTestFinished(started.close);
  await started.coordination.queueRun({ id: "r-1", workflow: oneNote, input: null });
  return started;
}

const event = { name: "coordination/run.requested", data: { runId: "r-1", key: "r-1.0" } };
const body = {
  version: 2,
  event,
  events: [event],
  steps: {},
  ctx: {
    run_id: "x",
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  },
};
const query = "?fnId=hq-run-workflow&stepId=step";
const seconds = () => Math.floor(Date.now() / 1_000);
const otherKey = `signkey-test-${"ab".repeat(32)}`;

const requests: [string, string, string, (() => string) | undefined][] = [
  ["an unsigned POST", "POST", query, undefined],
  ["a forged POST", "POST", query, () => `t=${seconds()}&s=${"0".repeat(64)}`],
  ["a POST signed with another key", "POST", query, () => signatureOf(body, otherKey)],
  ["a POST signed for another body", "POST", query, () => signatureOf({ ...body, version: 1 }, signingKey)],
  ["a POST signed six minutes ago", "POST", query, () => signatureOf(body, signingKey, seconds() - 360)],
  ["an unsigned probe", "POST", "?probe=trust", undefined],
  ["an unsigned GET", "GET", "", undefined],
  ["an unsigned PUT", "PUT", "", undefined],
  ["an unsigned PUT in band", "PUT", "?sync", undefined],
  ["an unsigned DELETE", "DELETE", query, undefined],
];

describe("the ingress", () => {
  test.each(requests)(
    "answers 401 to %s, tells nothing and changes nothing",
    async (_, method, path, sign) => {
      const { url, coordination } = await host();
      const response = await fetch(`${url}/api/inngest${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          "x-inngest-server-kind": "dev",
          "x-inngest-sync-kind": "in_band",
          ...(sign === undefined ? {} : { "x-inngest-signature": sign() }),
        },
        ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toMatch(/hq|workflow|sdk|signkey/i);
      expect(coordination.read("r-1")).toMatchObject({ state: "queued" });
    },
  );

  test("answers 401 to what is unsigned also where INNGEST_DEV asks for no signatures", async () => {
    vi.stubEnv("INNGEST_DEV", "1");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { url, coordination } = await host();
    for (const method of ["GET", "PUT", "POST"]) {
      const sent = method === "GET" ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${url}/api/inngest${query}`, { method, ...sent });
      expect([method, response.status]).toEqual([method, 401]);
    }
    expect(coordination.read("r-1")).toMatchObject({ state: "queued" });
  });

  test("lets in what is signed", async () => {
    const { url, coordination } = await host();
    const response = await fetch(`${url}/api/inngest${query}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-inngest-signature": signatureOf(body, signingKey) },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(206);
    expect(coordination.read("r-1")).toMatchObject({ state: "running" });
  });

  const settings = { id: "hq", eventKey: "test", signingKey, logger: silent };

  const overriding = [
    "INNGEST_DEV",
    "INNGEST_ENABLE_UNAUTHED_SYNC",
    "INNGEST_BASE_URL",
    "INNGEST_API_BASE_URL",
    "INNGEST_EVENT_API_BASE_URL",
    "INNGEST_SERVE_ORIGIN",
    "INNGEST_SERVE_HOST",
    "INNGEST_SERVE_PATH",
    "INNGEST_STREAMING",
  ];

  test.each(overriding)("does not open in production with %s set, whatever its value", (name) => {
    const client = createInngestClient(settings);
    const options = { client, functions: [] };
    for (const value of ["1", "0", ""]) {
      const env = { [name]: value };
      expect(() => createIngress({ ...options, mode: "production", env })).toThrow(
        new IngressRefused(`expected these to be unset in production: ${name}`),
      );
      expect(createIngress({ ...options, mode: "development", env })).toBeTypeOf("function");
    }
    expect(createIngress({ ...options, mode: "production", env: {} })).toBeTypeOf("function");
  });

  test("names everything that keeps it from opening", () => {
    const client = createInngestClient(settings);
    const env = { INNGEST_DEV: "1", INNGEST_STREAMING: "allow" };
    expect(() => createIngress({ client, functions: [], mode: "production", env })).toThrow(
      "expected these to be unset in production: INNGEST_DEV, INNGEST_STREAMING",
    );
  });

  test("does not open for a client that does not check signatures", () => {
    const client = new Inngest({ id: "hq", isDev: true });
    expect(() => createIngress({ client, functions: [], mode: "development", env: {} })).toThrow(
      new IngressRefused("expected a client that checks signatures, as createInngestClient makes one"),
    );
  });

  test.each([
    ["where it is told to be found", "https://hq.example", "https://hq.example"],
    ["where the request says, otherwise", undefined, "http://host.test"],
  ])("registers its functions %s", async (_, serveOrigin, origin) => {
    const registered: unknown[] = [];
    const api = new Hono().post("/fn/register", async (c) => {
      registered.push(await c.req.json());
      return c.json({});
    });
    const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
      const listening = serve({ fetch: api.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(listening));
    });
    onTestFinished(() => void server.close());
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createInngestClient({ ...settings, baseUrl });
    const echo = client.createFunction({ id: "echo", triggers: [{ event: "e" }] }, () => 1);
    const handler = createIngress({ client, functions: [echo], mode: "development", env: {}, serveOrigin });
    const app = new Hono().all("/api/inngest", handler);
    const response = await app.request("http://host.test/api/inngest", {
      method: "PUT",
      headers: { "content-type": "application/json", "x-inngest-signature": signatureOf({}, signingKey) },
      body: "{}",
    });
    expect(response.status).toBe(200);
    expect(registered).toMatchObject([{ url: `${origin}/api/inngest`, functions: [{ id: "hq-echo" }] }]);
  });

  test.each(["", "signkey-test-", "signkey-test-abcd", "x".repeat(64), `signkey-test-${"5".repeat(33)}`])(
    "has no client with the signing key %j, and does not repeat it",
    (key) => {
      const settingsWith = { ...settings, signingKey: key };
      expect(() => createInngestClient(settingsWith)).toThrow(
        /^signingKey: expected "signkey-<environment>-" and at least 32 hexadecimal digits$/,
      );
      expect(() => createInngestClient({ ...settings, signingKeyFallback: key })).toThrow(
        /^signingKeyFallback: /,
      );
    },
  );
});
