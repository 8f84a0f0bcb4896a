import type { Coordination } from "@rawr/coordination-inngest";
import { createMiddleware } from "hono/factory";
import { refusal } from "../contract/errors.ts";
import type { RouteFamily } from "../families.ts";
import type { Registration } from "../manifest.ts";
import type { HeavyMiddleware } from "../middleware/heavy.ts";
import { createRequestContext, type HeavyMarker, type RequestContext } from "../workflows/context.ts";
import { correlationOf } from "./correlation.ts";

export interface Env {
  Variables: { context: RequestContext };
}

/** Opens the context of a request. Everything after it in the chain is given this one. */
export function openContext(
  family: RouteFamily,
  registrations: readonly Registration[],
  coordination?: Coordination,
) {
  return createMiddleware<Env>(async (c, next) => {
    c.set(
      "context",
      createRequestContext(c.req.raw, family, registrations, {
        correlationId: correlationOf(c.req.raw.headers),
        coordination,
      }),
    );
    assertPlainTarget(c.req.raw.url);
    await next();
    c.res.headers.set("x-request-id", c.get("context").requestId);
    c.res.headers.set("x-correlation-id", c.get("context").correlationId);
    c.res.headers.set("cache-control", "no-store");
  });
}

/** A target that is a whole address may name a user, which nothing here asks for and no copy of the request can carry. */
function assertPlainTarget(url: string): void {
  const { username, password } = new URL(url);
  if (username !== "" || password !== "") throw refusal("BAD_REQUEST", undefined);
}

/** Puts a heavy evaluation into a chain. However often it stands there, it happens once per request. */
export function heavy<M extends HeavyMarker>(middleware: HeavyMiddleware<M>) {
  return createMiddleware<Env>(async (c, next) => {
    await middleware.run(c.get("context"));
    await next();
  });
}
