import { signatureOf } from "@rawr/inngest-executor";
import type { Hole, HoledHost } from "../prober/holed-host.ts";
import type { BearerCaller } from "../prober/target.ts";

const bearerOf = (request: Request) =>
  /^bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];

function part(token: string | undefined, index: number): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(token?.split(".")[index] ?? "", "base64url").toString());
  } catch (error) {
    // What is no token claims nothing.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

export const headerOf = (request: Request) => part(bearerOf(request), 0);
export const claimsOf = (request: Request) => part(bearerOf(request), 1);
export const pathOf = (request: Request) => new URL(request.url).pathname;
export const isOf = (request: Request, family: string) => pathOf(request).startsWith(`${family}/`);

/** The request as one that somebody makes who may. */
export function asSomeone(request: Request, { tokens }: HoledHost, caller: BearerCaller): Request {
  const headers = new Headers(request.headers);
  headers.set("authorization", `Bearer ${tokens[caller]}`);
  return new Request(request, { headers });
}

/** Whoever fits is taken for the first party. */
export function trusting(fits: (request: Request, host: HoledHost) => boolean): Hole {
  return (fetch, host) => (request) =>
    fetch(fits(request, host) ? asSomeone(request, host, "first party") : request);
}

/** What fits is signed in the place of the runtime. */
export function signing(fits: (request: Request) => boolean): Hole {
  return (fetch, { runtime }) =>
    async (request) => {
      if (pathOf(request) !== "/api/inngest" || !fits(request)) return fetch(request);
      const text = await request.clone().text();
      const headers = new Headers(request.headers);
      headers.delete("authorization");
      headers.set(
        "x-inngest-signature",
        signatureOf(text === "" ? "" : JSON.parse(text), runtime.signingKey),
      );
      return fetch(new Request(request, { headers }));
    };
}

/** Another request in the place of one that fits. */
export function rewriting(rewrite: (request: Request) => Request): Hole {
  return (fetch) => (request) => fetch(rewrite(request));
}

/** Another answer in the place of a refusal. */
export function answering(status: number, answer: object): Hole {
  return (fetch) => async (request) => {
    const response = await fetch(request);
    return response.status === 401 ? Response.json(answer, { status }) : response;
  };
}
