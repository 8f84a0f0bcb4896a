import { describe, expect, test } from "vitest";
import { testCredentials } from "./support/credentials.ts";
import { transports, transportTo } from "./support/transport.ts";
import { testWorkflows } from "./support/workflows.ts";

const credentials = await testCredentials();
const { tokens } = credentials;
const server = await testWorkflows(credentials);

const callers = {
  "first party": tokens["first-party"],
  "trusted service": tokens["trusted-service"],
  external: tokens.external,
  "a forger": `${tokens["first-party"].slice(0, -8)}AAAAAAAA`,
  nobody: undefined,
} as const;

const call = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
const start = {
  ...call,
  body: JSON.stringify({
    id: "the-same-each-time",
    workflow: { id: "one", desks: [{ kind: "note", id: "only", value: 1 }], handoffs: [] },
  }),
};
const requests = {
  "/rpc": ["/rpc/system/whoami", call],
  "/api/orpc/*": ["/api/orpc/system/whoami", {}],
  "/api/orpc/* (public read)": ["/api/orpc/system/info", {}],
  "/api/workflows/<capability>/* (trigger)": ["/api/workflows/coordination/runs", start],
  "/api/workflows/<capability>/* (list)": ["/api/workflows/coordination/runs", {}],
  "/api/workflows/<capability>/* (no such run)": ["/api/workflows/coordination/runs/none", {}],
  "/api/workflows/<another>/*": ["/api/workflows/system/whoami", {}],
  "/api/inngest": ["/api/inngest", call],
  "/rpc/workflows": ["/rpc/workflows/coordination/runs", call],
} as const satisfies Record<string, readonly [string, RequestInit]>;

const routes = Object.keys(requests) as (keyof typeof requests)[];

const expected: Record<keyof typeof callers, Record<string, number>> = {
  "first party": row(200, 200, 200, 202, 200, 404, 404, 401, 404),
  "trusted service": row(200, 200, 200, 202, 200, 404, 404, 401, 404),
  external: row(401, 200, 200, 202, 200, 404, 404, 401, 401),
  "a forger": row(401, 401, 401, 401, 401, 401, 401, 401, 401),
  nobody: row(401, 401, 200, 401, 401, 401, 401, 401, 401),
};

/** In the order of `requests`. */
function row(...statuses: number[]): Record<string, number> {
  return Object.fromEntries(routes.map((route, index) => [route, statuses[index] ?? Number.NaN]));
}

const cells = (Object.keys(callers) as (keyof typeof callers)[]).flatMap((caller) =>
  routes.map((route) => ({ caller, route })),
);

describe.each(transports)("%s", (transport) => {
  const send = transportTo(transport, () => server.host);

  test.each(cells)("$caller at $route", async ({ caller, route }) => {
    const [path, init] = requests[route];
    const token = callers[caller];
    const headers = { ...("headers" in init ? init.headers : {}), ...bearer(token) };
    const response = await send(path, { ...init, headers });
    expect(response.status).toBe(expected[caller][route]);
  });

  test("a class that /rpc does not serve is refused there even when its token names /rpc", async () => {
    const token = await credentials.issue("external", ["rpc"]);
    const response = await send("/rpc/system/whoami", {
      ...call,
      headers: { ...call.headers, ...bearer(token) },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ json: { defined: true, code: "FORBIDDEN" } });
  });

  test.each(["x-rawr-caller", "x-forwarded-user", "x-inngest-signature", "cookie"])(
    "a header that merely claims an identity (%s) proves nothing",
    async (name) => {
      const response = await send("/rpc/system/whoami", { ...call, headers: { [name]: "first-party" } });
      expect(response.status).toBe(401);
    },
  );
});

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
