import type { Coordination } from "@rawr/coordination-inngest";
import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { refusal } from "./contract/errors.ts";
import { toContractError } from "./contract/to-contract-error.ts";
import { type RouteFamily, routeFamilies } from "./families.ts";
import type { BodyLimits } from "./http/body.ts";
import { type Env, heavy, openContext } from "./http/chain.ts";
import { type Logger, withoutTokens } from "./http/log.ts";
import { refusalResponse } from "./http/refusal-response.ts";
import { closedIngress, type Ingress } from "./ingress.ts";
import { type Manifest, workflowsOf } from "./manifest.ts";
import type { HeavyMiddleware } from "./middleware/heavy.ts";
import { createOpenApiDocument } from "./openapi-document.ts";
import { createOpenApiDispatch, createRpcDispatch, createWorkflowsDispatch } from "./orpc.ts";
import type { RequestContext } from "./workflows/context.ts";

export interface HostOptions {
  /** Proves who calls. The host decides when it runs; the construct, that it runs once. */
  readonly caller: HeavyMiddleware<"caller">;
  readonly log: Logger;
  readonly limits: BodyLimits;
  /** What a manifest with workflows needs. */
  readonly workflows?: HostWorkflows | undefined;
}

export interface HostWorkflows {
  readonly coordination: Coordination;
  readonly ingress: Ingress;
}

export interface Host {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Everything that the router holds, middlewares too, so that what is mounted can be held to what is meant to be. */
  readonly mounted: readonly Mounted[];
}

export interface Mounted {
  /** `ALL` for any. */
  readonly method: string;
  /** As the router reads it: `*` for any rest, `:name` for a segment. */
  readonly path: string;
}

type OnHostFailure = (error: unknown, context?: RequestContext) => void;

/** Composes the host from a manifest. Pure: it opens nothing, listens nowhere, reads no environment. */
export async function createHost(
  manifest: Manifest,
  { caller, log, limits, workflows }: HostOptions,
): Promise<Host> {
  assertServed(manifest, workflows);
  const document = await createOpenApiDocument(manifest, "openapi");
  const workflowsDocument = await createOpenApiDocument(manifest, "workflows");
  const onFailure: OnHostFailure = (error, context) =>
    log.error({ requestId: context?.requestId, err: error }, "request failed");
  const dispatchRpc = createRpcDispatch(manifest, { limits, onFailure });
  const dispatchOpenApi = createOpenApiDispatch(manifest, document, { limits, onFailure });
  const dispatchWorkflows = createWorkflowsDispatch(manifest, workflowsDocument, { limits, onFailure });
  const ingress = workflows?.ingress ?? closedIngress;
  const open = (family: RouteFamily) => openContext(family, manifest.capabilities, workflows?.coordination);

  const app = new Hono<Env>();
  app.use(accessLog(log));
  app.onError((error, c) => refuse(error, c, onFailure));
  app.notFound((c) => refuse(refusal("NOT_FOUND", undefined), c, onFailure));
  app.get("/healthz", (c) => c.json({ status: "ok" }));

  app.use(`${routeFamilies.inngest}/*`, open("inngest"));
  app.all(`${routeFamilies.inngest}/*`, (c) => ingress(c.req.raw, c.get("context")));

  app.get(`${routeFamilies.workflows}/openapi.json`, (c) => c.json(workflowsDocument));
  app.use(`${routeFamilies.workflows}/*`, open("workflows"), heavy(caller));
  app.all(`${routeFamilies.workflows}/*`, (c) => dispatchWorkflows(c.req.raw, c.get("context")));

  app.use(`${routeFamilies.rpc}/*`, open("rpc"), heavy(caller));
  app.all(`${routeFamilies.rpc}/*`, (c) => dispatchRpc(c.req.raw, c.get("context")));

  app.get(`${routeFamilies.openapi}/openapi.json`, (c) => c.json(document));
  app.use(`${routeFamilies.openapi}/*`, open("openapi"), heavy(caller));
  app.all(`${routeFamilies.openapi}/*`, (c) => dispatchOpenApi(c.req.raw, c.get("context")));

  return {
    mounted: app.routes.map(({ method, path }) => ({ method, path })),
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

function assertServed(manifest: Manifest, workflows: HostWorkflows | undefined): void {
  if (workflows !== undefined || workflowsOf(manifest) === undefined) return;
  throw new Error("the manifest registers workflows: the host needs their store and ingress");
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
        correlationId: context?.correlationId,
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
