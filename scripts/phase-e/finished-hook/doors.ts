import { importConfined } from "@phasegate/verify-utils";
import { adapter, among, ingress } from "./places.ts";

/** What else of the SDK takes requests in, by the name that it is imported under. */
export const otherDoors = [
  "astro",
  "bun",
  "cloudflare",
  "connect",
  "deno/fresh",
  "digitalocean",
  "edge",
  "experimental/durable-endpoints",
  "express",
  "fastify",
  "h3",
  "koa",
  "lambda",
  "next",
  "nitro",
  "node",
  "nuxt",
  "redwood",
  "remix",
  "sveltekit",
];
/** `scripts/test/doors.test.ts` holds the list to the installed version. */
const otherWaysIn = otherDoors.map((door) => ({ module: `inngest/${door}`, export: "*" }));

/** In which ways Inngest's requests come in: by one. */
export const oneDoor = [
  importConfined({
    symbols: [{ module: "inngest/hono", export: "serve" }],
    among,
    to: [ingress],
    claim: "Inngest's functions are served in one module",
  }),
  importConfined({
    name: "importConfined:other-ways-in",
    symbols: [{ module: "inngest", export: "InngestCommHandler" }, ...otherWaysIn],
    among,
    to: [],
    claim: "Inngest's functions are served in no other way",
  }),
  importConfined({
    symbols: [{ module: "packages/inngest-executor/src/protocol/signature.ts", export: "signatureOf" }],
    among: ["apps/**", "packages/coordination*/**", "!{apps,packages}/*/test/**"],
    to: [],
    claim: "Neither the host nor coordination signs for Inngest",
  }),
  importConfined({
    symbols: [{ module: "inngest", export: "Inngest" }],
    to: [`${adapter}/client.ts`],
    among,
    claim: "Clients of Inngest are made in one module",
  }),
];
