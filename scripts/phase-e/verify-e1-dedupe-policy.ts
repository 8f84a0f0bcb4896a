import {
  callsSymbol,
  decisionRecorded,
  defineGate,
  exportsSymbol,
  globalsWithin,
  guarded,
  importConfined,
  keyedBy,
  main,
  noTestFailed,
  setsAgree,
} from "@phasegate/verify-utils";
import { z } from "zod";
import {
  assertion,
  callerMiddleware,
  construct,
  context,
  dispatch,
  families,
  openApiHandler,
  policy,
  rpcHandler,
  server,
} from "./dedupe/places.ts";
import { dedupeTests } from "./dedupe/tests.ts";

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
    setsAgree({
      lists: [
        { label: "the policy", values: policy },
        { label: "the registry of markers", values: { module: context, export: "heavyMarkers" } },
        {
          label: "the heavy middlewares",
          argumentsTo: { module: construct, export: "defineHeavyMiddleware" },
          argument: 0,
          path: ["marker"],
          in: [`${server}/**`],
        },
      ],
      claim:
        "Each marker of the policy is registered and produced by a heavy middleware, and each heavy middleware is in the policy",
    }),
    importConfined({
      symbols: [rpcHandler],
      to: [dispatch],
      claim: "RPC is dispatched in one module only",
    }),
    importConfined({
      symbols: [openApiHandler],
      to: [dispatch],
      claim: "OpenAPI is dispatched in one module only",
    }),
    importConfined({
      name: "importConfined:other-dispatchers",
      symbols: [
        { module: "@orpc/server/standard", export: "*" },
        { module: "@orpc/server/node", export: "*" },
        { module: "@orpc/server/ws", export: "*" },
        { module: "@orpc/server/websocket", export: "*" },
        { module: "@orpc/server/crossws", export: "*" },
        { module: "@orpc/server/bun-ws", export: "*" },
        { module: "@orpc/server/message-port", export: "*" },
        { module: "@orpc/server/fastify", export: "*" },
        { module: "@orpc/server/aws-lambda", export: "*" },
        { module: "@orpc/openapi/standard", export: "*" },
        { module: "@orpc/openapi/node", export: "*" },
        { module: "@orpc/openapi/fastify", export: "*" },
        { module: "@orpc/openapi/aws-lambda", export: "*" },
      ],
      to: [],
      claim: "No other adapter of oRPC dispatches anything",
    }),
    importConfined({
      name: "importConfined:in-process-callers",
      symbols: [
        { module: "@orpc/server", export: "call" },
        { module: "@orpc/server", export: "createProcedureClient" },
        { module: "@orpc/server", export: "createRouterClient" },
      ],
      to: [],
      claim: "No procedure is called in process, around every dispatch",
    }),
    callsSymbol({
      symbol: assertion,
      from: { module: dispatch },
      claim: "The dispatching module asserts the markers that the policy requires",
    }),
    guarded({
      effect: { constructor: rpcHandler, method: "handle" },
      by: assertion,
      same: { guardArgument: 0, effectArgument: "1.context" },
      policy: { argument: 1, is: { ...policy, member: ["rpc"] } },
      within: [dispatch],
      unknownCallers: "unguarded",
      claim: "RPC dispatch happens only after the policy's markers of its own context were asserted",
    }),
    guarded({
      effect: { constructor: openApiHandler, method: "handle" },
      by: assertion,
      same: { guardArgument: 0, effectArgument: "1.context" },
      where: { argument: "1.prefix", is: { ...families, member: ["openapi"] } },
      policy: { argument: 1, is: { ...policy, member: ["openapi"] } },
      within: [dispatch],
      unknownCallers: "unguarded",
      claim: "OpenAPI dispatch happens only after the policy's markers of its own context were asserted",
    }),
    guarded({
      name: "guarded:OpenAPIHandler.handle:any",
      effect: { constructor: openApiHandler, method: "handle" },
      by: assertion,
      same: { guardArgument: 0, effectArgument: "1.context" },
      within: [dispatch],
      unknownCallers: "unguarded",
      claim: "Whatever is dispatched by OpenAPI, markers of its own context were asserted before",
    }),
    guarded({
      name: "guarded:OpenAPIHandler.handle:workflows",
      effect: { constructor: openApiHandler, method: "handle" },
      by: assertion,
      same: { guardArgument: 0, effectArgument: "1.context" },
      where: { argument: "1.prefix", is: { ...families, member: ["workflows"] } },
      policy: { argument: 1, is: { ...policy, member: ["workflows"] } },
      within: [dispatch],
      unknownCallers: "unguarded",
      claim: "Workflow dispatch happens only after the policy's markers of its own context were asserted",
    }),
    importConfined({
      symbols: [{ module: `${server}/heavy/verify-token.ts`, export: "*" }],
      to: [callerMiddleware],
      claim: "Only the caller middleware reaches token verification",
    }),
    importConfined({
      symbols: [{ module: `${server}/heavy/find-session.ts`, export: "*" }],
      to: [callerMiddleware],
      claim: "Only the caller middleware reaches the session store",
    }),
    importConfined({
      symbols: [{ module: "jose", export: "jwtVerify" }],
      to: [`${server}/heavy/verify-token.ts`],
      claim: "Tokens are verified in one module only",
    }),
    keyedBy({
      cache: { module: context, name: "markerStores" },
      keys: [
        { function: { module: context, export: "evaluationOf" }, parameter: 0 },
        { function: { module: context, export: "keepEvaluation" }, parameter: 0 },
      ],
      claim: "The marker store is keyed by the request object and nothing else",
    }),
    importConfined({
      symbols: [{ module: context, export: "keepEvaluation" }],
      to: [construct, "apps/server/test/load/serve.ts"],
      claim: "Only the construct keeps evaluations (and the load test that measures it against none)",
    }),
    globalsWithin({
      modules: [context, construct, policy.module],
      allowed: ["WeakMap", "Object", "Promise", "Error", "Request", "crypto"],
      claim: "What keeps and asserts markers asks neither the environment nor the clock",
    }),
    ...dedupeTests,
    noTestFailed({ package: "@rawr/server", claim: "No test of the host fails" }),
    decisionRecorded({
      id: "D-009",
      statuses: ["locked", "closed"],
      fields: ["question", "closure_scope"],
      normative: ["locked_decision"],
      names: [context, dispatch, policy.module, "apps/server/test/middleware-dedupe.test.ts"],
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
