import { type Logger, pino } from "pino";

export type { Logger };

/** JSON lines on standard output. Requests are described by named fields only: no headers, query or body. */
export function createLogger(level = "info"): Logger {
  return pino({ level, base: null, serializers: { err: describeError } });
}

const tokenLike = /[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;

/** Removes whatever has the shape of a signed token: text that a caller chose may carry one anywhere. */
export function withoutTokens(text: string): string {
  return text.replace(tokenLike, "[token]");
}

function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: withoutTokens(error.message),
    stack: withoutTokens(error.stack ?? ""),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
