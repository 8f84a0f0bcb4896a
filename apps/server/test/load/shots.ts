import type { DevelopmentCredentials } from "../../src/credentials/development.ts";
import { issueToken } from "../../src/credentials/issue-token.ts";
import { openSession, revokeSession } from "../../src/credentials/session-register.ts";

/** One way to call, and the only right answer. `subject` is what a good answer must echo. */
export interface Shot {
  readonly path: string;
  readonly method: string;
  readonly authorization?: string;
  readonly status: number;
  readonly subject?: string;
}

const tomorrow = () => new Date(Date.now() + 24 * 3_600_000);

/** Sixty good callers and thirty bad ones, each on both families. */
export async function createShots(credentials: DevelopmentCredentials): Promise<Shot[]> {
  const { sessions, signing } = credentials;
  const shots: Shot[] = [];
  for (let index = 0; index < 60; index++) {
    const subject = `caller-${index}`;
    const cls = index % 2 === 0 ? "first-party" : "trusted-service";
    const sid = openSession(sessions, { subject, class: cls, expiresAt: tomorrow() });
    const token = await issueToken(signing, { sub: subject, sid, cls }, ["rpc", "openapi"]);
    shots.push(...onBothFamilies({ authorization: `Bearer ${token}`, status: 200, subject }));
  }
  for (const token of await badTokens(credentials)) {
    shots.push(...onBothFamilies({ ...(token && { authorization: `Bearer ${token}` }), status: 401 }));
  }
  return shots;
}

function onBothFamilies(shot: Omit<Shot, "path" | "method">): Shot[] {
  return [
    { path: "/rpc/system/whoami", method: "POST", ...shot },
    { path: "/api/orpc/system/whoami", method: "GET", ...shot },
  ];
}

/** Nobody, forged, expired, for another family, revoked: six of each. */
async function badTokens({
  sessions,
  signing,
  tokens,
}: DevelopmentCredentials): Promise<(string | undefined)[]> {
  const bad: (string | undefined)[] = [];
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (let index = 0; index < 6; index++) {
    const subject = `bad-${index}`;
    const open = () => openSession(sessions, { subject, class: "first-party", expiresAt: tomorrow() });
    const claims = { sub: subject, sid: open(), cls: "first-party" } as const;
    const revoked = open();
    revokeSession(sessions, revoked);
    bad.push(undefined, `${tokens["first-party"].slice(0, -8)}AAAAAAA${index}`);
    bad.push(await issueToken(signing, claims, ["rpc", "openapi"], anHourAgo));
    bad.push(await issueToken(signing, claims, ["workflows"]));
    bad.push(await issueToken(signing, { ...claims, sid: revoked }, ["rpc", "openapi"]));
  }
  return bad;
}
