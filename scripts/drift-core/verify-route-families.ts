import { defineGate, exportsSymbol, main, routesMounted, setsAgree } from "@phasegate/verify-utils";
import { z } from "zod";
import { families, hono, hostMounts, published } from "./routes.ts";

const server = "apps/server/src";

const gate = defineGate({
  id: "route-families",
  slice: "route-families",
  checks: [
    exportsSymbol({
      symbol: { module: `${server}/families.ts`, export: "routeFamilies" },
      value: z.strictObject({
        inngest: z.literal("/api/inngest"),
        workflows: z.literal("/api/workflows"),
        rpc: z.literal("/rpc"),
        openapi: z.literal("/api/orpc"),
      }),
      claim: "There are four families of routes, each at its place; /rpc/workflows is none",
    }),
    routesMounted({ router: hono, module: `${server}/host.ts`, mounts: hostMounts }),
    routesMounted({ router: hono, module: `${server}/ingress.ts`, mounts: ["all /api/inngest"] }),
    setsAgree({
      name: "setsAgree:published",
      lists: [
        { label: "the declared table of routes", texts: published },
        {
          label: "what contracts publish",
          methodCalls: "route",
          in: ["system", "coordination"].map((name) => `${server}/capabilities/${name}/contract.ts`),
          items: [["method"], ["path"]],
        },
      ],
      claim: "The contracts publish exactly the routes of the declared table",
    }),
    setsAgree({
      name: "setsAgree:families",
      lists: [
        { label: "the declared families", texts: families },
        {
          label: "what capabilities are published under",
          argumentsTo: { module: `${server}/manifest.ts`, export: "defineCapability" },
          argument: 0,
          path: [],
          in: ["{apps,packages}/*/src/**"],
          items: [["rawr", "capability"], ["families"]],
        },
      ],
      claim: "Each capability is published under its families alone: no workflow is reached by RPC",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
