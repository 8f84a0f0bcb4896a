import { refusal } from "../contract/errors.ts";
import type { TokenClaims } from "../credentials/claims.ts";
import { type SessionDatabase, type SessionRow, sessionRow } from "../credentials/session-table.ts";

export type FindSession = (claims: TokenClaims) => SessionRow;

/** The function returned throws ORPCError UNAUTHORIZED unless the session lives and is the token's own. */
export function createSessionFinder(database: SessionDatabase): FindSession {
  const statement = database.prepare(
    "SELECT id, subject, class, expires_at, revoked_at FROM session WHERE id = ?",
  );
  return function findSession(claims) {
    const found: unknown = statement.get(claims.sid);
    if (found === undefined) throw refusal("UNAUTHORIZED", { reason: "revoked" });
    const row = sessionRow.parse(found);
    if (row.revoked_at !== null) throw refusal("UNAUTHORIZED", { reason: "revoked" });
    if (row.expires_at <= Date.now()) throw refusal("UNAUTHORIZED", { reason: "expired" });
    if (row.subject !== claims.sub || row.class !== claims.cls) {
      throw refusal("UNAUTHORIZED", { reason: "invalid" });
    }
    return row;
  };
}
