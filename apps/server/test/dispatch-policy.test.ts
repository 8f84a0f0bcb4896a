import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { routeFamilies } from "../src/families.ts";
import { createHost } from "../src/host.ts";
import { bodyLimits } from "../src/http/body.ts";
import { createLogger } from "../src/http/log.ts";
import { createCallerMiddleware } from "../src/middleware/caller.ts";
import { defineHeavyMiddleware, type HeavyMiddleware } from "../src/middleware/heavy.ts";
import { heavyMiddlewarePolicy } from "../src/middleware/policy.ts";
import { createOpenApiDispatch, createRpcDispatch, createWorkflowsDispatch } from "../src/orpc.ts";
import { createRequestContext, type HeavyMarker, type RequestContext } from "../src/workflows/context.ts";
import { testCredentials } from "./support/credentials.ts";
import { createProbe } from "./support/probe.ts";

const credentials = await testCredentials();
const caller = createCallerMiddleware(credentials);
const probe = await createProbe((context) => caller.run(context));
const options = { limits: bodyLimits, onFailure: () => undefined };
const dispatches = {
  rpc: createRpcDispatch(probe.manifest, options),
  openapi: createOpenApiDispatch(probe.manifest, probe.document, options),
  workflows: createWorkflowsDispatch(probe.manifest, probe.workflowsDocument, options),
};
const dispatched = ["rpc", "openapi", "workflows"] as const;

const lines: string[] = [];
const log = createLogger({ write: (line) => lines.push(line) });
const host = await createHost(probe.manifest, { caller, log, limits: bodyLimits });
/** Says who calls, and keeps nothing. */
const lying: HeavyMiddleware<"caller"> = {
  marker: "caller",
  run: async () => ({ kind: "first-party", subject: "x", session: "y" }),
};
const lyingHost = await createHost(probe.manifest, { caller: lying, log, limits: bodyLimits });

const good = { authorization: `Bearer ${credentials.tokens["first-party"]}` };
const bad = { authorization: `Bearer ${credentials.tokens.external.slice(0, -8)}AAAAAAAA` };

const routes = [
  ["POST", "/rpc/probe/act"],
  ["POST", "/api/orpc/probe/act"],
  ["GET", "/api/orpc/probe/items/1"],
  ["POST", "/api/workflows/coordination/runs"],
] as const;

beforeEach(() => {
  probe.effects.length = 0;
  lines.length = 0;
});

/** The probe's own chain asks again: what counts is whether anybody asks. */
async function asks(method: string, path: string): Promise<boolean> {
  const run = vi.spyOn(caller, "run");
  onTestFinished(() => run.mockRestore());
  await host.fetch(new Request(`http://host${path}`, { method, headers: good }));
  return run.mock.calls.length > 0;
}

test.each(routes)("the host asks who calls at %s %s", async (method, path) => {
  expect(await asks(method, path)).toBe(true);
});

test.each([
  ["POST", "/api/inngest"],
  ["GET", "/api/orpc/openapi.json"],
  ["GET", "/healthz"],
  ["GET", "/nowhere"],
])("the host does not ask who calls at %s %s", async (method, path) => {
  expect(await asks(method, path)).toBe(false);
});

describe("dispatch without a marker is refused", () => {
  const cases = dispatched.flatMap((family) =>
    ["GET", "POST"].flatMap((method) =>
      ["/system/info", "/probe/act"].flatMap((path) =>
        [
          ["a good token", good],
          ["a bad token", bad],
          ["no token", {}],
        ].map(([what, headers]) => [family, method, path, what, headers] as const),
      ),
    ),
  );

  test.each(cases)("of %s: %s %s with %s", async (family, method, path, _, headers) => {
    const init = { method, headers: headers as Record<string, string> };
    const request = new Request(`http://host${routeFamilies[family]}${path}`, init);
    const context = createRequestContext(request, family, []);
    await expect(dispatches[family](request, context)).rejects.toMatchObject({
      name: "DispatchRefused",
      reason: "missing",
    });
    expect(probe.effects).toEqual([]);
  });
});

describe.each(["test", "production", "development", undefined])("NODE_ENV=%s", (environment) => {
  /** A marker that only these tests know, and that the policy of every family asks for meanwhile. */
  const second = "second" as HeavyMarker;
  const evaluated = (evaluate: () => Promise<never>): HeavyMiddleware<HeavyMarker> =>
    defineHeavyMiddleware({ marker: second, evaluate });
  const succeeding = () => evaluated(async () => ({ kind: "nobody" }) as never);
  const failing = () => evaluated(() => Promise.reject(new Error("second failed")));
  const { rpc, openapi, workflows } = heavyMiddlewarePolicy;
  const policies = [rpc, openapi, workflows] as unknown as HeavyMarker[][];

  beforeEach(() => {
    vi.stubEnv("NODE_ENV", environment);
    onTestFinished(() => void vi.unstubAllEnvs());
  });

  /** The policy is data: whoever adds a marker to it must not have to change a dispatch. */
  function ask(where: "first" | "last"): void {
    for (const policy of policies) where === "first" ? policy.unshift(second) : policy.push(second);
    onTestFinished(() => {
      for (const policy of policies) where === "first" ? policy.shift() : policy.pop();
    });
  }

  function open(family: (typeof dispatched)[number]) {
    const url = `http://host${routeFamilies[family]}/probe/act`;
    const request = new Request(url, { method: "POST", headers: good });
    return { request, context: createRequestContext(request, family, []) };
  }

  describe.each(["first", "last"] as const)("a policy that asks for one more marker, %s", (where) => {
    beforeEach(() => ask(where));

    test.each(dispatched)("refuses dispatch of %s unless that succeeded too", async (family) => {
      const refusedAs = async (reason: string, prepare: (context: RequestContext) => unknown) => {
        const { request, context } = open(family);
        await caller.run(context);
        await prepare(context);
        await expect(dispatches[family](request, context)).rejects.toMatchObject({ reason, marker: second });
      };
      await refusedAs("missing", () => undefined);
      await refusedAs("pending", (context) => void succeeding().run(context));
      await refusedAs("failed", (context) => expect(failing().run(context)).rejects.toThrow("second failed"));
      expect(probe.effects).toEqual([]);

      const { request, context } = open(family);
      await Promise.all([caller.run(context), succeeding().run(context)]);
      expect((await dispatches[family](request, context)).status).toBe(200);
      expect(probe.effects).toEqual(["dev-first-party"]);
    });

    test.each(routes)("makes the host refuse %s %s, whose chain lacks it", async (method, path) => {
      const response = await host.fetch(new Request(`http://host${path}`, { method, headers: good }));
      expect(response.status).toBe(500);
      expect(lines.join("")).toContain("dispatch refused: second is missing");
      expect(probe.effects).toEqual([]);
    });
  });

  test.each(routes)(
    "a caller middleware that keeps nothing makes the host refuse %s %s",
    async (method, path) => {
      const response = await lyingHost.fetch(new Request(`http://host${path}`, { method, headers: good }));
      expect(response.status).toBe(500);
      expect(probe.effects).toEqual([]);
    },
  );
});
