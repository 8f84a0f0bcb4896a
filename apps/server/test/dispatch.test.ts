import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Caller } from "../src/caller.ts";
import { routeFamilies } from "../src/families.ts";
import { bodyLimits } from "../src/http/body.ts";
import type { Manifest } from "../src/manifest.ts";
import { admission } from "../src/middleware/admission.ts";
import { createCallerMiddleware } from "../src/middleware/caller.ts";
import { createOpenApiDispatch, createRpcDispatch, createWorkflowsDispatch } from "../src/orpc.ts";
import { createRequestContext } from "../src/workflows/context.ts";
import { testCredentials } from "./support/credentials.ts";
import { createProbe } from "./support/probe.ts";

/** A dispatch by itself, once its markers are there: what it does to a request before and after the handler. */
const credentials = await testCredentials();
const caller = createCallerMiddleware(credentials);
const probe = await createProbe((context) => caller.run(context));
const options = { limits: bodyLimits, onFailure: () => undefined };
const families = ["rpc", "openapi", "workflows"] as const;

const tokens = {
  "first-party": credentials.tokens["first-party"],
  // Its token is good for /rpc, its class is not served there.
  external: await credentials.issue("external", families),
};

/** The handlers of a manifest whose capability publishes more than its router holds. */
const [capability] = probe.manifest.capabilities;
const hollow: Manifest = {
  capabilities: capability === undefined ? [] : [{ ...capability, router: {} as never }],
};

function dispatchesOf(manifest: Manifest) {
  return {
    rpc: createRpcDispatch(manifest, options),
    openapi: createOpenApiDispatch(manifest, probe.document, options),
    workflows: createWorkflowsDispatch(manifest, probe.workflowsDocument, options),
  };
}

interface Sent {
  readonly as?: keyof typeof tokens;
  readonly method?: string;
  readonly manifest?: Manifest;
  readonly body?: string;
}

async function dispatch(family: (typeof families)[number], path: string, sent: Sent = {}): Promise<unknown> {
  const { as, method = "POST", manifest = probe.manifest, body } = sent;
  const headers = {
    ...(as === undefined ? {} : { authorization: `Bearer ${tokens[as]}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  const request = new Request(`http://host${routeFamilies[family]}${path}`, init);
  const context = createRequestContext(request, family, []);
  await caller.run(context);
  const response = await dispatchesOf(manifest)
    [family](request, context)
    .catch((error: unknown) => error);
  return response instanceof Response ? { status: response.status, body: await response.json() } : response;
}

beforeEach(() => {
  probe.effects.length = 0;
});

describe("dispatch", () => {
  test.each(families)("of %s answers what the procedure answers", async (family) => {
    const answer = { subject: "dev-first-party" };
    const body = family === "rpc" ? { json: answer } : answer;
    expect(await dispatch(family, "/probe/act", { as: "first-party" })).toEqual({ status: 200, body });
  });

  test("of rpc is refused for a class that it does not serve, and for nobody", async () => {
    expect(await dispatch("rpc", "/probe/item", { as: "external" })).toMatchObject({ code: "FORBIDDEN" });
    expect(await dispatch("rpc", "/probe/item")).toMatchObject({ code: "UNAUTHORIZED" });
  });

  test.each(["openapi", "workflows"] as const)(
    "of %s serves every class, for as long as it is admitted",
    async (family) => {
      expect(await dispatch(family, "/probe/act", { as: "external" })).toMatchObject({ status: 200 });
      const admitted = admission[family] as unknown as Caller["kind"][];
      const all = admitted.splice(0);
      onTestFinished(() => void admitted.push(...all));
      expect(await dispatch(family, "/probe/act", { as: "external" })).toMatchObject({ code: "FORBIDDEN" });
    },
  );

  test.each(families)("of %s is refused for a method that the path does not take", async (family) => {
    const outcome = await dispatch(family, "/probe/act", { as: "first-party", method: "GET" });
    expect(outcome).toMatchObject({ code: "METHOD_NOT_SUPPORTED", data: { allowed: ["POST"] } });
  });

  test.each(families)("of %s is refused for a path that no contract declares", async (family) => {
    expect(await dispatch(family, "/probe/nothing", { as: "first-party" })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test.each(families)("of %s is refused for what is declared and not implemented", async (family) => {
    const outcome = await dispatch(family, "/probe/act", { as: "first-party", manifest: hollow });
    expect(outcome).toMatchObject({ code: "NOT_FOUND" });
    expect(probe.effects).toEqual([]);
  });

  test("of rpc is refused for a body that is no envelope", async () => {
    const outcome = await dispatch("rpc", "/probe/act", { as: "first-party", body: '{"note":"x"}' });
    expect(outcome).toMatchObject({ code: "BAD_REQUEST" });
    expect(probe.effects).toEqual([]);
  });
});
