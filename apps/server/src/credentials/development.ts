import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CallerClass, callerClasses } from "../caller.ts";
import { familiesServing } from "../middleware/admission.ts";
import { issueToken } from "./issue-token.ts";
import { generateKeys, type PrivateKey, type VerificationKeys } from "./keys.ts";
import { openSession } from "./session-register.ts";
import { openSessionDatabase, type SessionDatabase } from "./session-table.ts";

/** What development mode makes up, to be thrown away with the process. */
export interface DevelopmentCredentials {
  readonly keys: VerificationKeys;
  readonly signing: PrivateKey;
  readonly database: string;
  readonly sessions: SessionDatabase;
  readonly tokens: Readonly<Record<CallerClass, string>>;
  discard(): void;
}

export async function createDevelopmentCredentials(): Promise<DevelopmentCredentials> {
  const { signing, verification } = await generateKeys();
  const directory = mkdtempSync(join(tmpdir(), "rawr-hq-dev-"));
  const database = join(directory, "sessions.db");
  const sessions = openSessionDatabase(database);
  const token = (callerClass: CallerClass) => developmentToken(sessions, signing, callerClass);
  return {
    keys: { keys: [verification] },
    signing,
    database,
    sessions,
    tokens: {
      "first-party": await token("first-party"),
      "trusted-service": await token("trusted-service"),
      external: await token("external"),
    },
    discard() {
      sessions.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function developmentToken(sessions: SessionDatabase, key: PrivateKey, callerClass: CallerClass) {
  const subject = `dev-${callerClass}`;
  const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000);
  const sid = openSession(sessions, { subject, class: callerClass, expiresAt });
  return issueToken(key, { sub: subject, sid, cls: callerClass }, familiesServing(callerClass));
}

/** For the developer's terminal: ready-made tokens, and what the command line helper needs to make more. */
export function describeDevelopment(
  { tokens, signing, database }: DevelopmentCredentials,
  url: string,
): string {
  return [
    `RAWR HQ in development mode on ${url}. Keys and tokens end with this process.`,
    ...callerClasses.map((callerClass) => `\n${callerClass}:\n${tokens[callerClass]}`),
    `\ncurl -H "authorization: Bearer <token>" ${url}/api/orpc/system/whoami`,
    `\nMore tokens (they last 15 minutes):`,
    `export RAWR_DATABASE='${database}' RAWR_SIGNING_KEY='${JSON.stringify(signing)}'`,
    `pnpm --filter @rawr/server credentials token --class external --subject me\n`,
  ].join("\n");
}
