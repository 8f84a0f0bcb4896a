import { z } from "zod";
import { refusal } from "../contract/errors.ts";

const envelope = z.strictObject({ json: z.unknown().optional(), meta: z.array(z.unknown()).optional() });

/**
 * oRPC takes a body without `json` for "no input", and so would run a procedure whose input is optional
 * on a request that was meant otherwise.
 * @throws ORPCError BAD_REQUEST for JSON that is not an RPC envelope
 */
export function assertRpcEnvelope(text: string): void {
  if (text === "") return;
  const result = envelope.safeParse(parse(text));
  if (!result.success) throw refusal("BAD_REQUEST", undefined, result.error);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal("BAD_REQUEST", undefined, error);
  }
}
