/** Short, and without a dot: nothing that has the shape of a token is taken in, answered or logged. */
const wellFormed = /^[\w-]{1,64}$/;

/** The caller's `x-correlation-id`, if it can be used as one. */
export function correlationOf(headers: Headers): string | undefined {
  const given = headers.get("x-correlation-id");
  return given !== null && wellFormed.test(given) ? given : undefined;
}
