import { z } from "zod";
import { callerClasses } from "../caller.ts";
import type { PublishedFamily } from "../families.ts";

/** What a token says, beside its audience and times. `sid` names a row of the session table. */
export const tokenClaims = z.object({
  sub: z.string().min(1).max(200),
  sid: z.uuid(),
  cls: z.enum(callerClasses),
});

export type TokenClaims = z.infer<typeof tokenClaims>;

export const tokenIssuer = "rawr-hq";
export const tokenType = "rawr+jwt";
export const tokenAlgorithm = "EdDSA";

/** No token lives longer, whatever it says of itself. */
export const tokenLifetimeSeconds = 15 * 60;

/** How far the issuer's clock may be off. */
export const clockToleranceSeconds = 5;

/** A token is good for one family of routes, or for those that it lists. */
export function audienceOf(family: PublishedFamily): string {
  return `rawr-hq:${family}`;
}
