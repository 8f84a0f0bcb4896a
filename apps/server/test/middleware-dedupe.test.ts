import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { routeFamilies } from "../src/families.ts";
import { bodyLimits } from "../src/http/body.ts";
import { type Env, heavy, openContext } from "../src/http/chain.ts";
import { callerEvaluation } from "../src/middleware/caller.ts";
import { defineHeavyMiddleware } from "../src/middleware/heavy.ts";
import { heavyMiddlewarePolicy } from "../src/middleware/policy.ts";
import { createOpenApiDispatch, createRpcDispatch, createWorkflowsDispatch } from "../src/orpc.ts";
import {
  assertRequiredMarkers,
  createRequestContext,
  evaluationOf,
  type RequestContext,
} from "../src/workflows/context.ts";
import { testCredentials } from "./support/credentials.ts";
import { createProbe } from "./support/probe.ts";
import { transports, transportTo } from "./support/transport.ts";

const credentials = await testCredentials();
const resolveCaller = callerEvaluation(credentials);

/** Counts real evaluations, in total and for each request object. */
let evaluations: Request[] = [];
const caller = defineHeavyMiddleware({
  marker: "caller",
  evaluate(context) {
    evaluations.push(context.request);
    return resolveCaller(context);
  },
});
const run = (context: RequestContext) => caller.run(context);
const probe = await createProbe(run);

beforeEach(() => {
  evaluations = [];
});

const good = { authorization: `Bearer ${credentials.tokens["first-party"]}` };
const bad = { authorization: `Bearer ${credentials.tokens.external.slice(0, -8)}AAAAAAAA` };

/** Chains in every shape, each answering with what its last link got. */
const chains = new Hono<Env>().use(openContext("openapi", []));
const answer = (c: { get(name: "context"): RequestContext }) => run(c.get("context"));
chains.get("/repeated", heavy(caller), heavy(caller), heavy(caller), async (c) => c.json(await answer(c)));
chains.use("/nested/*", heavy(caller));
const inner = new Hono<Env>()
  .use(heavy(caller))
  .get("/leaf", heavy(caller), async (c) => c.json(await answer(c)));
chains.route("/nested", new Hono<Env>().use(heavy(caller)).route("/inner", inner));
chains.get("/concurrent", async (c) => {
  const settled = await Promise.allSettled(Array.from({ length: 20 }, () => answer(c)));
  return c.json(settled.map((one) => (one.status === "fulfilled" ? one.value.kind : "failed")));
});
chains.get("/again", async (c) => {
  const errors: unknown[] = [];
  for (let i = 0; i < 5; i++) errors.push(await answer(c).catch((error: unknown) => error));
  const state = evaluationOf(c.req.raw, "caller")?.state;
  return c.json({ state, same: errors.every((error) => error instanceof Error && error === errors[0]) });
});
const chainHost = { fetch: async (request: Request) => chains.fetch(request) };

const environments = ["test", "production"] as const;

describe.each(environments)("NODE_ENV=%s", (environment) => {
  beforeAll(() => {
    vi.stubEnv("NODE_ENV", environment);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  describe.each(transports)("%s", (transport) => {
    const send = transportTo(transport, () => chainHost);

    describe("one request", () => {
      test.each(["/repeated", "/nested/inner/leaf"])("evaluates once through %s", async (path) => {
        const response = await send(path, { headers: good });
        expect(await response.json()).toMatchObject({ kind: "first-party", subject: "dev-first-party" });
        expect(evaluations).toHaveLength(1);
      });

      test("evaluates once when chains run concurrently", async () => {
        const response = await send("/concurrent", { headers: good });
        expect(await response.json()).toEqual(Array.from({ length: 20 }, () => "first-party"));
        expect(evaluations).toHaveLength(1);
      });

      test("keeps a failed evaluation failed, without evaluating again", async () => {
        const response = await send("/again", { headers: bad });
        expect(await response.json()).toEqual({ state: "failed", same: true });
        expect(evaluations).toHaveLength(1);
      });

      test("fails every concurrent chain when the one evaluation fails", async () => {
        const response = await send("/concurrent", { headers: bad });
        expect(await response.json()).toEqual(Array.from({ length: 20 }, () => "failed"));
        expect(evaluations).toHaveLength(1);
      });
    });

    describe("several requests", () => {
      test("never share an evaluation, also with equal ids and headers", async () => {
        const headers = { ...good, "x-request-id": "same", cookie: "same=1" };
        await Promise.all(Array.from({ length: 10 }, () => send("/repeated", { headers })));
        expect(evaluations).toHaveLength(10);
        expect(new Set(evaluations).size).toBe(10);
      });

      test("do not inherit a failure from the one before", async () => {
        await send("/again", { headers: bad });
        const response = await send("/repeated", { headers: good });
        expect(await response.json()).toMatchObject({ kind: "first-party" });
        expect(evaluations).toHaveLength(2);
      });

      test("do not inherit a success from the one before", async () => {
        await send("/repeated", { headers: good });
        const response = await send("/again", { headers: bad });
        expect(await response.json()).toEqual({ state: "failed", same: true });
      });
    });
  });

  describe("dispatch", () => {
    const options = { limits: bodyLimits, onFailure: () => undefined };
    const dispatches = {
      rpc: createRpcDispatch(probe.manifest, options),
      openapi: createOpenApiDispatch(probe.manifest, probe.document, options),
      workflows: createWorkflowsDispatch(probe.manifest, probe.workflowsDocument, options),
    };
    const families = ["rpc", "openapi", "workflows"] as const;
    const open = (family: (typeof families)[number], headers: Record<string, string> = good) => {
      const request = new Request(`http://host${routeFamilies[family]}/probe/act`, {
        method: "POST",
        headers,
      });
      return { request, context: createRequestContext(request, family, []) };
    };

    beforeEach(() => {
      probe.effects.length = 0;
    });

    test.each(families)(
      "of %s happens when every marker succeeded, and evaluates nothing again",
      async (family) => {
        const { request, context } = open(family);
        await run(context);
        const response = await dispatches[family](request, context);
        expect(response.status).toBe(200);
        expect(probe.effects).toEqual(["dev-first-party"]);
        expect(evaluations).toHaveLength(1);
      },
    );

    test.each(families)("of %s is refused when a marker is missing", async (family) => {
      const { request, context } = open(family);
      await expect(dispatches[family](request, context)).rejects.toMatchObject({
        reason: "missing",
        marker: "caller",
      });
      expect(probe.effects).toEqual([]);
    });

    test.each(families)("of %s is refused while a marker is pending", async (family) => {
      const { request, context } = open(family);
      const running = run(context);
      await expect(dispatches[family](request, context)).rejects.toMatchObject({ reason: "pending" });
      expect(probe.effects).toEqual([]);
      await running;
    });

    test.each(families)("of %s is refused when a marker failed", async (family) => {
      const { request, context } = open(family, bad);
      await expect(run(context)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
      await expect(dispatches[family](request, context)).rejects.toMatchObject({ reason: "failed" });
      expect(probe.effects).toEqual([]);
    });

    test.each(families)("of %s is refused when the context is another request's", async (family) => {
      const mine = open(family);
      const theirs = open(family);
      await run(theirs.context);
      await expect(dispatches[family](mine.request, theirs.context)).rejects.toMatchObject({
        reason: "foreign-context",
      });
      const forged = { ...theirs.context, request: mine.request };
      await expect(dispatches[family](mine.request, forged)).rejects.toMatchObject({ reason: "missing" });
      expect(probe.effects).toEqual([]);
    });
  });
});

describe("policy", () => {
  test("asks every family that serves callers for the caller", () => {
    expect(heavyMiddlewarePolicy).toEqual({
      inngest: [],
      workflows: ["caller"],
      rpc: ["caller"],
      openapi: ["caller"],
    });
  });

  test("an assertion of no markers refuses nothing", () => {
    const context = createRequestContext(new Request("http://host/"), "rpc", []);
    expect(() => assertRequiredMarkers(context, [])).not.toThrow();
  });
});

describe("assertion of a marker", () => {
  const refused = (context: RequestContext) => () => assertRequiredMarkers(context, ["caller"]);
  const contextWith = (headers: Record<string, string>) =>
    createRequestContext(new Request("http://host/", { headers }), "rpc", []);

  test("passes once it was evaluated with success, and refuses before", async () => {
    const context = contextWith(good);
    expect(refused(context)).toThrow("caller is missing");
    const running = run(context);
    expect(refused(context)).toThrow("caller is pending");
    await running;
    expect(refused(context)).not.toThrow();
  });

  test("refuses for good once its evaluation failed", async () => {
    const context = contextWith(bad);
    await expect(run(context)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(refused(context)).toThrow("caller is failed");
    await expect(run(context)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(refused(context)).toThrow("caller is failed");
  });
});
