import type { Coordination } from "@rawr/coordination-inngest";
import { createInngestClient } from "@rawr/coordination-inngest";
import { signatureOf } from "@rawr/inngest-executor";
import { describe, expect, test, vi } from "vitest";
import { coordinationCapability } from "../src/capabilities/coordination/index.ts";
import { createHost, type HostWorkflows } from "../src/host.ts";
import { bodyLimits } from "../src/http/body.ts";
import { createLogger } from "../src/http/log.ts";
import { closedIngress, createHostIngress, type Ingress, ingressLimits } from "../src/ingress.ts";
import { defineManifest } from "../src/manifest.ts";
import { defineHeavyMiddleware } from "../src/middleware/heavy.ts";
import { createRequestContext } from "../src/workflows/context.ts";
import { testCredentials } from "./support/credentials.ts";
import { createTestHost } from "./support/host.ts";
import { secret } from "./support/probe.ts";

const credentials = await testCredentials();
const token = await credentials.issue("first-party", ["rpc", "openapi", "workflows"], "alice");
const listed = { items: [], next: undefined };
const coordination = { list: () => listed } as unknown as Coordination;

async function host(ingress: Ingress = async () => new Response("taken in"), limits = bodyLimits) {
  const made = await createTestHost(credentials, limits, { coordination, ingress });
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    made.host.fetch(
      new Request(`http://host${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const said = (message: string) =>
    made.lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === message);
  return { ...made, send, said };
}

const families = {
  rpc: { path: "/rpc", wrap: (input: unknown) => ({ json: input }) },
  openapi: { path: "/api/orpc", wrap: (input: unknown) => input },
  workflows: { path: "/api/workflows", wrap: (input: unknown) => input },
} as const;
const names = ["rpc", "openapi", "workflows"] as const;

describe("the host", () => {
  test("says what it mounts, each with its method", async () => {
    const { host: made } = await host();
    expect(made.mounted).toContainEqual({ method: "GET", path: "/healthz" });
    expect(made.mounted).toContainEqual({ method: "ALL", path: "/rpc/*" });
    expect(made.mounted.map(({ path }) => path)).toContain("/api/inngest/*");
  });

  test.each(names)("serves %s to who may call it, and logs whose request it was", async (family) => {
    const { send, effects, said } = await host();
    const { path, wrap } = families[family];
    const response = await send("POST", `${path}/probe/act`, wrap({ note: "x" }), {
      "x-correlation-id": "corr-1",
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(wrap({ subject: "alice" }));
    expect(effects).toEqual(["alice"]);
    const requestId = response.headers.get("x-request-id");
    expect(requestId).toMatch(/\S/);
    expect(said("request")).toMatchObject([
      {
        requestId,
        correlationId: "corr-1",
        family,
        method: "POST",
        path: `${path}/probe/act`,
        status: 200,
        ms: expect.any(Number),
      },
    ]);
    expect(said("request failed")).toEqual([]);
  });

  test("gives workflows what they run on", async () => {
    const { send } = await host();
    const response = await send("GET", "/api/workflows/coordination/runs");
    expect(response.status).toBe(200);
  });

  test.each(names)("refuses a body of %s that is too large, by its limits", async (family) => {
    const { send } = await host(undefined, { bytes: 64, milliseconds: 10_000 });
    const { path, wrap } = families[family];
    const response = await send("POST", `${path}/probe/act`, wrap({ note: "x".repeat(100) }));
    const told = { defined: true, code: "PAYLOAD_TOO_LARGE", data: { limitBytes: 64 } };
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject(wrap(told) as object);
  });

  test.each(names)("logs once what failed in %s, and tells the caller nothing of it", async (family) => {
    const { send, said } = await host();
    const { path, wrap } = families[family];
    const response = await send("POST", `${path}/probe/fail`, wrap({ how: "throws" }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(secret);
    expect(said("request failed")).toMatchObject([
      { requestId: response.headers.get("x-request-id"), err: { message: secret } },
    ]);
  });

  test("logs no refusal as a failure, and says it as the family's clients read it", async () => {
    const { send, said } = await host();
    const rpc = await send("POST", "/rpc/probe/act", { json: {} }, { authorization: "" });
    expect([rpc.status, await rpc.json()]).toMatchObject([401, { json: { code: "UNAUTHORIZED" } }]);
    const open = await send("POST", "/api/orpc/probe/act", {}, { authorization: "" });
    expect([open.status, await open.json()]).toMatchObject([401, { code: "UNAUTHORIZED" }]);
    expect(said("request failed")).toEqual([]);
    expect(said("request").map(({ status }) => status)).toEqual([401, 401]);
  });

  test.each(["/nothing", "/", "/apis"])("has nothing at %s", async (path) => {
    const { send } = await host();
    const response = await send("GET", path);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { defined: true, code: "NOT_FOUND" },
    ]);
  });

  test("is well, which anybody may ask", async () => {
    const { send } = await host();
    const response = await send("GET", "/healthz", undefined, { authorization: "" });
    expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
  });

  test("shows what it publishes", async () => {
    const { send } = await host();
    for (const [path, own, other] of [
      ["/api/orpc/openapi.json", "/system/whoami", "/coordination/runs"],
      ["/api/workflows/openapi.json", "/coordination/runs", "/system/whoami"],
    ] as const) {
      const response = await send("GET", path, undefined, { authorization: "" });
      const { paths } = JSON.parse(await response.text());
      expect([response.status, own in paths, other in paths]).toEqual([200, true, false]);
    }
  });

  test("hands deliveries to its ingress, with a context of their own family", async () => {
    const ingress = vi.fn<Ingress>(async () => new Response("taken in"));
    const { send, said } = await host(ingress);
    expect(await (await send("POST", "/api/inngest", {})).text()).toBe("taken in");
    expect(ingress.mock.calls[0]?.[1]).toMatchObject({ family: "inngest" });
    expect(said("request")).toMatchObject([{ family: "inngest", path: "/api/inngest", status: 200 }]);
    await send("POST", "/rpc/probe/act", { json: { note: "x" } });
    expect(ingress).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["an error", new Error(secret), { requestId: expect.any(String), err: { message: secret } }],
    ["what is no error", secret, {}],
  ])("answers and logs when its ingress throws %s", async (_, thrown, told) => {
    const { send, said } = await host(() => Promise.reject(thrown));
    const response = await send("POST", "/api/inngest", {});
    expect([response.status, await response.json()]).toMatchObject([500, { code: "INTERNAL_SERVER_ERROR" }]);
    expect(said("request failed")).toMatchObject([told]);
  });
});

describe("a host without workflows", () => {
  test("refuses deliveries, and serves the rest", async () => {
    const { host: bare } = await createTestHost(credentials);
    const refused = await bare.fetch(new Request("http://host/api/inngest", { method: "POST" }));
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { code: "UNAUTHORIZED", data: { reason: "missing" } },
    ]);
    expect((await bare.fetch(new Request("http://host/api/orpc/system/info"))).status).not.toBe(500);
  });

  test("is not put together from a manifest that registers some", async () => {
    const manifest = defineManifest({ capabilities: [coordinationCapability] });
    const caller = defineHeavyMiddleware({ marker: "caller", evaluate: async () => null as never });
    const options = { caller, log: createLogger({ write: () => undefined }), limits: bodyLimits };
    await expect(createHost(manifest, options)).rejects.toThrow(
      new Error("the manifest registers workflows: the host needs their store and ingress"),
    );
    const workflows: HostWorkflows = { coordination, ingress: closedIngress };
    await expect(createHost(manifest, { ...options, workflows })).resolves.toBeDefined();
  });
});

describe("the host's ingress", () => {
  const signingKey = `signkey-test-${"5e".repeat(32)}`;
  const say = () => undefined;
  const logger = { info: say, warn: say, error: say, debug: say };
  const client = createInngestClient({ id: "hq", eventKey: "e", signingKey, logger });
  const echo = client.createFunction({ id: "echo", triggers: [{ event: "e" }] }, () => 1);
  const options = { client, functions: [echo], mode: "development", env: {} } as const;
  const target = "http://host/api/inngest?fnId=hq-echo&stepId=step";
  const delivery = (data: unknown) => ({
    version: 2,
    event: { name: "e", data },
    events: [{ name: "e", data }],
    steps: {},
    ctx: {
      run_id: "x",
      attempt: 0,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: [], current: 0 },
    },
  });

  function ask(text: string, { url = target, signed = true }: { url?: string; signed?: boolean } = {}) {
    const onDelivery = vi.fn();
    const signature = signatureOf(text.startsWith('{"') ? JSON.parse(text) : text, signingKey);
    const request = new Request(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(signed ? { "x-inngest-signature": signature } : {}),
      },
      ...(text === "" ? {} : { body: text }),
    });
    const context = createRequestContext(request, "inngest", []);
    return { answer: createHostIngress(options, { onDelivery })(request, context), onDelivery, context };
  }

  const refused = (reason: string) => ({ code: "UNAUTHORIZED", data: { reason } });

  test("takes in four megabytes within ten seconds", () => {
    expect(ingressLimits).toEqual({ bytes: 4_194_304, milliseconds: 10_000 });
  });

  test("tells of each delivery for a run how it was answered", async () => {
    const { answer, onDelivery, context } = ask(JSON.stringify(delivery({ runId: "r-1" })));
    const { status } = await answer;
    expect(status).toBe(200);
    expect(onDelivery.mock.calls).toEqual([[context, { runId: "r-1", status }]]);
  });

  test("tells of no other delivery", async () => {
    const { answer, onDelivery } = ask(JSON.stringify(delivery({ other: 1 })));
    expect((await answer).status).toBe(200);
    expect(onDelivery).not.toHaveBeenCalled();
  });

  test("refuses what carries no signature, before it reads it", async () => {
    const { answer } = ask("x".repeat(ingressLimits.bytes * 9), { signed: false });
    await expect(answer).rejects.toMatchObject(refused("missing"));
    const request = new Request(target, { method: "POST" });
    const context = createRequestContext(request, "inngest", []);
    await expect(closedIngress(request, context)).rejects.toMatchObject(refused("missing"));
  });

  test("lets the host answer for what breaks in the adapter", async () => {
    let isBroken = false;
    const breaking = new Proxy(client, {
      get(target, name) {
        if (isBroken) throw new Error("it broke");
        return Reflect.get(target, name, target);
      },
    });
    const broken = createHostIngress({ ...options, client: breaking }, { onDelivery: () => undefined });
    isBroken = true;
    const body = JSON.stringify(delivery({}));
    const headers = {
      "content-type": "application/json",
      "x-inngest-signature": signatureOf(JSON.parse(body), signingKey),
    };
    const request = new Request(target, { method: "POST", headers, body });
    await expect(broken(request, createRequestContext(request, "inngest", []))).rejects.toThrow("it broke");
  });

  test("refuses what is no JSON, is signed for another body, or goes to a path below", async () => {
    await expect(ask("{").answer).rejects.toMatchObject(refused("invalid"));
    await expect(ask('{ "a": 1 }').answer).rejects.toMatchObject(refused("invalid"));
    const below = ask(JSON.stringify(delivery({})), { url: "http://host/api/inngest/more" });
    await expect(below.answer).rejects.toMatchObject(refused("invalid"));
  });
});
