import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger };

/** JSON lines. Requests are described by named fields only: no headers, query or body. */
export function createLogger(destination: DestinationStream): Logger {
  return pino({ base: null, serializers: { err: (error: unknown) => describeError(error) } }, destination);
}

/** A token, a part of one (JSON in base64 begins with `eyJ`), what is longer than any id, or a digest. */
const tokenLike = /[\w-]{8,}\.[\w-]{8,}\.[\w-]*|eyJ[\w-]{8,}|[\w-]{65,}|\b[0-9a-f]{64}\b/g;

/** Removes whatever has the shape of a secret, or of a part of one: text that a caller chose may carry one anywhere. */
export function withoutTokens(text: string): string {
  return text.replace(tokenLike, "[token]");
}

/** Causes are followed a few steps only: they may form a circle. */
function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: withoutTokens(error.message),
    stack: withoutTokens(error.stack ?? ""),
    ...(error.cause === undefined || depth === 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
