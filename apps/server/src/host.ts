import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { refusal } from "./contract/errors.ts";
import { toContractError } from "./contract/to-contract-error.ts";
import { type RouteFamily, routeFamilies } from "./families.ts";
import type { BodyLimits } from "./http/body.ts";
import { type Env, heavy, openContext } from "./http/chain.ts";
import { type Logger, withoutTokens } from "./http/log.ts";
import { refusalResponse } from "./http/refusal-response.ts";
import type { Manifest } from "./manifest.ts";
import { admission, assertAdmitted } from "./middleware/admission.ts";
import type { HeavyMiddleware } from "./middleware/heavy.ts";
import { heavyMiddlewarePolicy } from "./middleware/policy.ts";
import { createOpenApiDocument } from "./openapi-document.ts";
import { createOpenApiDispatch, createRpcDispatch } from "./orpc.ts";
import { assertRequiredMarkers, type RequestContext } from "./workflows/context.ts";

export interface HostOptions {
  /** Proves who calls. The host decides when it runs; the construct, that it runs once. */
  readonly caller: HeavyMiddleware<"caller">;
  readonly log: Logger;
  readonly limits: BodyLimits;
}

export interface Host {
  readonly fetch: (request: Request) => Promise<Response>;
}

type OnHostFailure = (error: unknown, context?: RequestContext) => void;

/** Composes the host from a manifest. Pure: it opens nothing, listens nowhere, reads no environment. */
export async function createHost(manifest: Manifest, { caller, log, limits }: HostOptions): Promise<Host> {
  const document = await createOpenApiDocument(manifest);
  const onFailure: OnHostFailure = (error, context) =>
    log.error({ requestId: context?.requestId, err: error }, "request failed");
  const dispatchRpc = createRpcDispatch(manifest, { limits, onFailure });
  const dispatchOpenApi = createOpenApiDispatch(manifest, document, { limits, onFailure });
  const open = (family: RouteFamily) => openContext(family, manifest.capabilities);

  const app = new Hono<Env>();
  app.use(accessLog(log));
  app.onError((error, c) => refuse(error, c, onFailure));
  app.notFound((c) => refuse(refusal("NOT_FOUND", undefined), c, onFailure));
  app.get("/healthz", (c) => c.json({ status: "ok" }));

  app.use(`${routeFamilies.inngest}/*`, open("inngest"));
  app.all(`${routeFamilies.inngest}/*`, () => refuseUnproven());

  app.use(`${routeFamilies.workflows}/*`, open("workflows"), heavy(caller));
  app.all(`${routeFamilies.workflows}/*`, (c) => refuseUnserved(c.get("context")));

  app.use(`${routeFamilies.rpc}/*`, open("rpc"), heavy(caller));
  app.all(`${routeFamilies.rpc}/*`, (c) => dispatchRpc(c.req.raw, c.get("context")));

  app.get(`${routeFamilies.openapi}/openapi.json`, (c) => c.json(document));
  app.use(`${routeFamilies.openapi}/*`, open("openapi"), heavy(caller));
  app.all(`${routeFamilies.openapi}/*`, (c) => dispatchOpenApi(c.req.raw, c.get("context")));

  return {
    async fetch(request) {
      try {
        return await app.fetch(request);
      } catch (error) {
        onFailure(error);
        return refusalResponse(error);
      }
    },
  };
}

/** Nothing signs deliveries yet, so no delivery is proven. */
function refuseUnproven(): never {
  throw refusal("UNAUTHORIZED", { reason: "missing" });
}

/** No capability is published here yet. Who may not ask is told so first. */
function refuseUnserved(context: RequestContext): never {
  assertRequiredMarkers(context, heavyMiddlewarePolicy.workflows);
  assertAdmitted(context, admission.workflows);
  throw refusal("NOT_FOUND", undefined);
}

function refuse(error: unknown, c: Context<Env>, onFailure: OnHostFailure): Response {
  const context: RequestContext | undefined = c.get("context");
  const typed = toContractError(error);
  if (typed.status >= 500) onFailure(error, context);
  return refusalResponse(typed, context?.family);
}

function accessLog(log: Logger) {
  return createMiddleware<Env>(async (c, next) => {
    const started = performance.now();
    await next();
    const context: RequestContext | undefined = c.get("context");
    log.info(
      {
        requestId: context?.requestId,
        family: context?.family,
        method: c.req.method,
        path: withoutTokens(c.req.path),
        status: c.res.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
      },
      "request",
    );
  });
}
