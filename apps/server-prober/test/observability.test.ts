import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runtimeOf } from "./prober/clients/runtime.ts";
import { workflowsClient } from "./prober/clients/workflows.ts";
import { openHttpClient } from "./prober/http-client.ts";
import { type ServerProcess, startServerProcess } from "./prober/server-process.ts";

/** Long enough for a machine that does ten other things. */
const patient = { timeout: 60_000, interval: 20 };
const workflow = { id: "probe", desks: [{ kind: "note" as const, id: "only", value: 1 }], handoffs: [] };
const wellFormed = /^[\w-]{1,64}$/;
let server: ServerProcess;
let runtime: ReturnType<typeof runtimeOf>;
let token: string;

beforeAll(async () => {
  server = await startServerProcess();
  runtime = runtimeOf(server);
  await runtime.start();
  token = await server.tokenOf("first party");
});
afterAll(async () => {
  await runtime.stop();
  await server.stop();
});

const lines = (): Record<string, unknown>[] =>
  server
    .output()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

const bearer = () => ({ authorization: `Bearer ${token}` });

async function whoami(headers: Record<string, string>) {
  const response = await fetch(`${server.url}/rpc/system/whoami`, { method: "POST", headers });
  await response.text();
  const requestId = response.headers.get("x-request-id") ?? "";
  await vi.waitFor(() => expect(lines().some((line) => line["requestId"] === requestId)).toBe(true), patient);
  const line = lines().find((one) => one["requestId"] === requestId);
  return {
    status: response.status,
    requestId,
    correlationId: response.headers.get("x-correlation-id"),
    line,
  };
}

/** A run that is over, its hook too, and what was said of it. */
async function runToEnd(id: string, correlationId?: string) {
  const headers = {
    ...bearer(),
    ...(correlationId === undefined ? {} : { "x-correlation-id": correlationId }),
  };
  const client = workflowsClient(server.url, headers);
  await client.trigger({ id, workflow });
  await vi.waitFor(async () => {
    expect((await client.read({ id })).finishedHook?.outcome).toBe("succeeded");
  }, patient);
  const { entries } = await client.timeline({ id });
  const queued = entries.find(({ event }) => event.type === "run-queued")?.event;
  const trace = queued?.type === "run-queued" ? queued.trace : undefined;
  await vi.waitFor(
    () => expect(lines().some((line) => line["runId"] === id && line["msg"] === "run finished")).toBe(true),
    patient,
  );
  return { trace, said: lines().filter((line) => line["runId"] === id) };
}

describe("a correlation id", () => {
  test("goes from the request to the answer and to its line of the log", async () => {
    const { correlationId, line } = await whoami({ ...bearer(), "x-correlation-id": "matter-1" });
    expect([correlationId, line?.["correlationId"]]).toEqual(["matter-1", "matter-1"]);
  });

  test("goes with the request's own into the timeline, through the runtime, and to the finished hook", async () => {
    const { trace, said } = await runToEnd("followed", "matter-2");
    expect(trace?.correlationId).toBe("matter-2");
    expect(new Set(said.map((line) => line["correlationId"]))).toEqual(new Set(["matter-2"]));
    expect(said.map((line) => line["msg"])).toEqual(expect.arrayContaining(["delivery", "run finished"]));
    const started = lines().find((line) => line["requestId"] === trace?.requestId);
    expect(started).toMatchObject({ msg: "request", method: "POST", status: 202, correlationId: "matter-2" });
  });

  test("is the request's own where none came", async () => {
    const { correlationId, requestId, line } = await whoami(bearer());
    expect(requestId).toMatch(wellFormed);
    expect([correlationId, line?.["correlationId"]]).toEqual([requestId, requestId]);
    const { trace } = await runToEnd("unnamed");
    expect(trace?.correlationId).toBe(trace?.requestId);
  });

  test("comes with a refusal too", async () => {
    const { status, correlationId, requestId, line } = await whoami({ "x-correlation-id": "matter-3" });
    expect([status, correlationId]).toEqual([401, "matter-3"]);
    expect(line).toMatchObject({ requestId, correlationId: "matter-3", status: 401 });
  });

  test("of one request is never another's, however many there are at once", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `crowd-${index}`);
    const ended = await Promise.all(ids.map((id) => runToEnd(id, `of-${id}`)));
    expect(new Set(ended.map(({ trace }) => trace?.requestId)).size).toBe(ids.length);
    for (const [index, { trace, said }] of ended.entries()) {
      expect(trace?.correlationId).toBe(`of-crowd-${index}`);
      expect(new Set(said.map((line) => line["correlationId"]))).toEqual(new Set([`of-crowd-${index}`]));
    }
  });
});

describe("an id that cannot be used", () => {
  const hostile: readonly (readonly [what: string, value: string])[] = [
    ["is too long", "x".repeat(65)],
    ["is empty", ""],
    ["holds JSON", '","level":60,"msg":"forged'],
    ["holds a blank", "a b"],
    ["holds an encoded line feed", "a%0ab"],
    ["holds a path", "../../etc/passwd"],
    ["holds markup", "<script>"],
    ["holds an escape", "\\u000a{}"],
    ["holds bytes that are no letters", "a\xa0b\xff"],
    ["is two", "first, second"],
  ];

  for (const [what, value] of hostile) {
    test(`${what} is replaced by the request's own`, async () => {
      const { correlationId, requestId, line } = await whoami({ ...bearer(), "x-correlation-id": value });
      expect([correlationId, line?.["correlationId"]]).toEqual([requestId, requestId]);
      if (value.length > 3) expect(server.output()).not.toContain(value);
    });
  }

  test("is a token is replaced by the request's own", async () => {
    const { correlationId, requestId } = await whoami({ ...bearer(), "x-correlation-id": token });
    expect(correlationId).toBe(requestId);
    expect(server.secrets.within(server.output())).toEqual([]);
  });
});

describe("a request's own id", () => {
  test("is never the caller's, and no two are the same", async () => {
    const claimed = {
      ...bearer(),
      "x-request-id": "claimed",
      "request-id": "claimed",
      traceparent: "claimed",
    };
    const answers = await Promise.all([whoami(claimed), whoami(claimed), whoami(claimed)]);
    expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(3);
    expect(server.output()).not.toContain("claimed");
  });
});

describe("the log", () => {
  test("has one object in each line, at a time and a level", async () => {
    await whoami(bearer());
    for (const line of lines()) {
      expect(line).toMatchObject({
        level: expect.any(Number),
        time: expect.any(Number),
        msg: expect.any(String),
      });
    }
  });

  test("has ids in each line of a request", () => {
    const requests = lines().filter(({ msg, family }) => msg === "request" && family !== undefined);
    expect(requests.length).toBeGreaterThan(0);
    for (const line of requests) {
      expect([line["requestId"], line["correlationId"]]).toEqual([
        expect.stringMatching(wellFormed),
        expect.stringMatching(wellFormed),
      ]);
    }
  });

  test("holds nothing of a token that stands in a path, a query or a body", async () => {
    const client = openHttpClient(server.url);
    const dotted = token.replaceAll(".", "%2E");
    const spelled = token.replace(/^eyJ/, "%65%79%4A");
    const parts = token.split(".");
    const targets = [
      token,
      dotted,
      spelled,
      `x/${token}/y`,
      parts.join("/"),
      parts.join("%2f"),
      `x?token=${token}`,
    ];
    const methods = ["GET", "POST"];
    for (const prefix of ["/rpc/", "/api/orpc/", "/api/workflows/coordination/runs/", "/nowhere/"]) {
      for (const target of targets) {
        for (const method of methods) {
          const body = method === "POST" ? JSON.stringify({ id: token, token }) : undefined;
          const headers = Object.entries({
            ...bearer(),
            "content-type": "application/json",
            "user-agent": token,
            referer: token,
          });
          await client.send({ method, target: `${prefix}${target}`, headers, body });
        }
      }
    }
    client.close();
    expect(server.secrets.within(server.output())).toEqual([]);
  });

  test("holds no key, signature, token, cookie or authorization, after all that was done", async () => {
    await runToEnd("last");
    await whoami({ ...bearer(), cookie: "session=a-cookie-that-nobody-may-log" });
    const output = server.output();
    expect(server.secrets.count()).toBeGreaterThan(3);
    expect(server.secrets.within(output)).toEqual([]);
    expect(output).not.toMatch(/s=[0-9a-f]{64}|bearer |authorization|a-cookie-that|signkey-/i);
  });
});
