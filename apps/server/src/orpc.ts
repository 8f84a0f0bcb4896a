import type { OpenAPI } from "@orpc/openapi";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import { RPCHandler } from "@orpc/server/fetch";
import { contractErrorInterceptors, type OnFailure } from "./contract/error-interceptors.ts";
import { refusal } from "./contract/errors.ts";
import { routeFamilies } from "./families.ts";
import { type BodyLimits, readWhole } from "./http/body.ts";
import { assertRoute, openApiRoutes, rpcRoutes } from "./http/route-table.ts";
import { assertRpcEnvelope } from "./http/rpc-envelope.ts";
import { type Manifest, publishedUnder } from "./manifest.ts";
import { admission, assertAdmitted } from "./middleware/admission.ts";
import { heavyMiddlewarePolicy } from "./middleware/policy.ts";
import { assertOwnContext, assertRequiredMarkers, type RequestContext } from "./workflows/context.ts";

export interface DispatchOptions {
  readonly limits: BodyLimits;
  readonly onFailure: OnFailure;
}

/** Answers one request. Rejects with the refusal, before any effect, when it may not be dispatched. */
export type Dispatch = (request: Request, context: RequestContext) => Promise<Response>;

/** `/rpc/*`: internal, first party and trusted services only. */
export function createRpcDispatch(manifest: Manifest, options: DispatchOptions): Dispatch {
  const { contract, router } = publishedUnder(manifest, "rpc");
  const routes = rpcRoutes(contract);
  const handler = new RPCHandler<RequestContext>(router, contractErrorInterceptors(options.onFailure));

  return async function dispatchRpc(request, context) {
    assertOwnContext(context, request);
    assertRequiredMarkers(context, heavyMiddlewarePolicy.rpc);
    assertAdmitted(context, admission.rpc);
    assertRoute(routes, request, routeFamilies.rpc);
    const whole = await readWhole(request, options.limits);
    assertRpcEnvelope(whole.text);
    const result = await handler.handle(whole.request, { prefix: routeFamilies.rpc, context });
    if (!result.matched) throw refusal("NOT_FOUND", undefined);
    return result.response;
  };
}

/** `/api/orpc/*`: the published OpenAPI boundary. */
export function createOpenApiDispatch(
  manifest: Manifest,
  document: OpenAPI.Document,
  options: DispatchOptions,
): Dispatch {
  const { router } = publishedUnder(manifest, "openapi");
  const routes = openApiRoutes(document);
  const handler = new OpenAPIHandler<RequestContext>(router, contractErrorInterceptors(options.onFailure));

  return async function dispatchOpenApi(request, context) {
    assertOwnContext(context, request);
    assertRequiredMarkers(context, heavyMiddlewarePolicy.openapi);
    assertAdmitted(context, admission.openapi);
    assertRoute(routes, request, routeFamilies.openapi);
    const whole = await readWhole(request, options.limits);
    const result = await handler.handle(whole.request, { prefix: routeFamilies.openapi, context });
    if (!result.matched) throw refusal("NOT_FOUND", undefined);
    return result.response;
  };
}

/** `/api/workflows/*`: who may start workflows and look at their runs. */
export function createWorkflowsDispatch(
  manifest: Manifest,
  document: OpenAPI.Document,
  options: DispatchOptions,
): Dispatch {
  const { router } = publishedUnder(manifest, "workflows");
  const routes = openApiRoutes(document);
  const handler = new OpenAPIHandler<RequestContext>(router, contractErrorInterceptors(options.onFailure));

  return async function dispatchWorkflows(request, context) {
    assertOwnContext(context, request);
    assertRequiredMarkers(context, heavyMiddlewarePolicy.workflows);
    assertAdmitted(context, admission.workflows);
    assertRoute(routes, request, routeFamilies.workflows);
    const whole = await readWhole(request, options.limits);
    const result = await handler.handle(whole.request, { prefix: routeFamilies.workflows, context });
    if (!result.matched) throw refusal("NOT_FOUND", undefined);
    return result.response;
  };
}
