import { ORPCError } from "@orpc/contract";
import { DispatchRefused } from "../workflows/context.ts";
import { refusal } from "./errors.ts";

/** The typed error that a caller may see. What is not of the contract becomes INTERNAL_SERVER_ERROR. */
export function toContractError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof DispatchRefused && error.reason === "failed") return toContractError(error.cause);
  if (!(error instanceof ORPCError)) return internal(error);
  return error.defined && error.code !== "INTERNAL_SERVER_ERROR" ? error : internal(error);
}

/** Its own text is dropped even when a contract declares the code: it was not written for callers. */
function internal(error: unknown) {
  return refusal("INTERNAL_SERVER_ERROR", undefined, error);
}
