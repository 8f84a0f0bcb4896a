import { createIngress, type IngressOptions } from "@rawr/coordination-inngest";
import { Hono } from "hono";
import { refusal } from "./contract/errors.ts";
import { routeFamilies } from "./families.ts";
import { type BodyLimits, readWhole } from "./http/body.ts";

/** Answers a delivery of the Inngest runtime. Rejects with UNAUTHORIZED whatever is not signed by it. */
export type Ingress = (request: Request) => Promise<Response>;

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
export function createHostIngress(options: IngressOptions, limits: BodyLimits = ingressLimits): Ingress {
  const adapter = new Hono().all(routeFamilies.inngest, createIngress(options)).onError(rethrow);

  return async function ingress(request) {
    if (!request.headers.has("x-inngest-signature")) throw refusal("UNAUTHORIZED", { reason: "missing" });
    const whole = await readWhole(request, limits);
    if (!isJsonOrEmpty(whole.text)) throw refusal("UNAUTHORIZED", { reason: "invalid" });
    const response = await adapter.fetch(whole.request);
    if (response.status === 401 || response.status === 404)
      throw refusal("UNAUTHORIZED", { reason: "invalid" });
    return response;
  };
}

/** The host answers for it, and logs it. */
function rethrow(error: unknown): never {
  throw error;
}

/** The runtime signs nothing else, and the adapter breaks on it. */
function isJsonOrEmpty(text: string): boolean {
  if (text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
