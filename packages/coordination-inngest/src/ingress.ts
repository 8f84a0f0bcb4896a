import type { Context } from "hono";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/hono";

/** Variables that would change who is let in, or where Inngest is told to find the host. */
const overriding = [
  "INNGEST_DEV",
  "INNGEST_ENABLE_UNAUTHED_SYNC",
  "INNGEST_BASE_URL",
  "INNGEST_API_BASE_URL",
  "INNGEST_EVENT_API_BASE_URL",
  "INNGEST_SERVE_ORIGIN",
  "INNGEST_SERVE_HOST",
  "INNGEST_SERVE_PATH",
  "INNGEST_STREAMING",
] as const;

export interface IngressOptions {
  readonly client: Inngest;
  readonly functions: readonly InngestFunction.Any[];
  readonly mode: "production" | "development";
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where Inngest reaches the host, such as `https://hq.example`; absent: what the request says. */
  readonly serveOrigin?: string | undefined;
}

/** An environment in which the ingress must not open. */
export class IngressRefused extends Error {
  override readonly name = "IngressRefused";
}

/**
 * The handler of `/api/inngest`. Whatever is not signed gets 401, in either mode and by any method.
 * @throws IngressRefused when the mode is production and the environment overrides what the ingress makes sure of.
 */
export function createIngress(options: IngressOptions): (context: Context) => Promise<Response> {
  const { client, functions, mode, env, serveOrigin } = options;
  const found = mode === "production" ? overriding.filter((name) => env[name] !== undefined) : [];
  if (found.length > 0) {
    throw new IngressRefused(`expected these to be unset in production: ${found.join(", ")}`);
  }
  if (client.mode !== "cloud") {
    throw new IngressRefused("expected a client that checks signatures, as createInngestClient makes one");
  }
  return serve({
    client,
    functions,
    enableUnauthedSync: false,
    ...(serveOrigin === undefined ? {} : { serveOrigin }),
  });
}
