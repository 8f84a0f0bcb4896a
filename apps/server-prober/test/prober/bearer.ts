import { createHmac, createPrivateKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { audienceOf, tokenIssuer, tokenType } from "@rawr/server/src/credentials/claims";
import { issueToken } from "@rawr/server/src/credentials/issue-token";
import { openSession, revokeSession } from "@rawr/server/src/credentials/session-register";
import type { PublishedFamily } from "@rawr/server/src/families";
import { familiesServing } from "@rawr/server/src/middleware/admission";
import { type bearerCredentials, claims } from "./table.ts";
import { type BearerCaller, subjects, type Target } from "./target.ts";

type Ways = typeof bearerCredentials;
type BearerWay = { [State in keyof Ways]: Ways[State][number] }[keyof Ways];

/** What is added to a request so that it comes from a caller in a certain state. */
export interface Presented {
  readonly headers: readonly (readonly [string, string])[];
  readonly query?: string;
  /** Of several that a way stands for. */
  readonly as?: string;
}

interface Wanted {
  readonly caller: BearerCaller;
  readonly way: string;
  /** Of the route that is called. */
  readonly family: PublishedFamily;
}

const families: readonly PublishedFamily[] = ["workflows", "rpc", "openapi"];
const stranger = generateKeyPairSync("ed25519");

/** Makes bearer tokens that are right, or wrong in one way. */
export function createBearers(target: Target) {
  const { signing, sessions, secrets } = target;
  const privateKey = createPrivateKey({ key: { ...signing }, format: "jwk" });
  const made = new Map<string, Promise<string>>();
  const now = () => Math.floor(Date.now() / 1000);

  function session(caller: BearerCaller, expiresAt = new Date(Date.now() + 3_600_000)): string {
    const { subject, class: cls } = subjects[caller];
    return openSession(sessions, { subject, class: cls, expiresAt });
  }

  const living = new Map<BearerCaller, string>();

  /** Committing a session takes longer than anything else of a token. */
  function livingSession(caller: BearerCaller): string {
    const sid = living.get(caller) ?? session(caller);
    living.set(caller, sid);
    return sid;
  }

  function revoked(caller: BearerCaller): string {
    const sid = session(caller);
    revokeSession(sessions, sid);
    return sid;
  }

  /** A token that is right but for what is changed; `undefined` takes a claim away. */
  function token(
    { caller, family }: Wanted,
    { claims: changed = {}, header = {}, key = privateKey, sid = livingSession(caller) }: Change = {},
  ): string {
    const { subject, class: cls } = subjects[caller];
    const payload = {
      sid,
      cls,
      sub: subject,
      iss: tokenIssuer,
      aud: [audienceOf(family)],
      iat: now(),
      exp: now() + 600,
      ...changed,
    };
    const head = { alg: signing.alg, kid: signing.kid, typ: tokenType, ...header };
    const input = `${encoded(head)}.${encoded(payload)}`;
    return `${input}.${sign(null, Buffer.from(input), key).toString("base64url")}`;
  }

  function issued(caller: BearerCaller, audience: readonly PublishedFamily[]): Promise<string> | string {
    if (caller === "CLI" && audience !== families) return target.commandToken;
    const { subject: sub, class: cls } = subjects[caller];
    return issueToken(signing, { sub, cls, sid: livingSession(caller) }, audience);
  }

  const asIssued = ({ caller }: Wanted) => issued(caller, familiesServing(subjects[caller].class));
  const other = ({ family }: Wanted) => families.filter((one) => one !== family).map(audienceOf);
  const another = (caller: BearerCaller) => (caller === "external" ? "first-party" : "external");

  const tokens: Partial<Record<BearerWay, (wanted: Wanted) => string | Promise<string>>> = {
    "as issued for every family": ({ caller }) => issued(caller, families),
    "another issuer": (wanted) => token(wanted, { claims: { iss: "someone" } }),
    "another type": (wanted) => token(wanted, { header: { typ: "JWT" } }),
    "another class than its session": (wanted) => token(wanted, { claims: { cls: another(wanted.caller) } }),
    "another subject than its session": (wanted) => token(wanted, { claims: { sub: "root" } }),
    "no subject": (wanted) => token(wanted, { claims: { sub: undefined } }),
    "no class": (wanted) => token(wanted, { claims: { cls: undefined } }),
    "a class that there is not": (wanted) => token(wanted, { claims: { cls: "root" } }),
    "no token at all, but text": () => "open-sesame.open-sesame.open-sesame",
    "signed by another key under its own id": (wanted) =>
      token(wanted, { key: stranger.privateKey, header: { kid: randomUUID() } }),
    "signed by another key under the right id": (wanted) => token(wanted, { key: stranger.privateKey }),
    "changed after it was signed": (wanted) => changedAfterwards(token(wanted), another(wanted.caller)),
    "its signature cut": (wanted) => token(wanted).slice(0, -6),
    "its signature left out": (wanted) => token(wanted).replace(/[^.]+$/, ""),
    "algorithm none": (wanted) => unsigned(token(wanted, { header: { alg: "none" } })),
    "a MAC by the public key": (wanted) => withMac(token(wanted, { header: { alg: "HS256" } }), signing.x),
    "its key in its own header": (wanted) =>
      token(wanted, {
        key: stranger.privateKey,
        header: { kid: undefined, jwk: stranger.publicKey.export({ format: "jwk" }) },
      }),
    "since a minute": (wanted) => token(wanted, { claims: { iat: now() - 120, exp: now() - 60 } }),
    "without an end": (wanted) => token(wanted, { claims: { exp: undefined } }),
    "issued an hour ago": (wanted) => token(wanted, { claims: { iat: now() - 3600, exp: now() + 86_400 } }),
    "issued in an hour": (wanted) => token(wanted, { claims: { iat: now() + 3600, exp: now() + 4200 } }),
    "not valid before an hour": (wanted) => token(wanted, { claims: { nbf: now() + 3600 } }),
    "its session has ended": (wanted) => token(wanted, { sid: session(wanted.caller, new Date(0)) }),
    "another family": (wanted) => token(wanted, { claims: { aud: other(wanted) } }),
    none: (wanted) => token(wanted, { claims: { aud: undefined } }),
    "the path of the family": (wanted) => token(wanted, { claims: { aud: `/${wanted.family}` } }),
    "another host": (wanted) => token(wanted, { claims: { aud: `another:${wanted.family}` } }),
    "a longer name": (wanted) => token(wanted, { claims: { aud: `${audienceOf(wanted.family)}-2` } }),
    "its session is revoked": (wanted) => token(wanted, { sid: revoked(wanted.caller) }),
    "its session is nowhere": (wanted) => token(wanted, { sid: randomUUID() }),
  };

  function tokenFor(wanted: Wanted, way: string): Promise<string> {
    const key = [wanted.caller, wanted.family, way].join();
    const known = made.get(key);
    if (known !== undefined) return known;
    const make = Object.entries(tokens).find(([name]) => name === way)?.[1] ?? asIssued;
    const promised = Promise.resolve(make(wanted)).then((text) => {
      if (way !== "no token at all, but text") secrets.add(text);
      return text;
    });
    made.set(key, promised);
    return promised;
  }

  return async function present(wanted: Wanted): Promise<readonly Presented[]> {
    const { way } = wanted;
    const text = await tokenFor(wanted, way in tokens ? way : "as issued");
    const bearer = ["authorization", `Bearer ${text}`] as const;
    const misplaced: Partial<Record<string, Presented>> = {
      "with its scheme in lower case": { headers: [["authorization", `bearer ${text}`]] },
      "an empty header": { headers: [["authorization", ""]] },
      "a scheme alone": { headers: [["authorization", "Bearer "]] },
      "another scheme": { headers: [["authorization", `Basic ${text}`]] },
      "no scheme": { headers: [["authorization", text]] },
      "the header twice": { headers: [bearer, bearer] },
      "two tokens in one header": { headers: [["authorization", `Bearer ${text}, Bearer ${text}`]] },
      "a token behind a token": { headers: [["authorization", `Bearer x ${text}`]] },
      "no header": { headers: [] },
      "in the query": {
        headers: [],
        query: `access_token=${text}&token=${text}&authorization=Bearer+${text}`,
      },
      "in a cookie": { headers: [["cookie", `authorization=Bearer ${text}; token=${text}`]] },
      "in another header": {
        headers: [
          ["x-authorization", `Bearer ${text}`],
          ["x-access-token", text],
        ],
      },
      "in a header of a proxy": { headers: [["proxy-authorization", `Bearer ${text}`]] },
    };
    if (way === "claims") {
      return claims.map(([name, value]) => ({ headers: [bearer, [name, value]], as: name }));
    }
    return [misplaced[way] ?? { headers: [bearer] }];
  };
}

interface Change {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: Parameters<typeof sign>[2];
  readonly sid?: string;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function changedAfterwards(token: string, cls: string): string {
  const [head = "", payload = "", signature = ""] = token.split(".");
  const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, "base64url").toString());
  return [head, encoded({ ...claims, cls }), signature].join(".");
}

const unsigned = (token: string) => token.replace(/[^.]+$/, "AA");

function withMac(token: string, publicKey: string): string {
  const input = token.replace(/\.[^.]+$/, "");
  const key = Buffer.from(publicKey, "base64url");
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
}
