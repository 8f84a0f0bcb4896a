import { onTestFinished, vi } from "vitest";
import type { SessionDatabase } from "../../src/credentials/session-table.ts";

/**
 * Watches, without replacing anything, what a heavy evaluation costs in this process: signatures that were checked
 * and rows that were read. The function returned tells the counts since the call.
 */
export function spyOnHeavyResources(sessions: SessionDatabase) {
  const statements: { get(...parameters: unknown[]): unknown } = Object.getPrototypeOf(
    sessions.prepare("SELECT 1"),
  );
  const verify = vi.spyOn(crypto.subtle, "verify");
  const get = vi.spyOn(statements, "get");
  verify.mockClear();
  get.mockClear();
  onTestFinished(() => {
    verify.mockRestore();
    get.mockRestore();
  });
  return () => ({ signatures: verify.mock.calls.length, sessions: get.mock.calls.length });
}
