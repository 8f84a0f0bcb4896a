import { canonicalJson } from "./canonical-json.ts";
import { signatureOf } from "./signature.ts";

/** Where the SDK serves the functions, and the key that proves who asks. */
export interface Endpoint {
  readonly url: string;
  readonly signingKey: string;
}

export interface SignedRequest {
  readonly method: "PUT" | "POST";
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Makes one signed request. Rejects as `fetch` does. */
export function ask(endpoint: Endpoint, { method, query, headers, body }: SignedRequest): Promise<Response> {
  const url = new URL(endpoint.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const text = canonicalJson(body);
  return fetch(url, {
    method,
    redirect: "error",
    body: text,
    headers: {
      "content-type": "application/json",
      "x-inngest-signature": signatureOf(text, endpoint.signingKey),
      ...headers,
    },
  });
}

/** Whether a request certainly never reached the application. */
export function isRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
