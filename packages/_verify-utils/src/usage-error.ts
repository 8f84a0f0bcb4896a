/** A command was called with something that does not exist. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
