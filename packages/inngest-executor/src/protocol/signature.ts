import { createHmac } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

const keyPrefix = /^signkey-[\w]+-/;

/**
 * The value of `x-inngest-signature`: HMAC-SHA256, in hex, over the canonical JSON of the body followed by the time in
 * seconds, keyed by the signing key without its prefix. A body that is text is signed as it is.
 */
export function signatureOf(
  body: unknown,
  signingKey: string,
  seconds = Math.floor(Date.now() / 1000),
): string {
  const text = typeof body === "string" ? body : canonicalJson(body);
  const digest = createHmac("sha256", signingKey.replace(keyPrefix, ""))
    .update(`${text}${seconds}`)
    .digest("hex");
  return `t=${seconds}&s=${digest}`;
}
