import { importJWK, SignJWT } from "jose";
import type { PublishedFamily } from "../families.ts";
import {
  audienceOf,
  type TokenClaims,
  tokenAlgorithm,
  tokenIssuer,
  tokenLifetimeSeconds,
  tokenType,
} from "./claims.ts";
import type { PrivateKey } from "./keys.ts";

/** A signed token for a session, good for the given families until `tokenLifetimeSeconds` from `now`. */
export async function issueToken(
  key: PrivateKey,
  claims: TokenClaims,
  families: readonly PublishedFamily[],
  now = new Date(),
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sid: claims.sid, cls: claims.cls })
    .setProtectedHeader({ alg: tokenAlgorithm, kid: key.kid, typ: tokenType })
    .setIssuer(tokenIssuer)
    .setSubject(claims.sub)
    .setAudience(families.map(audienceOf))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetimeSeconds)
    .sign(await importJWK(key));
}
