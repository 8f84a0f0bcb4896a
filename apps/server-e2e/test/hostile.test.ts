import { connect } from "node:net";
import { type Listening, listen } from "@rawr/server/src/http/listen";
import { testCredentials } from "@rawr/server/testing/credentials";
import { createTestHost } from "@rawr/server/testing/host";
import { failures, secret } from "@rawr/server/testing/probe";
import { loopback, transports, transportTo } from "@rawr/server/testing/transport";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

const credentials = await testCredentials();
/** Long enough for a machine that does ten other things. */
const patient = { timeout: 60_000 };
const limits = { bytes: 1024 * 1024, milliseconds: patient.timeout };
const server = await createTestHost(credentials, limits);
/** Only for bodies that never end: under its limit any other body may be late too. */
const hasty = await createTestHost(credentials, { ...limits, milliseconds: 50 });
const auth = { authorization: `Bearer ${credentials.tokens["first-party"]}` };
const json = { ...auth, "content-type": "application/json" };

beforeEach(() => {
  for (const { effects, lines } of [server, hasty]) {
    effects.length = 0;
    lines.length = 0;
  }
});

/** The error of the contract that a response carries, whichever family it is from. */
async function errorOf(response: Response): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = JSON.parse(await response.text());
  const error = (body.json ?? body) as Record<string, unknown>;
  expect(Object.keys(error).filter((key) => key !== "data")).toEqual([
    "defined",
    "code",
    "status",
    "message",
  ]);
  expect(error).toMatchObject({ defined: true, status: response.status });
  return error;
}

const large = "x".repeat(limits.bytes + 1);
const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = json,
): RequestInit => ({
  method: "POST",
  headers,
  body,
});

/** Sent without a content-length. */
function chunked(bytes: number): RequestInit & { duplex: "half" } {
  const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent >= bytes) return controller.close();
      sent += chunk.length;
      controller.enqueue(chunk);
    },
  });
  return { method: "POST", headers: json, body, duplex: "half" };
}

/** `onTaken` is called when what there is of the body was taken. */
function neverEnding(onTaken?: () => void): RequestInit & { duplex: "half" } {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"note":')),
    pull: () => onTaken?.(),
  });
  return { method: "POST", headers: json, body, duplex: "half" };
}

const deep = (depth: number) => `{"note":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const wrongInput = "INPUT_VALIDATION_FAILED";

/** [what, path, request, status, code] */
const table: [string, string, () => RequestInit, number, string][] = [
  ["an unknown path", "/nowhere", () => ({}), 404, "NOT_FOUND"],
  ["an unknown procedure", "/rpc/system/nothing", () => post("{}"), 404, "NOT_FOUND"],
  ["the family alone", "/rpc", () => post("{}"), 404, "NOT_FOUND"],
  ["a name of Object.prototype", "/rpc/system/constructor", () => post("{}"), 404, "NOT_FOUND"],
  ["an unknown operation", "/api/orpc/system/nothing", () => ({ headers: auth }), 404, "NOT_FOUND"],
  ["a route in other letters", "/RPC/system/whoami", () => post("{}"), 404, "NOT_FOUND"],
  ["an encoded family", "/%72pc/system/whoami", () => post("{}"), 404, "NOT_FOUND"],
  ["a doubled slash", "/rpc//system/whoami", () => post("{}"), 404, "NOT_FOUND"],
  ["one family behind another", "/api/orpc/../rpc/system/x", () => post("{}"), 404, "NOT_FOUND"],
  ["GET on RPC", "/rpc/system/whoami", () => ({ headers: auth }), 405, "METHOD_NOT_SUPPORTED"],
  ["PUT on RPC", "/rpc/probe/act", () => ({ ...post("{}"), method: "PUT" }), 405, "METHOD_NOT_SUPPORTED"],
  ["GET on an action", "/api/orpc/probe/act", () => ({ headers: auth }), 405, "METHOD_NOT_SUPPORTED"],
  [
    "DELETE on a parameter",
    "/api/orpc/probe/items/1",
    () => ({ headers: auth, method: "DELETE" }),
    405,
    "METHOD_NOT_SUPPORTED",
  ],
  ["POST on the document", "/api/orpc/openapi.json", () => post("{}"), 404, "NOT_FOUND"],
  ["a body over the limit", "/rpc/probe/act", () => post(large), 413, "PAYLOAD_TOO_LARGE"],
  ["a body over the limit", "/api/orpc/probe/act", () => post(large), 413, "PAYLOAD_TOO_LARGE"],
  [
    "a chunked body over the limit",
    "/rpc/probe/act",
    () => chunked(limits.bytes + 1),
    413,
    "PAYLOAD_TOO_LARGE",
  ],
  [
    "a chunked body over the limit",
    "/api/orpc/probe/act",
    () => chunked(2 * limits.bytes),
    413,
    "PAYLOAD_TOO_LARGE",
  ],
  ["malformed JSON", "/rpc/probe/act", () => post('{"json":'), 400, "BAD_REQUEST"],
  ["malformed JSON", "/api/orpc/probe/act", () => post("{note}"), 400, "BAD_REQUEST"],
  [
    "bytes that are not UTF-8",
    "/api/orpc/probe/act",
    () => post(Buffer.from('{"note":"\xff"}', "latin1")),
    400,
    "BAD_REQUEST",
  ],
  ["RPC without its envelope", "/rpc/probe/act", () => post("[]"), 400, "BAD_REQUEST"],
  ["input without the RPC envelope", "/rpc/probe/act", () => post('{"note":"x"}'), 400, "BAD_REQUEST"],
  ["RPC with wrong meta", "/rpc/probe/act", () => post('{"json":{},"meta":7}'), 400, "BAD_REQUEST"],
  [
    "RPC meta into a prototype",
    "/rpc/probe/act",
    () => post('{"json":{},"meta":[[5,"__proto__","polluted"]]}'),
    400,
    "BAD_REQUEST",
  ],
  ["wrong input", "/rpc/probe/act", () => post('{"json":{"note":7}}'), 422, wrongInput],
  ["wrong input", "/api/orpc/probe/act", () => post('{"note":7}'), 422, wrongInput],
  ["wrong query", "/api/orpc/system/capabilities?family=channel", () => ({ headers: auth }), 422, wrongInput],
  ["input nested 100,000 deep", "/api/orpc/probe/act", () => post(deep(100_000)), 422, wrongInput],
  [
    "a form",
    "/api/orpc/probe/act",
    () => post("note=1", { ...auth, "content-type": "application/x-www-form-urlencoded" }),
    415,
    "UNSUPPORTED_MEDIA_TYPE",
  ],
  [
    "text",
    "/rpc/probe/act",
    () => post('{"json":{}}', { ...auth, "content-type": "text/plain" }),
    415,
    "UNSUPPORTED_MEDIA_TYPE",
  ],
];

describe.each(transports)("%s", (transport) => {
  const send = transportTo(transport, () => server.host);
  const sendHasty = transportTo(transport, () => hasty.host);

  test.each(table)("%s at %s", async (_, path, request, status, code) => {
    const response = await send(path, request());
    expect({ status: response.status, code: (await errorOf(response)).code }).toEqual({ status, code });
    expect(server.effects).toEqual([]);
    expect({}).not.toHaveProperty("polluted");
  });

  test.each(["/rpc/probe/act", "/api/orpc/probe/act"])("a body that never ends at %s", async (path) => {
    const response = await sendHasty(path, neverEnding());
    expect(await errorOf(response)).toMatchObject({ code: "TIMEOUT", status: 408 });
    expect(hasty.effects).toEqual([]);
  });

  test("a method that is not supported is told which are", async () => {
    const response = await send("/api/orpc/probe/act", { headers: auth });
    expect(response.headers.get("allow")).toBe("POST");
    expect(await errorOf(response)).toMatchObject({ data: { allowed: ["POST"] } });
  });

  test("a body of exactly the limit is read", async () => {
    const note = "x".repeat(limits.bytes - '{"note":""}'.length);
    const response = await send("/api/orpc/probe/act", post(JSON.stringify({ note })));
    expect(response.status).toBe(200);
    expect(server.effects).toHaveLength(1);
  });

  test("nobody learns which procedures exist, nor sends a body, on /rpc", async () => {
    const headers = { "content-type": "application/json" };
    expect((await send("/rpc/system/nothing", post("{}", headers))).status).toBe(401);
    expect((await send("/rpc/probe/act", post(large, headers))).status).toBe(401);
    expect(server.effects).toEqual([]);
  });

  test.each(["/rpc", "/api/orpc"].flatMap((prefix) => failures.map((how) => [prefix, how] as const)))(
    "%s: a procedure that fails (%s) says nothing of itself",
    async (prefix, how) => {
      const input = prefix === "/rpc" ? { json: { how } } : { how };
      const response = await send(`${prefix}/probe/fail`, post(JSON.stringify(input)));
      const text = await response.clone().text();
      expect(await errorOf(response)).toEqual({
        defined: true,
        code: "INTERNAL_SERVER_ERROR",
        status: 500,
        message: "The server failed",
      });
      expect(text).not.toContain(secret);
      expect(server.lines.join("")).toContain("request failed");
    },
  );

  test("a refusal that leaves a body unread ends its connection", async () => {
    const tooLong = await send("/rpc/probe/act", chunked(limits.bytes + 1));
    const tooSlow = await sendHasty("/rpc/probe/act", neverEnding());
    expect([tooLong, tooSlow].map(({ headers }) => headers.get("connection"))).toEqual(["close", "close"]);
  });

  test("every answer of a family carries an id of its own, also when callers send equal ones", async () => {
    const headers = { ...auth, "x-request-id": "same" };
    const answers = await Promise.all([1, 2, 3].map(() => send("/api/orpc/system/nothing", { headers })));
    const ids = answers.map((answer) => answer.headers.get("x-request-id"));
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(server.lines.join("")).toContain(`"requestId":"${id}"`);
  });

  test("a caller who leaves while sending changes nothing", async () => {
    const leave = new AbortController();
    const arrived = server.nextEvaluated();
    let onTaken = (): void => undefined;
    const taken = new Promise<void>((resolve) => {
      onTaken = resolve;
    });
    const sending = send("/rpc/probe/act", { ...neverEnding(onTaken), signal: leave.signal }).then(
      (response) => response.status,
      (error: Error) => error.name,
    );
    await Promise.all([arrived, taken]);
    leave.abort();
    expect([499, "AbortError"]).toContain(await sending);
    await vi.waitFor(() => expect(server.lines.join("")).toContain('"status":499'), patient);
    expect(server.effects).toEqual([]);
  });
});

describe("in process", () => {
  const act = (init: RequestInit & { duplex?: "half" }) =>
    server.host.fetch(new Request("http://host/api/orpc/probe/act", { method: "POST", ...init }));

  test("a request that was given up before it came is not dispatched", async () => {
    const response = await act({ headers: auth, signal: AbortSignal.abort() });
    expect(await errorOf(response)).toMatchObject({ code: "CLIENT_CLOSED_REQUEST", status: 499 });
    expect(server.effects).toEqual([]);
  });

  test("a body whose source fails is taken for a caller who left", async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error(secret)) });
    expect(await errorOf(await act({ headers: json, body, duplex: "half" }))).toMatchObject({ status: 499 });
    expect(server.effects).toEqual([]);
  });

  test("a body without end is given up after eight times the limit", async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += limits.bytes;
        controller.enqueue(new Uint8Array(limits.bytes));
      },
    });
    expect((await act({ headers: json, body, duplex: "half" })).status).toBe(413);
    expect(sent).toBeLessThanOrEqual(10 * limits.bytes);
  });
});

describe("raw sockets", () => {
  let listening: Listening;
  /** Only for what never ends: whatever else it is sent may be late too. */
  let hastily: Listening;
  beforeAll(async () => {
    listening = await listen(server.host, loopback);
    hastily = await listen(server.host, { ...loopback, headersMilliseconds: 200, requestMilliseconds: 2000 });
  });
  afterAll(async () => {
    await listening.close();
    await hastily.close();
  });

  /** Sends bytes, and gives back all that arrives until the server closes. */
  function raw(bytes: string, { url } = listening): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
      let received = "";
      socket.setEncoding("utf8").on("data", (data: string) => {
        received += data;
      });
      socket.on("close", () => resolve(received)).on("error", reject);
    });
  }

  const close = "host: h\r\nconnection: close\r\n";
  const cases: [string, string, number, string][] = [
    ["not HTTP", "hello\r\n\r\n", 400, "BAD_REQUEST"],
    ["no host", "GET /healthz HTTP/1.1\r\nconnection: close\r\n\r\n", 400, "BAD_REQUEST"],
    ["a bad host", "GET /healthz HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n", 400, "BAD_REQUEST"],
    ["a backslash", `GET /rpc\\x HTTP/1.1\r\n${close}\r\n`, 400, "BAD_REQUEST"],
    [
      "two lengths",
      `POST /rpc/probe/act HTTP/1.1\r\n${close}content-length: 1\r\ncontent-length: 2\r\n\r\n`,
      400,
      "BAD_REQUEST",
    ],
    [
      "length and chunks",
      `POST /rpc/probe/act HTTP/1.1\r\n${close}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`,
      400,
      "BAD_REQUEST",
    ],
    [
      "headers of 32 KiB",
      `GET / HTTP/1.1\r\n${close}x: ${"x".repeat(32 * 1024)}\r\n\r\n`,
      431,
      "HEADERS_TOO_LARGE",
    ],
    [
      "a length far over the limit, with no body sent",
      `POST /rpc/probe/act HTTP/1.1\r\n${close}authorization: ${auth.authorization}\r\ncontent-length: 99999999\r\n\r\n`,
      413,
      "PAYLOAD_TOO_LARGE",
    ],
  ];

  test.each(cases)("%s", async (_, bytes, status, code) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(`"code":"${code}"`);
    expect(answer).not.toMatch(/at .*\.ts|node:/);
    expect(server.effects).toEqual([]);
  });

  test("headers that never end", async () => {
    const answer = await raw("GET / HTTP/1.1\r\nhost: h\r\n", hastily);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('"code":"TIMEOUT"');
    expect(server.effects).toEqual([]);
  });

  test("a body that nobody reads does not hold its connection", async () => {
    const answer = await raw("GET /healthz HTTP/1.1\r\nhost: h\r\ncontent-length: 9\r\n\r\n", hastily);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });

  test("the first of two authorization headers does not hide the second", async () => {
    const bad = "authorization: Bearer a.b.c\r\n";
    const both = `POST /rpc/probe/act HTTP/1.1\r\n${close}authorization: ${auth.authorization}\r\n${bad}content-length: 0\r\n\r\n`;
    expect(await raw(both)).toMatch(/^HTTP\/1.1 401 /);
    expect(server.effects).toEqual([]);
  });
});
