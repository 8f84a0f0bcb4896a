import { callsSymbol, decisionRecorded, defineGate, exportsSymbol, importConfined, main, testsPassed } from "@phasegate/verify-utils";
import { z } from "zod";

const server = "apps/server/src";
const policy = { module: `${server}/middleware/policy.ts`, export: "heavyMiddlewarePolicy" };
const assertion = { module: `${server}/workflows/context.ts`, export: "assertRequiredMarkers" };
const dispatch = `${server}/orpc.ts`;

const needsCaller = z.array(z.string()).min(1);

const gate = defineGate({
  id: "e1-dedupe-policy",
  slice: "E1",
  decisions: ["D-009"],
  checks: [
    exportsSymbol({
      symbol: policy,
      value: z.looseObject({ rpc: needsCaller, openapi: needsCaller, workflows: needsCaller }),
      claim: "The policy is declared, and names at least one marker for each family that serves callers",
    }),
    importConfined({
      symbol: { module: "@orpc/server/fetch", export: "RPCHandler" },
      to: [dispatch],
      claim: "RPC is dispatched in one module only",
    }),
    importConfined({
      symbol: { module: "@orpc/openapi/fetch", export: "OpenAPIHandler" },
      to: [dispatch],
      claim: "OpenAPI is dispatched in one module only",
    }),
    callsSymbol({
      symbol: assertion,
      from: { module: dispatch, functions: ["dispatchRpc", "dispatchOpenApi"] },
      claim: "Each dispatch asserts the markers that the policy requires",
    }),
    testsPassed({
      package: "@rawr/server",
      file: "test/middleware-dedupe.test.ts",
      subjects: [`${server}/middleware/heavy.ts`, assertion.module, policy.module, dispatch],
      tests: behaviours(),
      claim: "A heavy middleware runs once per request when repeated, nested or concurrent, is never shared, and a dispatch without its marker is refused",
    }),
    decisionRecorded({ id: "D-009", statuses: ["locked", "closed"] }),
  ],
});

function behaviours() {
  const perTransport = ["in process", "over HTTP"].flatMap((transport) => [
    [transport, "one request", "evaluates once through /repeated"],
    [transport, "one request", "evaluates once through /nested/inner/leaf"],
    [transport, "one request", "evaluates once when chains run concurrently"],
    [transport, "one request", "keeps a failed evaluation failed, without evaluating again"],
    [transport, "one request", "fails every concurrent chain when the one evaluation fails"],
    [transport, "several requests", "never share an evaluation, also with equal ids and headers"],
    [transport, "several requests", "do not inherit a failure from the one before"],
    [transport, "several requests", "do not inherit a success from the one before"],
  ]);
  const perFamily = ["rpc", "openapi"].flatMap((family) => [
    ["dispatch", `of ${family} happens when every marker succeeded, and evaluates nothing again`],
    ["dispatch", `of ${family} is refused when a marker is missing`],
    ["dispatch", `of ${family} is refused while a marker is pending`],
    ["dispatch", `of ${family} is refused when a marker failed`],
    ["dispatch", `of ${family} is refused when the context is another request's`],
  ]);
  return ["test", "production"].flatMap((environment) =>
    [...perTransport, ...perFamily].map((path) => [`NODE_ENV=${environment}`, ...path] as [string, ...string[], string]),
  );
}

export default gate;
main(import.meta.url, gate);
