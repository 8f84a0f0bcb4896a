import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import { tokenAlgorithm } from "./claims.ts";

const publicKey = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.base64url().length(43),
  kid: z.string().min(1),
  alg: z.literal(tokenAlgorithm),
});

const privateKey = publicKey.extend({ d: z.base64url().length(43) });

/** JWK (RFC 8037). Strict on purpose: a private key handed to the host by mistake is refused. */
export type PublicKey = z.infer<typeof publicKey>;
export type PrivateKey = z.infer<typeof privateKey>;

/** A JWK set of the current key and, while callers change over, the previous one. */
export const verificationKeys = z
  .strictObject({ keys: z.array(publicKey).min(1).max(2) })
  .refine(
    ({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length,
    "each key needs its own kid",
  );

export type VerificationKeys = z.infer<typeof verificationKeys>;

export const signingKey = privateKey;

/** A new Ed25519 pair. The signing key is for the issuer only. */
export async function generateKeys(): Promise<{ signing: PrivateKey; verification: PublicKey }> {
  const pair = await generateKeyPair(tokenAlgorithm, { crv: "Ed25519", extractable: true });
  const { d, x } = await exportJWK(pair.privateKey);
  const shared = { kty: "OKP", crv: "Ed25519", x, kid: crypto.randomUUID(), alg: tokenAlgorithm };
  return { signing: privateKey.parse({ ...shared, d }), verification: publicKey.parse(shared) };
}
