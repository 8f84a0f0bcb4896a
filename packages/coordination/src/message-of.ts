/** Characters that are kept of a message. */
const longest = 1_000;

/**
 * A message for whatever was thrown, which need not be an error, nor let itself be looked at: a getter, a proxy or
 * `toString` can throw in turn. Cut to 1,000 characters, and always text that can be stored.
 */
export function messageOf(thrown: unknown): string {
  try {
    const message = thrown instanceof Error ? thrown.message : thrown;
    return storable(typeof message === "string" ? message : describe(message));
  } catch (second) {
    return `a value that cannot be described (${typeof thrown}, and describing it threw ${typeof second})`;
  }
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return JSON.stringify(value) ?? Object.prototype.toString.call(value);
}

/** Without lone surrogates and NUL, which not every store gives back as they were. */
function storable(text: string): string {
  return text.slice(0, longest).replace(/\p{Surrogate}|\0/gu, "\uFFFD");
}
