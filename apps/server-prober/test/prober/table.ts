/** Who calls. The command line is a trusted service whose token was made by the command itself. */
export const callers = [
  "first party",
  "trusted service",
  "CLI",
  "external",
  "Inngest runtime",
  "nobody",
] as const;
export type CallerName = (typeof callers)[number];

/** Where they call: every route of the host belongs to one place. */
export const places = [
  "/rpc",
  "/api/orpc/*",
  "/api/orpc/* (public reads)",
  "/api/workflows/<capability>/*",
  "/api/inngest",
  "/rpc/workflows",
  "/api/orpc/* (unpublished)",
  "/api/workflows/* (unpublished)",
] as const;
export type Place = (typeof places)[number];

/** Where nothing is, and nothing must come to be. */
export const barren: readonly Place[] = [
  "/rpc/workflows",
  "/api/orpc/* (unpublished)",
  "/api/workflows/* (unpublished)",
];

/** Routes that answer whoever asks, by the document's own path. */
export const publicReads = ["GET /system/info"] as const;

/** What the host answers without asking who calls, outside of the families. */
export const openRoutes = [
  "GET /healthz",
  "GET /api/orpc/openapi.json",
  "GET /api/workflows/openapi.json",
] as const;

/** Ways in which a bearer token is presented, by what they come to. Each is tried on each route. */
export const bearerCredentials = {
  right: ["as issued", "with its scheme in lower case"],
  "right for every family": ["as issued for every family"],
  "right, with claims of another": ["claims"],
  wrong: [
    "another issuer",
    "another type",
    "another class than its session",
    "another subject than its session",
    "no subject",
    "no class",
    "a class that there is not",
    "no token at all, but text",
  ],
  forged: [
    "signed by another key under its own id",
    "signed by another key under the right id",
    "changed after it was signed",
    "its signature cut",
    "its signature left out",
    "algorithm none",
    "a MAC by the public key",
    "its key in its own header",
  ],
  expired: [
    "since a minute",
    "without an end",
    "issued an hour ago",
    "issued in an hour",
    "not valid before an hour",
    "its session has ended",
  ],
  "wrong audience": ["another family", "none", "the path of the family", "another host", "a longer name"],
  revoked: ["its session is revoked", "its session is nowhere"],
  malformed: [
    "an empty header",
    "a scheme alone",
    "another scheme",
    "no scheme",
    "the header twice",
    "two tokens in one header",
    "a token behind a token",
  ],
  missing: ["no header", "in the query", "in a cookie", "in another header", "in a header of a proxy"],
} as const;

/** Ways in which a request is signed as the runtime's. */
export const runtimeCredentials = {
  right: ["the key", "the previous key"],
  forged: ["another key", "a cut key", "digest of zeros", "an empty digest", "signed another body"],
  expired: ["five minutes old", "of the future", "without a time"],
  malformed: ["its signature as a bearer", "its key as a bearer"],
  missing: ["no signature", "in the query", "in a cookie", "a development server's headers"],
} as const;

const nobodyCredentials = {
  missing: ["nothing"],
  claims: ["claims"],
} as const;

/** Headers that claim something and prove nothing. Each is sent by itself wherever `claims` stands. */
export const claims = [
  ["x-rawr-caller", "first-party"],
  ["x-rawr-class", "first-party"],
  ["x-forwarded-user", "root"],
  ["x-user-id", "root"],
  ["x-forwarded-for", "127.0.0.1"],
  ["x-real-ip", "127.0.0.1"],
  ["x-forwarded-host", "localhost"],
  ["forwarded", "for=127.0.0.1;host=localhost;proto=https"],
  ["x-original-url", "/api/orpc/system/info"],
  ["x-rewrite-url", "/api/orpc/system/info"],
  ["x-forwarded-prefix", "/api/orpc/system/info"],
  ["x-http-method-override", "GET"],
  ["x-middleware-subrequest", "1"],
  ["x-inngest-signature", "t=1&s=00"],
  ["x-inngest-server-kind", "dev"],
  ["x-inngest-expected-server-kind", "dev"],
  ["cookie", "session=first-party; rawr-caller=first-party"],
  ["host", "localhost"],
] as const;

/** `refused`: 401, `forbidden`: 403, `not found`: 404; each without an effect and by the contract's own error. */
const outcomes = ["served", "refused", "forbidden", "not found"] as const;
export type Outcome = (typeof outcomes)[number];

const [served, refused, forbidden, nothing] = outcomes;

type Row = readonly [Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome];

/** In the order of `places`. */
const rows = {
  internal: [served, served, served, served, refused, nothing, nothing, nothing],
  external: [refused, served, served, served, refused, refused, nothing, nothing],
  "external, everywhere": [forbidden, served, served, served, refused, forbidden, nothing, nothing],
  runtime: [refused, refused, served, refused, served, refused, nothing, refused],
  nobody: [refused, refused, served, refused, refused, refused, nothing, refused],
  "wrong credentials": [refused, refused, refused, refused, refused, refused, refused, refused],
} as const satisfies Record<string, Row>;

type RowName = keyof typeof rows;

const internal = bearer("internal", "internal");

/** The one table: for each caller, what each state of its credentials comes to. */
const expectations: Readonly<Record<CallerName, Readonly<Record<string, RowName>>>> = {
  "first party": internal,
  "trusted service": internal,
  CLI: internal,
  external: bearer("external", "external, everywhere"),
  "Inngest runtime": {
    right: "runtime",
    forged: "nobody",
    expired: "nobody",
    malformed: "wrong credentials",
    missing: "nobody",
  } satisfies Record<keyof typeof runtimeCredentials, RowName>,
  nobody: {
    missing: "nobody",
    claims: "nobody",
  } satisfies Record<keyof typeof nobodyCredentials, RowName>,
};

function bearer(right: RowName, everywhere: RowName): Record<keyof typeof bearerCredentials, RowName> {
  return {
    right,
    "right for every family": everywhere,
    "right, with claims of another": right,
    wrong: "wrong credentials",
    forged: "wrong credentials",
    expired: "wrong credentials",
    "wrong audience": "wrong credentials",
    revoked: "wrong credentials",
    malformed: "wrong credentials",
    missing: "nobody",
  };
}

/** The states of credentials that a caller can be in, each with the ways to be in it. */
export function credentialsOf(caller: CallerName): Readonly<Record<string, readonly string[]>> {
  if (caller === "nobody") return nobodyCredentials;
  return caller === "Inngest runtime" ? runtimeCredentials : bearerCredentials;
}

/** @throws Error for credentials that the caller has not */
export function expectedOutcome(caller: CallerName, credential: string, place: Place): Outcome {
  const row = expectations[caller][credential];
  const outcome = row === undefined ? undefined : rows[row][places.indexOf(place)];
  if (outcome === undefined) throw new Error(`the table says nothing of ${caller}, ${credential}, ${place}`);
  return outcome;
}
