import {
  callsSymbol,
  defineGate,
  importConfined,
  main,
  routesMounted,
  setsAgree,
} from "@phasegate/verify-utils";
import { hono, hostMounts } from "./routes.ts";

const server = "apps/server/src";
const manifest = `${server}/manifest.ts`;
const shipped = ["**", "!**/test/**"];

/** What else of oRPC takes a router, or calls its procedures without one. */
const otherWays = [
  { module: "@orpc/server/node", export: "*" },
  { module: "@orpc/server/fastify", export: "*" },
  { module: "@orpc/server/aws-lambda", export: "*" },
  { module: "@orpc/server/standard", export: "*" },
  { module: "@orpc/server/standard-peer", export: "*" },
  { module: "@orpc/server/websocket", export: "*" },
  { module: "@orpc/server/crossws", export: "*" },
  { module: "@orpc/server/ws", export: "*" },
  { module: "@orpc/server/bun-ws", export: "*" },
  { module: "@orpc/server/message-port", export: "*" },
  { module: "@orpc/openapi/node", export: "*" },
  { module: "@orpc/openapi/fastify", export: "*" },
  { module: "@orpc/openapi/aws-lambda", export: "*" },
  { module: "@orpc/openapi/standard", export: "*" },
  { module: "@orpc/server", export: "call" },
  { module: "@orpc/server", export: "createRouterClient" },
  { module: "@orpc/server", export: "createProcedureClient" },
] as const;

const gate = defineGate({
  id: "host-composition-guard",
  slice: "host-composition-guard",
  checks: [
    importConfined({
      symbols: [{ module: "rawr.hq.ts", export: "*" }],
      to: [`${server}/main.ts`],
      among: shipped,
      claim: "The program that starts the host is the only one that takes its composition",
    }),
    importConfined({
      name: "importConfined:RPCHandler, OpenAPIHandler",
      symbols: [
        { module: "@orpc/server/fetch", export: "RPCHandler" },
        { module: "@orpc/openapi/fetch", export: "OpenAPIHandler" },
        ...otherWays,
      ],
      to: [`${server}/orpc.ts`],
      among: shipped,
      claim: "Routers are given to handlers in one module",
    }),
    importConfined({
      symbols: [
        { module: "@orpc/server", export: "implement" },
        { module: "@orpc/server", export: "os" },
      ],
      to: [
        `${server}/capabilities/system/index.ts`,
        `${server}/capabilities/coordination/index.ts`,
        `${server}/middleware/require-caller.ts`,
      ],
      among: shipped,
      claim: "Routers are made by the capabilities that the manifest registers",
    }),
    importConfined({
      symbols: [{ module: "inngest", export: "Inngest" }],
      to: ["packages/coordination-inngest/src/client.ts"],
      among: shipped,
      claim: "One module makes the Inngest client, and so the functions",
    }),
    importConfined({
      symbols: [hono],
      to: [`${server}/host.ts`, `${server}/ingress.ts`],
      among: shipped,
      otherEntries: ["hono/factory"],
      claim: "Only the host and its ingress mount routes",
    }),
    importConfined({
      symbols: [
        { module: "hono/factory", export: "createFactory" },
        { module: "hono/factory", export: "Factory" },
      ],
      to: [],
      among: shipped,
      claim: "No factory makes routers",
    }),
    callsSymbol({
      symbol: { module: manifest, export: "publishedUnder" },
      from: {
        module: `${server}/orpc.ts`,
        functions: ["createRpcDispatch", "createOpenApiDispatch", "createWorkflowsDispatch"],
      },
      claim: "Each family serves what the manifest publishes under it",
    }),
    setsAgree({
      name: "setsAgree:publishedUnder",
      lists: [
        { label: "the families that are dispatched", texts: ["rpc", "openapi", "workflows"] },
        {
          label: "what dispatches ask the manifest for",
          argumentsTo: { module: manifest, export: "publishedUnder" },
          argument: 1,
          path: [],
          in: [`${server}/orpc.ts`],
        },
      ],
      claim: "No dispatch serves what is published under another family",
    }),
    callsSymbol({
      symbol: { module: manifest, export: "workflowsOf" },
      from: { module: `${server}/workflows/runtime.ts` },
      claim: "What runs on Inngest is what the manifest registers",
    }),
    routesMounted({
      router: hono,
      module: `${server}/host.ts`,
      mounts: hostMounts,
      claim: "The host mounts ingress, workflows, RPC and OpenAPI, in this order",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
