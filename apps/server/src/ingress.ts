import { createIngress, type IngressOptions } from "@rawr/coordination-inngest";
import { Hono } from "hono";
import { z } from "zod";
import { refusal } from "./contract/errors.ts";
import { routeFamilies } from "./families.ts";
import { type BodyLimits, readWhole } from "./http/body.ts";
import type { RequestContext } from "./workflows/context.ts";

/** Answers a delivery of the Inngest runtime. Rejects with UNAUTHORIZED whatever is not signed by it. */
export type Ingress = (request: Request, context: RequestContext) => Promise<Response>;

/** A delivery whose signature was right, for a run of coordination. */
export interface Delivery {
  readonly runId: string;
  readonly status: number;
}

export interface HostIngressOptions {
  readonly limits?: BodyLimits;
  readonly onDelivery: (context: RequestContext, delivery: Delivery) => void;
}

/** Deliveries carry what all steps of a run have returned so far. */
export const ingressLimits: BodyLimits = { bytes: 4 * 1024 * 1024, milliseconds: 10_000 };

/** Of a host without workflows: nothing signs deliveries to it, so no delivery is proven. */
export const closedIngress: Ingress = async () => {
  throw refusal("UNAUTHORIZED", { reason: "missing" });
};

/**
 * `/api/inngest`, by the adapter of the SDK, which checks the signature. Nothing else counts: no token, session,
 * query or header opens it. Whoever signs nothing is refused before the body is read.
 * @throws IngressRefused for an environment in which the adapter must not run
 */
export function createHostIngress(
  options: IngressOptions,
  { limits = ingressLimits, onDelivery }: HostIngressOptions,
): Ingress {
  const adapter = new Hono().all(routeFamilies.inngest, createIngress(options)).onError(rethrow);

  return async function ingress(request, context) {
    if (!request.headers.has("x-inngest-signature")) throw refusal("UNAUTHORIZED", { reason: "missing" });
    const whole = await readWhole(request, limits);
    const body = jsonOf(whole.text);
    if (body === notJson) throw refusal("UNAUTHORIZED", { reason: "invalid" });
    const response = await adapter.fetch(whole.request);
    if (response.status === 401 || response.status === 404)
      throw refusal("UNAUTHORIZED", { reason: "invalid" });
    const named = ofRun.safeParse(body);
    if (named.success) onDelivery(context, { runId: named.data.event.data.runId, status: response.status });
    return response;
  };
}

/** The host answers for it, and logs it. */
function rethrow(error: unknown): never {
  throw error;
}

/** How deliveries name the run that they are for. */
const ofRun = z.object({ event: z.object({ data: z.object({ runId: z.string() }) }) });

const notJson = Symbol("no JSON");

/** `notJson` for text that is none: the runtime signs no such thing, and the adapter breaks on it. */
function jsonOf(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return notJson;
    throw error;
  }
}
