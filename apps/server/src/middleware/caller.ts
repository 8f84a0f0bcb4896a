import type { Caller } from "../caller.ts";
import { refusal } from "../contract/errors.ts";
import type { VerificationKeys } from "../credentials/keys.ts";
import type { SessionDatabase } from "../credentials/session-table.ts";
import { createSessionFinder } from "../heavy/find-session.ts";
import { createTokenVerifier } from "../heavy/verify-token.ts";
import type { RequestContext } from "../workflows/context.ts";
import { defineHeavyMiddleware, type HeavyMiddleware } from "./heavy.ts";

export interface CallerResources {
  readonly keys: VerificationKeys;
  readonly sessions: SessionDatabase;
}

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** Proves who calls, by a bearer token and its session. The only way to the heavy resources. */
export function createCallerMiddleware(resources: CallerResources): HeavyMiddleware<"caller"> {
  return defineHeavyMiddleware({ marker: "caller", evaluate: callerEvaluation(resources) });
}

/** The evaluation itself, which rejects with ORPCError UNAUTHORIZED for credentials that are not right. */
export function callerEvaluation(resources: CallerResources): (context: RequestContext) => Promise<Caller> {
  const verifyToken = createTokenVerifier(resources.keys);
  const findSession = createSessionFinder(resources.sessions);

  return async function evaluateCaller({ request, family }) {
    const header = request.headers.get("authorization");
    if (header === null) return { kind: "nobody" };
    const token = bearer.exec(header)?.[1];
    if (token === undefined || family === "inngest") throw refusal("UNAUTHORIZED", { reason: "invalid" });
    const session = findSession(await verifyToken(token, family));
    return { kind: session.class, subject: session.subject, session: session.id };
  };
}
