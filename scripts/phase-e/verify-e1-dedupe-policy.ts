import {
  callsSymbol,
  decisionRecorded,
  defineGate,
  exportsSymbol,
  guarded,
  importConfined,
  main,
  testsPassed,
  titles,
} from "@phasegate/verify-utils";
import { z } from "zod";

const server = "apps/server/src";
const policy = { module: `${server}/middleware/policy.ts`, export: "heavyMiddlewarePolicy" };
const assertion = { module: `${server}/workflows/context.ts`, export: "assertRequiredMarkers" };
const rpcHandler = { module: "@orpc/server/fetch", export: "RPCHandler" };
const openApiHandler = { module: "@orpc/openapi/fetch", export: "OpenAPIHandler" };
const dispatch = `${server}/orpc.ts`;

const environments = ["NODE_ENV=test", "NODE_ENV=production"];
const dispatchTitles = (family: string) => [
  `of ${family} happens when every marker succeeded, and evaluates nothing again`,
  `of ${family} is refused when a marker is missing`,
  `of ${family} is refused while a marker is pending`,
  `of ${family} is refused when a marker failed`,
  `of ${family} is refused when the context is another request's`,
];
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
      symbol: rpcHandler,
      to: [dispatch],
      claim: "RPC is dispatched in one module only",
    }),
    importConfined({
      symbol: openApiHandler,
      to: [dispatch],
      claim: "OpenAPI is dispatched in one module only",
    }),
    callsSymbol({
      symbol: assertion,
      from: { module: dispatch, functions: ["dispatchRpc", "dispatchOpenApi"] },
      claim: "Each dispatch asserts the markers that the policy requires",
    }),
    guarded({
      effect: { constructor: rpcHandler, method: "handle" },
      by: assertion,
      same: { guardArgument: 0, effectArgument: "1.context" },
      policy: { argument: 1, is: { ...policy, member: ["rpc"] } },
      within: [dispatch],
      claim: "RPC dispatch happens only after the policy's markers of its own context were asserted",
    }),
    guarded({
      effect: { constructor: openApiHandler, method: "handle" },
      by: assertion,
      same: { guardArgument: 0, effectArgument: "1.context" },
      policy: { argument: 1, is: { ...policy, member: ["openapi"] } },
      within: [dispatch],
      claim: "OpenAPI dispatch happens only after the policy's markers of its own context were asserted",
    }),
    testsPassed({
      package: "@rawr/server",
      file: "test/middleware-dedupe.test.ts",
      subjects: [`${server}/middleware/heavy.ts`, assertion.module, policy.module, dispatch],
      tests: [
        ...titles(environments, ["in process", "over HTTP"], "one request", [
          "evaluates once through /repeated",
          "evaluates once through /nested/inner/leaf",
          "evaluates once when chains run concurrently",
          "keeps a failed evaluation failed, without evaluating again",
          "fails every concurrent chain when the one evaluation fails",
        ]),
        ...titles(environments, ["in process", "over HTTP"], "several requests", [
          "never share an evaluation, also with equal ids and headers",
          "do not inherit a failure from the one before",
          "do not inherit a success from the one before",
        ]),
        ...titles(environments, "dispatch", [...dispatchTitles("rpc"), ...dispatchTitles("openapi")]),
      ],
      claim:
        "A heavy middleware runs once per request when repeated, nested or concurrent, is never shared, and a dispatch without its marker is refused",
    }),
    decisionRecorded({ id: "D-009", statuses: ["locked", "closed"] }),
  ],
});

export default gate;
main(import.meta.url, gate);
