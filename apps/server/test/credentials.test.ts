import { importJWK, SignJWT, UnsecuredJWT } from "jose";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { audienceOf, tokenLifetimeSeconds } from "../src/credentials/claims.ts";
import { createDevelopmentCredentials } from "../src/credentials/development.ts";
import { issueToken } from "../src/credentials/issue-token.ts";
import { generateKeys, type PrivateKey, verificationKeys } from "../src/credentials/keys.ts";
import { openSession, revokeSession } from "../src/credentials/session-register.ts";
import { testCredentials } from "./support/credentials.ts";
import { createTestHost } from "./support/host.ts";
import { transports, transportTo } from "./support/transport.ts";

const credentials = await testCredentials();
const { sessions, signing } = credentials;
const server = await createTestHost(credentials);
const now = Math.floor(Date.now() / 1000);

function session(life = 600_000): { sub: string; sid: string; cls: "first-party" } {
  const expiresAt = new Date(Date.now() + life);
  const sid = openSession(sessions, { subject: "alice", class: "first-party", expiresAt });
  return { sub: "alice", sid, cls: "first-party" };
}

/** A token that is right in all but what the claims or the header say. */
async function sign(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
  key: PrivateKey = signing,
) {
  const right = { ...session(), iss: "rawr-hq", aud: ["rpc", "openapi"].map(aud), iat: now, exp: now + 600 };
  return new SignJWT({ ...right, ...claims })
    .setProtectedHeader({ alg: "EdDSA", typ: "rawr+jwt", kid: key.kid, ...header })
    .sign(await importJWK(key));
}

function aud(family: string): string {
  return `rawr-hq:${family}`;
}

async function revoked() {
  const claims = session();
  revokeSession(sessions, claims.sid);
  return issueToken(signing, claims, ["rpc", "openapi"]);
}

const other = await generateKeys();
const good = await sign({});
const [head = "", payload = "", signature = ""] = good.split(".");
const ago = new Date(Date.now() - (tokenLifetimeSeconds + 60) * 1000);
const confused = new SignJWT({ ...session(), iss: "rawr-hq", aud: aud("rpc"), iat: now, exp: now + 600 })
  .setProtectedHeader({ alg: "HS256", typ: "rawr+jwt", kid: signing.kid })
  .sign(Buffer.from(signing.x, "base64url"));

/** [what is wrong, the authorization header, the reason that the caller is told] */
const wrong: [string, string, string][] = [
  ["another scheme", `Basic ${good}`, "invalid"],
  ["an empty header", "", "invalid"],
  ["a bare scheme", "Bearer", "invalid"],
  ["two tokens", `Bearer ${good}, Bearer ${good}`, "invalid"],
  ["something that is not a token", "Bearer not.a.token", "invalid"],
  ["a changed payload", `Bearer ${head}.${payload.slice(0, -2)}AA.${signature}`, "invalid"],
  ["a changed signature", `Bearer ${head}.${payload}.${signature.slice(0, -8)}AAAAAAAA`, "invalid"],
  ["no signature", `Bearer ${head}.${payload}.`, "invalid"],
  ["algorithm none", `Bearer ${new UnsecuredJWT(session()).encode()}`, "invalid"],
  ["the public key used as a secret", `Bearer ${await confused}`, "invalid"],
  [
    "another key under this key's id",
    `Bearer ${await sign({}, { kid: signing.kid }, other.signing)}`,
    "invalid",
  ],
  ["an unknown key", `Bearer ${await sign({}, {}, other.signing)}`, "invalid"],
  ["another type of token", `Bearer ${await sign({}, { typ: "JWT" })}`, "invalid"],
  ["another issuer", `Bearer ${await sign({ iss: "elsewhere" })}`, "invalid"],
  ["no expiry", `Bearer ${await sign({ exp: undefined })}`, "invalid"],
  ["no subject", `Bearer ${await sign({ sub: undefined })}`, "invalid"],
  ["a class that does not exist", `Bearer ${await sign({ cls: "root" })}`, "invalid"],
  ["an issue in the future", `Bearer ${await sign({ iat: now + 600, exp: now + 900 })}`, "invalid"],
  ["a class other than its session's", `Bearer ${await sign({ cls: "trusted-service" })}`, "invalid"],
  ["a subject other than its session's", `Bearer ${await sign({ sub: "mallory" })}`, "invalid"],
  [
    "an expiry in the past",
    `Bearer ${await issueToken(signing, session(), ["rpc", "openapi"], ago)}`,
    "expired",
  ],
  [
    "a life too long",
    `Bearer ${await sign({ iat: now - tokenLifetimeSeconds - 60, exp: now + 9e6 })}`,
    "expired",
  ],
  ["an expired session", `Bearer ${await issueToken(signing, session(-1), ["rpc", "openapi"])}`, "expired"],
  ["another family's audience", `Bearer ${await sign({ aud: aud("workflows") })}`, "wrong-audience"],
  ["no audience", `Bearer ${await sign({ aud: undefined })}`, "wrong-audience"],
  ["a revoked session", `Bearer ${await revoked()}`, "revoked"],
  ["an unknown session", `Bearer ${await sign({ sid: crypto.randomUUID() })}`, "revoked"],
];

const routes = ["/rpc/probe/act", "/api/orpc/probe/act"] as const;

beforeEach(() => {
  server.effects.length = 0;
  server.lines.length = 0;
});

describe.each(transports)("%s", (transport) => {
  const send = transportTo(transport, () => server.host);
  const act = (path: string, authorization?: string) =>
    send(path, { method: "POST", headers: authorization === undefined ? {} : { authorization } });

  describe.each(routes)("%s", (path) => {
    test.each(wrong)("refuses %s", async (_, authorization, reason) => {
      const response = await act(path, authorization);
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe('Bearer realm="rawr-hq"');
      const error = {
        defined: true,
        code: "UNAUTHORIZED",
        status: 401,
        message: "Valid credentials are needed",
        data: { reason },
      };
      expect(await response.json()).toEqual(path.startsWith("/rpc") ? { json: error } : error);
      expect(server.effects).toEqual([]);
      expect(server.lines.join("")).not.toMatch(/eyJ|Bearer/);
    });

    test("refuses a caller without credentials", async () => {
      const response = await act(path);
      expect(response.status).toBe(401);
      expect(await response.text()).toContain('"reason":"missing"');
      expect(server.effects).toEqual([]);
    });

    test("serves a token that is right", async () => {
      const response = await act(path, `Bearer ${good}`);
      expect(response.status).toBe(200);
      expect(server.effects).toEqual(["alice"]);
      expect(server.lines.join("")).not.toMatch(/eyJ|Bearer/);
    });
  });

  test("an issuer whose clock is a little ahead is believed", async () => {
    const ahead = await sign({ iat: now + 3, exp: now + 600 });
    expect((await act("/rpc/probe/act", `Bearer ${ahead}`)).status).toBe(200);
  });

  test("a session that is revoked ends at once for the tokens that name it", async () => {
    const claims = session();
    const token = await issueToken(signing, claims, ["rpc"]);
    expect((await act("/rpc/probe/act", `Bearer ${token}`)).status).toBe(200);
    expect(revokeSession(sessions, claims.sid)).toBe(true);
    expect((await act("/rpc/probe/act", `Bearer ${token}`)).status).toBe(401);
    expect(revokeSession(sessions, claims.sid)).toBe(false);
  });

  test("wrong credentials are refused on public reads too", async () => {
    const headers = { authorization: `Bearer ${head}.${payload}.AAAA` };
    expect((await send("/api/orpc/system/info", { headers })).status).toBe(401);
  });

  test("a token in the address is neither accepted nor logged", async () => {
    const response = await send(`/rpc/probe/${good}?access_token=${good}`, { method: "POST" });
    expect(response.status).toBe(401);
    expect(server.lines.join("")).toContain("/rpc/probe/[token]");
    expect(server.lines.join("")).not.toContain(signature);
  });
});

describe("key rotation", () => {
  const previous = { kid: signing.kid, kty: "OKP", crv: "Ed25519", alg: "EdDSA", x: signing.x };

  async function statusWith(keys: unknown[], key: PrivateKey): Promise<number> {
    const { host } = await createTestHost({ keys: verificationKeys.parse({ keys }), sessions });
    const headers = { authorization: `Bearer ${await sign({}, {}, key)}` };
    return (await host.fetch(new Request("http://host/rpc/probe/act", { method: "POST", headers }))).status;
  }

  test("current and previous key are both good, and a dropped one is not", async () => {
    expect(await statusWith([other.verification, previous], other.signing)).toBe(200);
    expect(await statusWith([other.verification, previous], signing)).toBe(200);
    expect(await statusWith([other.verification], signing)).toBe(401);
  });

  test("a key set is refused when empty, too large, ambiguous or private", () => {
    const sets = [
      [],
      [previous, other.verification, { ...previous, kid: "3" }],
      [previous, previous],
      [signing],
    ];
    expect(sets.map((keys) => verificationKeys.safeParse({ keys }).success)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

test("a session store that fails refuses every token, and says nothing of why", async () => {
  const broken = await createDevelopmentCredentials();
  onTestFinished(() => broken.discard());
  const { host, effects, lines } = await createTestHost(broken);
  broken.sessions.exec("DROP TABLE session");
  const headers = { authorization: `Bearer ${broken.tokens["first-party"]}` };
  const response = await host.fetch(new Request("http://host/rpc/probe/act", { method: "POST", headers }));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toMatch(/sql|session/i);
  expect(effects).toEqual([]);
  expect(lines.join("")).toContain("no such table");
});

test("the audience names the family", () => {
  expect(audienceOf("rpc")).toBe(aud("rpc"));
});
