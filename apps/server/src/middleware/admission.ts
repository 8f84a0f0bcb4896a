import type { Caller, CallerClass } from "../caller.ts";
import { refusal } from "../contract/errors.ts";
import type { PublishedFamily, RouteFamily } from "../families.ts";
import { heavyResult, type RequestContext } from "../workflows/context.ts";

/** Which callers a family serves at all. `nobody` reaches public procedures only; see `requireCaller`. */
export const admission = {
  inngest: [],
  workflows: ["first-party", "trusted-service", "external"],
  rpc: ["first-party", "trusted-service"],
  openapi: ["first-party", "trusted-service", "external", "nobody"],
} as const satisfies Record<RouteFamily, readonly Caller["kind"][]>;

/** The published families that serve callers of a class: what a token for such a caller is good for. */
export function familiesServing(callerClass: CallerClass): PublishedFamily[] {
  const families: readonly PublishedFamily[] = ["workflows", "rpc", "openapi"];
  return families.filter((family) => admits(admission[family], callerClass));
}

function admits(admitted: readonly Caller["kind"][], kind: Caller["kind"]): boolean {
  return admitted.includes(kind);
}

/** @throws ORPCError UNAUTHORIZED for nobody, FORBIDDEN for a known caller of a class that is not served. */
export function assertAdmitted(context: RequestContext, admitted: readonly Caller["kind"][]): void {
  const caller = heavyResult(context, "caller");
  if (admits(admitted, caller.kind)) return;
  if (caller.kind === "nobody") throw refusal("UNAUTHORIZED", { reason: "missing" });
  throw refusal("FORBIDDEN", undefined);
}
