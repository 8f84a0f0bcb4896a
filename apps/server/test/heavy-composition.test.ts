import { Hono } from "hono";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Env, heavy, openContext } from "../src/http/chain.ts";
import { createCallerMiddleware } from "../src/middleware/caller.ts";
import { defineHeavyMiddleware } from "../src/middleware/heavy.ts";
import {
  assertRequiredMarkers,
  createRequestContext,
  evaluationOf,
  heavyResult,
} from "../src/workflows/context.ts";
import { testCredentials } from "./support/credentials.ts";
import { spyOnHeavyResources } from "./support/heavy-resources.ts";

const credentials = await testCredentials();
const caller = createCallerMiddleware(credentials);
const good = { authorization: `Bearer ${credentials.tokens["first-party"]}` };
const bad = { authorization: `Bearer ${credentials.tokens.external.slice(0, -8)}AAAAAAAA` };
const contextOf = (headers: Record<string, string>) =>
  createRequestContext(new Request("http://host/", { headers }), "rpc", []);
const outcomeOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("the caller middleware of production", () => {
  test("reaches the heavy resources once for a request, repeated and concurrent", async () => {
    const context = contextOf(good);
    const reached = spyOnHeavyResources(credentials.sessions);
    const [first, ...more] = await Promise.all([1, 2, 3].map(() => caller.run(context)));
    const session = expect.stringMatching(/./);
    expect(first).toEqual({ kind: "first-party", subject: "dev-first-party", session });
    for (const result of [...more, await caller.run(context)]) expect(result).toBe(first);
    expect(reached()).toEqual({ signatures: 1, sessions: 1 });
  });

  test("keeps a failure, and does not reach them again", async () => {
    const context = contextOf(bad);
    const reached = spyOnHeavyResources(credentials.sessions);
    const [first, ...more] = await Promise.all([1, 2, 3].map(() => outcomeOf(caller.run(context))));
    expect(first).toMatchObject({ code: "UNAUTHORIZED" });
    for (const result of [...more, await outcomeOf(caller.run(context))]) expect(result).toBe(first);
    expect(reached()).toEqual({ signatures: 1, sessions: 0 });
    expect(evaluationOf(context.request, "caller")).toEqual({ state: "failed", error: first });

    const { authorization } = good;
    const malformed = [
      `x${authorization}`,
      `${authorization} x`,
      authorization.replace("Bearer", "Basic"),
      "Bearer",
    ];
    const refused = [
      ...malformed.map((header) => contextOf({ authorization: header })),
      createRequestContext(new Request("http://host/", { headers: good }), "inngest", []),
    ];
    for (const one of refused) {
      const failure = { code: "UNAUTHORIZED", data: { reason: "invalid" } };
      expect(await outcomeOf(caller.run(one))).toMatchObject(failure);
    }
    expect(reached()).toEqual({ signatures: 1, sessions: 0 });
  });

  test("shares nothing between requests, also when they are equal to the last header", async () => {
    const names = ["x-request-id", "idempotency-key", "x-correlation-id", "traceparent", "cookie", "etag"];
    const headers = { ...good, ...Object.fromEntries(names.map((name) => [name, "same"])) };
    const reached = spyOnHeavyResources(credentials.sessions);
    const contexts = [contextOf(headers), contextOf(headers), contextOf(headers)];
    const results = await Promise.all(contexts.map((context) => caller.run(context)));
    expect(new Set(results).size).toBe(3);
    expect(reached()).toEqual({ signatures: 3, sessions: 3 });

    const scheme = { authorization: good.authorization.replace("Bearer", "bearer") };
    expect(await caller.run(contextOf(scheme))).toEqual(results[0]);
    expect(await caller.run(contextOf({}))).toEqual({ kind: "nobody" });
  });

  test("evaluates once for two contexts of one request", async () => {
    const context = contextOf(good);
    const second = createRequestContext(context.request, "rpc", []);
    const reached = spyOnHeavyResources(credentials.sessions);
    expect(await caller.run(second)).toBe(await caller.run(context));
    expect(reached()).toEqual({ signatures: 1, sessions: 1 });
  });
});

describe("a kept evaluation", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ["success", good, "succeeded"],
    ["failure", bad, "failed"],
  ])("of %s outlives time and other requests", async (_, headers, state) => {
    const context = contextOf(headers);
    await outcomeOf(caller.run(context));
    const kept = evaluationOf(context.request, "caller");
    expect(kept?.state).toBe(state);

    vi.useFakeTimers();
    const late = contextOf(headers);
    await outcomeOf(caller.run(late));
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(evaluationOf(late.request, "caller")?.state).toBe(state);
    for (let index = 0; index < 2000; index++) await caller.run(contextOf({}));
    expect(evaluationOf(context.request, "caller")).toBe(kept);
  });

  const thrown: [string, unknown][] = [
    ["an error", new Error("no")],
    ["a TypeError", new TypeError("no")],
    ["an abort", new DOMException("no", "AbortError")],
    ["a timeout", new DOMException("no", "TimeoutError")],
    ["text", "no"],
    ["nothing", undefined],
    ["null", null],
  ];
  test.each(thrown)("is a failure when %s was thrown", async (_, error) => {
    const failing = defineHeavyMiddleware({ marker: "caller", evaluate: () => Promise.reject(error) });
    const context = contextOf(good);
    for (let i = 0; i < 2; i++) await expect(failing.run(context).then(() => "passed")).rejects.toBe(error);
    expect(evaluationOf(context.request, "caller")).toEqual({ state: "failed", error });
    expect(() => assertRequiredMarkers(context, ["caller"])).toThrow("caller is failed");
  });
});

describe("what a procedure reads of an evaluation", () => {
  test("is its result, and nothing before it succeeded", async () => {
    const context = contextOf(good);
    expect(() => heavyResult(context, "caller")).toThrow("caller is missing");
    const running = caller.run(context);
    expect(() => heavyResult(context, "caller")).toThrow("caller is pending");
    const result = await running;
    expect(heavyResult(context, "caller")).toBe(result);
  });

  test("is nothing when it failed", async () => {
    const context = contextOf(bad);
    await outcomeOf(caller.run(context));
    expect(() => heavyResult(context, "caller")).toThrow("caller is failed");
  });
});

describe("a request's context", () => {
  test("cannot be changed", () => {
    const context = contextOf(good);
    expect(Object.isFrozen(context)).toBe(true);
    expect(Reflect.set(context, "request", new Request("http://host/"))).toBe(false);
  });

  test("has an id that no caller chooses", () => {
    const ids = [1, 2, 3].map(() => contextOf({ "x-request-id": "same" }).requestId);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain("same");
  });
});

test("a link of a chain whose evaluation fails ends the chain", async () => {
  let passed = 0;
  const chain = new Hono<Env>()
    .use(openContext("openapi", []), heavy(caller))
    .get("/", (c) => c.text(String(++passed)));
  chain.onError((error, c) => c.text(error.message, 401));
  expect((await chain.request("http://host/", { headers: bad })).status).toBe(401);
  expect(passed).toBe(0);
  expect(await (await chain.request("http://host/", { headers: good })).text()).toBe("1");
});
