import { Hono } from "hono";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/hono";

export const signingKey = "signkey-test-8ee2262a15e8d3c42d6a840db7af3de2aab08ef632b32a37a687f24b34dba3ff";
export const eventKey = "a-key-for-events";
export const appId = "shop";

const silent = { info: ignore, warn: ignore, error: ignore, debug: ignore };

function ignore(): void {
  // What the SDK says of itself is not under test.
}

/** The real SDK's client in production mode, pointed at an executor. */
export function createClient(baseUrl: string): Inngest {
  return new Inngest({ id: appId, isDev: false, baseUrl, eventKey, signingKey, logger: silent });
}

/** The real SDK's adapter on a real router. */
export function createApplication(client: Inngest, functions: readonly InngestFunction.Any[]): Hono {
  const app = new Hono();
  const handler = serve({ client, functions: [...functions], enableUnauthedSync: false });
  app.on(["GET", "PUT", "POST"], "/api/inngest", handler);
  return app;
}
