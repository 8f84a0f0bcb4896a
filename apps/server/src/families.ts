/** Where each family of routes is mounted. The order is the mount order. */
export const routeFamilies = {
  inngest: "/api/inngest",
  workflows: "/api/workflows",
  rpc: "/rpc",
  openapi: "/api/orpc",
} as const;

export type RouteFamily = keyof typeof routeFamilies;

/** Families that a capability can be published under; the host alone serves `inngest`. */
export type PublishedFamily = Exclude<RouteFamily, "inngest">;
