import { ORPCError, ValidationError } from "@orpc/contract";
import type { RequestContext } from "../workflows/context.ts";
import { refusal } from "./errors.ts";
import { toContractError } from "./to-contract-error.ts";

interface Step<T> {
  readonly context: RequestContext;
  next(): Promise<T>;
}

/** Told of each error that callers are not: its text was not written for them. */
export type OnFailure = (error: unknown, context: RequestContext) => void;

/**
 * Handler options that let only errors of the contract out of an oRPC handler. A raw error is the
 * caller's fault while the input is being decoded, and the server's once the procedure was reached.
 */
export function contractErrorInterceptors(onFailure: OnFailure) {
  const reached = new WeakSet<RequestContext>();

  async function onCall<T>({ context, next }: Step<T>): Promise<T> {
    reached.add(context);
    return next().catch((error: unknown) => {
      throw isInvalidInput(error) ? invalidInput(error.cause) : error;
    });
  }

  async function onRequest<T>({ context, next }: Step<T>): Promise<T> {
    return next().catch((error: unknown) => {
      if (!reached.has(context)) throw refusal("BAD_REQUEST", undefined, error);
      const typed = toContractError(error);
      if (typed.status >= 500) onFailure(error, context);
      throw typed;
    });
  }

  return { clientInterceptors: [onCall], interceptors: [onRequest] };
}

function isInvalidInput(
  error: unknown,
): error is ORPCError<"BAD_REQUEST", unknown> & { cause: ValidationError } {
  return error instanceof ORPCError && error.code === "BAD_REQUEST" && error.cause instanceof ValidationError;
}

function invalidInput(cause: ValidationError) {
  const issues = cause.issues.map(({ path, message }) => ({
    path: (path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join("."),
    message,
  }));
  return refusal("INPUT_VALIDATION_FAILED", { issues }, cause);
}
