import { signatureOf } from "@rawr/inngest-executor";
import { describe, expect, test } from "vitest";
import { closedIngress, ingressLimits } from "../src/ingress.ts";
import { createRequestContext } from "../src/workflows/context.ts";
import { appId } from "../src/workflows/start.ts";
import { testCredentials } from "./support/credentials.ts";
import { fallbackKey, testWorkflows } from "./support/workflows.ts";

const credentials = await testCredentials();
const { url, settings, lines } = await testWorkflows(credentials);

const delivery = {
  version: 2,
  event: { name: "coordination/finished-hook.due", data: { runId: "nobody-knows" }, id: "e", ts: 1 },
  events: [],
  steps: {},
  ctx: { run_id: "01", attempt: 0, max_attempts: 1, use_api: false, stack: { stack: [], current: 0 } },
};
const target = `/api/inngest?fnId=${appId}-deliver-finished-hook&stepId=step`;
const methods = ["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"] as const;

interface Attempt {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

function send({ method = "POST", path = target, headers = {}, body = delivery }: Attempt): Promise<Response> {
  const text = method === "POST" || method === "PUT" || method === "PATCH" ? JSON.stringify(body) : null;
  return fetch(`${url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
}

const signed = (body: unknown, key = settings.signingKey, seconds?: number) => ({
  "x-inngest-signature": signatureOf(body, key, seconds),
});

async function expectRefused(attempt: Attempt): Promise<void> {
  const response = await send(attempt);
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 401,
    body: { defined: true, code: "UNAUTHORIZED" },
  });
}

const now = () => Math.floor(Date.now() / 1000);
const stranger = `signkey-dev-${"ef".repeat(32)}`;

describe.each(methods)("%s /api/inngest", (method) => {
  const signable = method === "POST" || method === "PUT" || method === "PATCH" ? delivery : "";

  test("is refused when unsigned", () => expectRefused({ method }));

  test("is refused when signed with another key", () =>
    expectRefused({ method, headers: signed(signable, stranger) }));

  test("is refused when its signature is too old", () =>
    expectRefused({ method, headers: signed(signable, settings.signingKey, now() - 301) }));

  test("is refused when its signature is of the future", () =>
    expectRefused({ method, headers: signed(signable, settings.signingKey, now() + 330) }));

  test.each(["first-party", "trusted-service", "external"] as const)(
    "is refused for a caller of class %s, whatever the token is good for",
    async (callerClass) => {
      const everywhere = await credentials.issue(callerClass, ["rpc", "openapi", "workflows"]);
      for (const token of [credentials.tokens[callerClass], everywhere]) {
        await expectRefused({ method, headers: { authorization: `Bearer ${token}` } });
        await expectRefused({ method, headers: { "x-inngest-signature": token } });
      }
    },
  );
});

describe("a signature", () => {
  test("is refused when it is replayed with another body", () =>
    expectRefused({
      headers: signed(delivery),
      body: { ...delivery, event: { ...delivery.event, id: "other" } },
    }));

  test.each(["", "t=1", "s=00", "t=<now>&s=", `t=<now>&s=${"0".repeat(64)}`, "t=NaN&s=00", "nonsense"])(
    "is refused when it is %j",
    (signature) =>
      expectRefused({ headers: { "x-inngest-signature": signature.replace("<now>", String(now())) } }),
  );

  test.each([
    ["current", settings.signingKey],
    ["fallback", fallbackKey],
  ])("is accepted with the %s key, and answered with one", async (_, key) => {
    const probe = await send({ path: "/api/inngest?probe=trust", headers: signed(delivery, key) });
    expect(probe.status).toBe(200);
    const [response, registration] = await Promise.all([
      send({ headers: signed(delivery, key) }),
      send({ method: "GET", path: "/api/inngest", headers: signed("", key) }),
    ]);
    expect([response.status === 401, registration.status]).toEqual([false, 200]);
    expect(response.headers.get("x-inngest-signature")).toMatch(/^t=\d+&s=[0-9a-f]{64}$/);
  });

  test("with a key that was cut is refused", () =>
    expectRefused({ headers: signed(delivery, settings.signingKey.slice(0, -2)) }));
});

describe("without a signature", () => {
  test.each([
    ["the header of a development server", {}, { "x-inngest-server-kind": "dev" }],
    ["an expected server kind", {}, { "x-inngest-expected-server-kind": "dev" }],
    ["a run's id", {}, { "x-run-id": "01", "x-inngest-step-id": "step" }],
    ["a forwarded host", {}, { "x-forwarded-host": "localhost:8288", "x-forwarded-for": "127.0.0.1" }],
    ["a probe", { path: "/api/inngest?probe=trust" }, {}],
    ["a function and a probe", { path: `${target}&probe=trust` }, {}],
    ["a deployment", { path: "/api/inngest?deployId=1", method: "PUT" }, {}],
    [
      "a registration in band",
      { method: "PUT", body: { url: "http://127.0.0.1" } },
      { "x-inngest-sync-kind": "in_band" },
    ],
    ["a path below", { path: "/api/inngest/dev" }, {}],
    ["a slash at the end", { path: "/api/inngest/" }, {}],
    ["an empty body", { body: "" }, {}],
  ] as const)("%s opens nothing", (_, attempt, headers) => expectRefused({ ...attempt, headers }));
});

test("a host without workflows refuses every delivery, signed or not", async () => {
  for (const headers of [{}, signed(delivery)]) {
    const request = new Request(`${url}${target}`, {
      method: "POST",
      headers,
      body: JSON.stringify(delivery),
    });
    const context = createRequestContext(request, "inngest", []);
    await expect(closedIngress(request, context)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  }
});

test("a signed delivery to a path below is refused", () =>
  expectRefused({ path: "/api/inngest/more", headers: signed(delivery) }));

describe("the runtime's signature", () => {
  test.each([
    ["POST", "/rpc/system/whoami", 401],
    ["GET", "/api/orpc/system/whoami", 401],
    ["GET", "/api/workflows/coordination/runs", 401],
    ["POST", "/api/workflows/coordination/runs", 401],
    ["POST", "/rpc/workflows/coordination/runs", 401],
  ])("opens no caller route: %s %s", async (method, path, status) => {
    const body = method === "GET" ? "" : delivery;
    const response = await send({ method, path, headers: signed(body), body });
    expect(response.status).toBe(status);
    const bearer = { ...signed(body), authorization: `Bearer ${settings.signingKey}` };
    expect((await send({ method, path, headers: bearer, body })).status).toBe(status);
  });
});

describe("a body", () => {
  const large = { ...delivery, steps: { large: { type: "data", data: "x".repeat(ingressLimits.bytes) } } };

  test("that is too large is refused, signed or not", async () => {
    expect((await send({ headers: signed(large), body: large })).status).toBe(413);
    await expectRefused({ body: large });
  });

  test("that is not JSON is refused", async () => {
    const headers = { "content-type": "application/json", ...signed("{") };
    const response = await fetch(`${url}${target}`, { method: "POST", headers, body: "{" });
    expect(response.status).toBe(401);
  });
});

test("what opens the ingress stands in no log", () => {
  const said = lines.join("");
  expect(said).toContain('"family":"inngest"');
  for (const secret of [settings.signingKey, fallbackKey, settings.eventKey]) {
    expect(said).not.toContain(secret.replace(/^signkey-dev-/, ""));
  }
  expect(said).not.toMatch(/s=[0-9a-f]{64}/);
});
