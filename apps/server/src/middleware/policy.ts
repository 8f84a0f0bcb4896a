import type { RouteFamily } from "../families.ts";
import type { HeavyMarker } from "../workflows/context.ts";

/** The markers that must have been evaluated, with success, before a family dispatches. */
export const heavyMiddlewarePolicy = {
  inngest: [],
  workflows: ["caller"],
  rpc: ["caller"],
  openapi: ["caller"],
} as const satisfies Record<RouteFamily, readonly HeavyMarker[]>;
