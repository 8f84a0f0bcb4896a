import { ORPCError } from "@orpc/contract";
import { z } from "zod";

const unauthorizedReasons = ["missing", "invalid", "expired", "wrong-audience", "revoked"] as const;

export type UnauthorizedReason = (typeof unauthorizedReasons)[number];

const issue = z.object({ path: z.string(), message: z.string() });

/** Every way in which the host refuses. Each procedure's contract carries all of them. */
export const contractErrors = {
  BAD_REQUEST: { status: 400, message: "The request could not be read" },
  UNAUTHORIZED: {
    status: 401,
    message: "Valid credentials are needed",
    data: z.object({ reason: z.enum(unauthorizedReasons) }),
  },
  FORBIDDEN: { status: 403, message: "This caller may not use this route" },
  NOT_FOUND: { status: 404, message: "There is nothing here" },
  METHOD_NOT_SUPPORTED: {
    status: 405,
    message: "This method is not supported here",
    data: z.object({ allowed: z.array(z.string()) }),
  },
  TIMEOUT: { status: 408, message: "The request body took too long" },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    message: "The request body is too large",
    data: z.object({ limitBytes: z.int() }),
  },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: "The request body must be application/json" },
  INPUT_VALIDATION_FAILED: {
    status: 422,
    message: "The input does not fit the contract",
    data: z.object({ issues: z.array(issue) }),
  },
  HEADERS_TOO_LARGE: { status: 431, message: "The request headers are too large" },
  CLIENT_CLOSED_REQUEST: { status: 499, message: "The caller left before the answer" },
  INTERNAL_SERVER_ERROR: { status: 500, message: "The server failed" },
} as const;

export type RefusalCode = keyof typeof contractErrors;

/** The data that a refusal carries; `undefined` for codes that carry none. */
export type RefusalData<C extends RefusalCode> = (typeof contractErrors)[C] extends {
  data: infer S extends z.ZodType;
}
  ? z.infer<S>
  : undefined;

/** A typed error of the contract. `cause` stays in the process: it is neither sent nor serialised. */
export function refusal<C extends RefusalCode>(
  code: C,
  data: RefusalData<C>,
  cause?: unknown,
): ORPCError<C, RefusalData<C>> {
  const { status, message } = contractErrors[code];
  return new ORPCError(code, { defined: true, status, message, data, cause });
}
