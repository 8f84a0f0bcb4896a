import type { AnyContractRouter } from "@orpc/contract";
import type { OpenAPI } from "@orpc/openapi";
import { traverseContractProcedures } from "@orpc/server";
import { refusal } from "../contract/errors.ts";

export interface Route {
  /** Of the path below the family's prefix. */
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** RPC takes POST alone: a GET can be made by any page that a browser shows. */
export function rpcRoutes(router: AnyContractRouter): Route[] {
  const routes: Route[] = [];
  traverseContractProcedures({ router, path: [] }, ({ path }) => {
    routes.push({ pattern: patternOf(`/${path.map(encodeURIComponent).join("/")}`), methods: ["POST"] });
  });
  return routes;
}

export function openApiRoutes({ paths = {} }: OpenAPI.Document): Route[] {
  return Object.entries(paths).map(([path, operations]) => ({
    pattern: patternOf(path),
    methods: Object.keys(operations ?? {}).map((method) => method.toUpperCase()),
  }));
}

/** `{name}` stands for one segment, as in OpenAPI. */
function patternOf(path: string): RegExp {
  const source = path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^/}]+\}/g, "[^/]+");
  return new RegExp(`^${source}/?$`);
}

/** @throws ORPCError NOT_FOUND, or METHOD_NOT_SUPPORTED with the methods that the path does take. */
export function assertRoute(routes: readonly Route[], request: Request, prefix: string): void {
  const path = new URL(request.url).pathname.slice(prefix.length);
  const allowed = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
  if (allowed.length === 0) throw refusal("NOT_FOUND", undefined);
  if (!allowed.includes(request.method)) throw refusal("METHOD_NOT_SUPPORTED", { allowed });
}
