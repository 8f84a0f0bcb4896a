import type { RefusalCode } from "../contract/errors.ts";
import { toContractError } from "../contract/to-contract-error.ts";
import type { RouteFamily } from "../families.ts";

/** A refusal as the family's clients read it: RPC wraps its payload in `json`, the others do not. */
export function refusalResponse(error: unknown, family?: RouteFamily): Response {
  const typed = toContractError(error);
  const body = family === "rpc" ? { json: typed.toJSON() } : typed.toJSON();
  return Response.json(body, { status: typed.status, headers: refusalHeaders(typed.code, typed.data) });
}

/** The rest of such a body may still be on its way: no other request may follow on its connection. */
const leavesBodyUnread: ReadonlySet<string> = new Set<RefusalCode>(["TIMEOUT", "PAYLOAD_TOO_LARGE"]);

function refusalHeaders(code: string, data: unknown): Record<string, string> {
  if (code === "UNAUTHORIZED") return { "www-authenticate": 'Bearer realm="rawr-hq"' };
  if (code === "METHOD_NOT_SUPPORTED") return { allow: allowedOf(data) };
  if (leavesBodyUnread.has(code)) return { connection: "close" };
  return {};
}

function allowedOf(data: unknown): string {
  return typeof data === "object" && data !== null && "allowed" in data ? String(data.allowed) : "";
}
