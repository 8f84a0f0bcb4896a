import { traverseContractProcedures } from "@orpc/server";
import type { PublishedFamily } from "@rawr/server/src/families";
import { routeFamilies } from "@rawr/server/src/families";
import { type Manifest, publishedUnder } from "@rawr/server/src/manifest";
import { z } from "zod";
import { type Place, publicReads } from "./table.ts";

/** A route to call, and what it is called with. */
export interface Route {
  readonly place: Place;
  /** Whose tokens are the right ones. */
  readonly family: PublishedFamily;
  readonly method: string;
  readonly path: string;
  /** `capability.procedure`, where it is one. */
  readonly procedure?: string | undefined;
}

const documentShape = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ security: z.array(z.unknown()).optional() }))),
});

type ApiDocument = z.infer<typeof documentShape>;

/** What a host says of itself: its documents as served, its manifest, and what its router has mounted. */
export interface Served {
  readonly manifest: Manifest;
  readonly documents: { readonly openapi: ApiDocument; readonly workflows: ApiDocument };
  readonly mounted: readonly { readonly method: string; readonly path: string }[];
}

export async function fetchDocuments(url: string): Promise<Served["documents"]> {
  const read = async (family: "openapi" | "workflows") =>
    documentShape.parse(await (await fetch(`${url}${routeFamilies[family]}/openapi.json`)).json());
  return { openapi: await read("openapi"), workflows: await read("workflows") };
}

/** Every route that is served, and those that are not and must not be. */
export function routesOf(served: Served): readonly Route[] {
  const { documents, manifest, mounted } = served;
  const openapi = operations(documents.openapi);
  const workflows = operations(documents.workflows);
  const rpc = procedures(manifest, "rpc");
  // Also where somebody publishes them there: workflows are started and looked at in their own family.
  const off = workflowProcedures(manifest);
  const isPublic = (one: Operation) => publicReads.some((name) => name === `${one.method} ${one.path}`);
  const isIn = (list: readonly Operation[]) => (one: Operation) =>
    list.some(({ method, path }) => method === one.method && path === one.path);
  const at = (place: Place, family: PublishedFamily, prefix: string) => (one: Operation) => ({
    place,
    family,
    method: one.method,
    path: `${prefix}${one.path}`,
    procedure: one.procedure,
  });
  const call = (prefix: string) => (name: string) =>
    ({ method: "POST", path: `${prefix}/${name.replaceAll(".", "/")}`, procedure: name }) satisfies Operation;
  return [
    ...rpc
      .filter((name) => !off.includes(name))
      .map(call(""))
      .map(at("/rpc", "rpc", routeFamilies.rpc)),
    ...openapi.filter((one) => !isPublic(one)).map(at("/api/orpc/*", "openapi", routeFamilies.openapi)),
    ...openapi.filter(isPublic).map(at("/api/orpc/* (public reads)", "openapi", routeFamilies.openapi)),
    ...workflows.map(at("/api/workflows/<capability>/*", "workflows", routeFamilies.workflows)),
    ...["GET", "PUT", "POST"].map((method) => ({
      place: "/api/inngest" as const,
      family: "openapi" as const,
      method,
      path: `${routeFamilies.inngest}?fnId=rawr-hq-deliver-finished-hook&stepId=step`,
    })),
    ...[
      ...off.map(call("")),
      ...off.map(call("/workflows")),
      ...workflows.map((one) => ({ ...one, path: `/workflows${one.path}` })),
      { method: "POST", path: "/workflows", procedure: undefined },
    ].map(at("/rpc/workflows", "rpc", routeFamilies.rpc)),
    ...workflows
      .filter((one) => !isIn(openapi)(one))
      .map(at("/api/orpc/* (unpublished)", "openapi", routeFamilies.openapi)),
    ...openapi
      .filter((one) => !isIn(workflows)(one))
      .map(at("/api/workflows/* (unpublished)", "workflows", routeFamilies.workflows)),
    ...mounted.flatMap(mountedRoute),
  ];
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly procedure: string | undefined;
}

function operations({ paths }: ApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path,
      procedure: `${method.toUpperCase()} ${path}`,
    })),
  );
}

/** Names of the procedures that are published under a family. */
export function procedures(manifest: Manifest, family: PublishedFamily): string[] {
  const names: string[] = [];
  const { contract } = publishedUnder(manifest, family);
  traverseContractProcedures({ router: contract, path: [] }, ({ path }) => void names.push(path.join(".")));
  return names;
}

function workflowProcedures({ capabilities }: Manifest): string[] {
  const alone = capabilities.filter(({ rawr }) => rawr.kind === "workflows");
  return procedures({ capabilities: alone }, "workflows");
}

const placeOf = {
  rpc: ["/rpc", "rpc"],
  openapi: ["/api/orpc/*", "openapi"],
  workflows: ["/api/workflows/<capability>/*", "workflows"],
  inngest: ["/api/inngest", "openapi"],
} as const satisfies Record<keyof typeof routeFamilies, readonly [Place, PublishedFamily]>;

/** What the router has within a family beside the family itself is a route of that family like any other. */
function mountedRoute({ method, path }: Served["mounted"][number]): Route[] {
  const entry = Object.entries(routeFamilies).find(([, prefix]) => path.startsWith(`${prefix}/`));
  if (entry === undefined || path === `${entry[1]}/*`) return [];
  const family = z.enum(["rpc", "openapi", "workflows", "inngest"]).parse(entry[0]);
  if (path === `${entry[1]}/openapi.json`) return [];
  const [place, tokens] = placeOf[family];
  const called = method === "ALL" ? "POST" : method;
  return [
    { place, family: tokens, method: called, path: path.replaceAll("*", "probe").replace(/:\w+/g, "x") },
  ];
}
