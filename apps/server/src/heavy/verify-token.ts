import { createLocalJWKSet, errors, jwtVerify } from "jose";
import { refusal, type UnauthorizedReason } from "../contract/errors.ts";
import {
  audienceOf,
  clockToleranceSeconds,
  type TokenClaims,
  tokenAlgorithm,
  tokenClaims,
  tokenIssuer,
  tokenLifetimeSeconds,
  tokenType,
} from "../credentials/claims.ts";
import type { VerificationKeys } from "../credentials/keys.ts";
import type { PublishedFamily } from "../families.ts";

export type VerifyToken = (token: string, family: PublishedFamily) => Promise<TokenClaims>;

/** The function returned rejects with ORPCError UNAUTHORIZED for any token that is not wholly right. */
export function createTokenVerifier(keys: VerificationKeys): VerifyToken {
  const keySet = createLocalJWKSet(keys);
  return async function verifyToken(token, family) {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms: [tokenAlgorithm],
        typ: tokenType,
        issuer: tokenIssuer,
        audience: audienceOf(family),
        maxTokenAge: tokenLifetimeSeconds,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ["exp", "iat", "sub"],
      });
      return tokenClaims.parse(payload);
    } catch (error) {
      throw refusal("UNAUTHORIZED", { reason: reasonFor(error) }, error);
    }
  };
}

/** Claims are looked at only after the signature held, so these reasons reach real holders only. */
function reasonFor(error: unknown): UnauthorizedReason {
  if (error instanceof errors.JWTExpired) return "expired";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") return "wrong-audience";
  return "invalid";
}
