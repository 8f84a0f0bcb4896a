import { afterAll } from "vitest";
import type { CallerClass } from "../../src/caller.ts";
import {
  createDevelopmentCredentials,
  type DevelopmentCredentials,
} from "../../src/credentials/development.ts";
import { issueToken } from "../../src/credentials/issue-token.ts";
import { openSession } from "../../src/credentials/session-register.ts";
import type { PublishedFamily } from "../../src/families.ts";

export interface TestCredentials extends DevelopmentCredentials {
  /** A token of a new session. */
  issue(callerClass: CallerClass, families: readonly PublishedFamily[], subject?: string): Promise<string>;
}

/** Real keys, a real session database and a token per class; gone when the test file ends. */
export async function testCredentials(): Promise<TestCredentials> {
  const credentials = await createDevelopmentCredentials();
  afterAll(() => credentials.discard());
  return {
    ...credentials,
    issue(callerClass, families, subject = "someone") {
      const expiresAt = new Date(Date.now() + 600_000);
      const sid = openSession(credentials.sessions, { subject, class: callerClass, expiresAt });
      return issueToken(credentials.signing, { sub: subject, sid, cls: callerClass }, families);
    },
  };
}
