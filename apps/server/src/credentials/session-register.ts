import type { CallerClass } from "../caller.ts";
import type { SessionDatabase } from "./session-table.ts";

/** Opens a session. Its id goes into tokens as `sid`. */
export function openSession(
  database: SessionDatabase,
  session: { readonly subject: string; readonly class: CallerClass; readonly expiresAt: Date },
): string {
  const id = crypto.randomUUID();
  database
    .prepare("INSERT INTO session (id, subject, class, expires_at) VALUES (?, ?, ?, ?)")
    .run(id, session.subject, session.class, session.expiresAt.getTime());
  return id;
}

/** Ends a session now, and with it every token that names it. False when there is no such living session. */
export function revokeSession(database: SessionDatabase, id: string, now = new Date()): boolean {
  const { changes } = database
    .prepare("UPDATE session SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
    .run(now.getTime(), id);
  return changes === 1;
}
