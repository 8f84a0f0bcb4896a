import { demandsOf } from "../demand/demand.ts";
import { incomparable, same } from "../demand/orders.ts";
import type { RoutesMounted } from "./routes-mounted.ts";

/** Another table is neither more nor less. */
export const routesDemand = demandsOf<Omit<RoutesMounted, "claim" | "name">>({
  router: same,
  module: same,
  mounts: incomparable,
});
