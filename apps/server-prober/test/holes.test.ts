import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../../rawr.hq.ts";
import { groupsOf } from "./prober/cells.ts";
import { type Hole, type HoledHost, startHoledHost } from "./prober/holed-host.ts";
import { createProber, type Prober } from "./prober/prober.ts";
import { routesOf } from "./prober/routes.ts";
import { type CallerName, callers, type Place, places } from "./prober/table.ts";
import type { Trick, Trickster } from "./prober/tricks.ts";
import {
  answering,
  asSomeone,
  claimsOf,
  headerOf,
  isOf,
  pathOf,
  rewriting,
  signing,
  trusting,
} from "./support/holes.ts";

let host: HoledHost;
let prober: Prober;

beforeAll(async () => {
  host = await startHoledHost(manifest);
  const mounted = [...host.served.mounted, { method: "GET", path: "/rpc/debug" }];
  prober = createProber(host, routesOf({ ...host.served, mounted }));
});

afterAll(async () => {
  prober.close();
  await host.close();
});

type Probed = readonly [Place, CallerName, credential: string] | readonly [Trick, Trickster];

interface Opened {
  readonly hole: string;
  readonly open: Hole;
  readonly probed: Probed;
  readonly named: string;
}

const seconds = () => Date.now() / 1000;
const isRevoked = (request: Request, { sessions }: HoledHost) => {
  const row = sessions
    .prepare("SELECT revoked_at FROM session WHERE id = ?")
    .get(claimsOf(request)["sid"] ?? "");
  return typeof row === "object" && row !== null && "revoked_at" in row && row.revoked_at !== null;
};
const isLate = (request: Request) =>
  Number(/t=(\d+)/.exec(request.headers.get("x-inngest-signature") ?? "")?.[1]) < seconds() - 300;
const to = (request: Request, path: string) => new Request(new URL(path, request.url), request);
const by = (method: string, { url, headers }: Request) => new Request(url, { method, headers });

const holes: readonly Opened[] = [
  {
    hole: "external callers are admitted to /rpc",
    open: trusting((request) => claimsOf(request)["cls"] === "external"),
    probed: ["/rpc", "external", "right"],
    named: "external, right (as issued), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "a token that names /rpc is enough for it",
    open: trusting((request) => claimsOf(request)["cls"] === "external"),
    probed: ["/rpc", "external", "right for every family"],
    named:
      "external, right for every family (as issued for every family), at POST /rpc/system/info: forbidden by the table, but it was served",
  },
  {
    hole: "expired tokens are accepted",
    open: trusting((request) => Number(claimsOf(request)["exp"]) < seconds()),
    probed: ["/api/workflows/<capability>/*", "trusted service", "expired"],
    named:
      "trusted service, expired (since a minute), at POST /api/workflows/coordination/runs: refused by the table, but it had an effect",
  },
  {
    hole: "tokens without an end are accepted",
    open: trusting((request) => "iat" in claimsOf(request) && !("exp" in claimsOf(request))),
    probed: ["/rpc", "CLI", "expired"],
    named: "CLI, expired (without an end), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "the audience is not looked at",
    open: trusting((request) => String(claimsOf(request)["aud"]).includes("rawr-hq:rpc")),
    probed: ["/api/orpc/*", "first party", "wrong audience"],
    named:
      "first party, wrong audience (another family), at GET /api/orpc/system/whoami: refused by the table, but it was served",
  },
  {
    hole: "the issuer is not looked at",
    open: trusting((request) => claimsOf(request)["iss"] === "someone"),
    probed: ["/rpc", "first party", "wrong"],
    named:
      "first party, wrong (another issuer), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "revoked sessions live on",
    open: trusting(isRevoked),
    probed: ["/api/orpc/*", "external", "revoked"],
    named:
      "external, revoked (its session is revoked), at GET /api/orpc/system/whoami: refused by the table, but it was served",
  },
  {
    hole: "tokens need no algorithm",
    open: trusting((request) => headerOf(request)["alg"] === "none"),
    probed: ["/rpc", "first party", "forged"],
    named:
      "first party, forged (algorithm none), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "signatures of tokens are not checked",
    open: trusting((request) => headerOf(request)["alg"] === "EdDSA"),
    probed: ["/rpc", "external", "forged"],
    named:
      "external, forged (signed by another key under its own id), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "a token in the query counts",
    open: trusting((request) => request.url.includes("access_token=")),
    probed: ["/rpc", "first party", "missing"],
    named:
      "first party, missing (in the query), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "a token in a cookie counts",
    open: trusting((request) => request.headers.get("cookie")?.includes("token=") === true),
    probed: ["/rpc", "first party", "missing"],
    named:
      "first party, missing (in a cookie), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "an empty bearer is as good as any",
    open: trusting((request) => request.headers.get("authorization")?.trim() === "Bearer"),
    probed: ["/api/orpc/*", "external", "malformed"],
    named:
      "external, malformed (a scheme alone), at GET /api/orpc/system/whoami: refused by the table, but it was served",
  },
  {
    hole: "a header that claims a class is believed",
    open: trusting((request) => request.headers.has("x-rawr-caller")),
    probed: ["/rpc", "nobody", "claims"],
    named:
      "nobody, claims (x-rawr-caller), at POST /rpc/system/info: refused by the table, but it was served",
  },
  {
    hole: "a header that claims a class raises a caller's own",
    open: trusting((request) => request.headers.has("x-rawr-caller")),
    probed: ["/api/orpc/*", "external", "right, with claims of another"],
    named:
      "external, right, with claims of another (x-rawr-caller), at GET /api/orpc/system/whoami: served by the table, but it was taken for another caller",
  },
  {
    hole: "whoever comes from this machine is let in",
    open: trusting((request) => request.headers.get("x-forwarded-for") === "127.0.0.1"),
    probed: ["/api/workflows/<capability>/*", "nobody", "claims"],
    named:
      "nobody, claims (x-forwarded-for), at POST /api/workflows/coordination/runs: refused by the table, but it had an effect",
  },
  {
    hole: "a public read tells more",
    open: trusting((request) => pathOf(request) === "/api/orpc/system/whoami"),
    probed: ["/api/orpc/*", "nobody", "missing"],
    named:
      "nobody, missing (nothing), at GET /api/orpc/system/whoami: refused by the table, but it was served",
  },
  {
    hole: "the ingress takes bearers",
    open: signing((request) => request.headers.has("authorization")),
    probed: ["/api/inngest", "first party", "right"],
    named:
      "first party, right (as issued), at GET /api/inngest?fnId=rawr-hq-deliver-finished-hook&stepId=step: refused by the table, but it was served",
  },
  {
    hole: "the ingress does not check signatures",
    open: signing((request) => request.headers.has("x-inngest-signature")),
    probed: ["/api/inngest", "Inngest runtime", "forged"],
    named:
      "Inngest runtime, forged (another key), at GET /api/inngest?fnId=rawr-hq-deliver-finished-hook&stepId=step: refused by the table, but it was served",
  },
  {
    hole: "the ingress takes deliveries of any age",
    open: signing(isLate),
    probed: ["/api/inngest", "Inngest runtime", "expired"],
    named:
      "Inngest runtime, expired (five minutes old), at GET /api/inngest?fnId=rawr-hq-deliver-finished-hook&stepId=step: refused by the table, but it was served",
  },
  {
    hole: "the ingress trusts a development server",
    open: signing((request) => request.headers.get("x-inngest-server-kind") === "dev"),
    probed: ["/api/inngest", "Inngest runtime", "missing"],
    named:
      "Inngest runtime, missing (a development server's headers), at GET /api/inngest?fnId=rawr-hq-deliver-finished-hook&stepId=step: refused by the table, but it was served",
  },
  {
    hole: "the runtime's signature opens a caller's route",
    open: trusting((request) => request.headers.has("x-inngest-signature")),
    probed: ["/api/workflows/<capability>/*", "Inngest runtime", "right"],
    named:
      "Inngest runtime, right (the key), at POST /api/workflows/coordination/runs: refused by the table, but it had an effect",
  },
  {
    hole: "workflows are mounted under /rpc",
    open: rewriting((request) =>
      isOf(request, "/rpc/workflows") ? to(request, pathOf(request).replace("/rpc/", "/api/")) : request,
    ),
    probed: ["/rpc/workflows", "first party", "right"],
    named:
      "first party, right (as issued), at POST /rpc/workflows/coordination/runs: not found by the table, but it had an effect",
  },
  {
    hole: "a capability is served where it is not published",
    open: rewriting((request) =>
      isOf(request, "/api/orpc/coordination")
        ? to(request, pathOf(request).replace("/orpc/", "/workflows/"))
        : request,
    ),
    probed: ["/api/orpc/* (unpublished)", "external", "right"],
    named:
      "external, right (as issued), at POST /api/orpc/coordination/runs: not found by the table, but it had an effect",
  },
  {
    hole: "a route that no document tells of is mounted",
    open: (fetch) => async (request) =>
      pathOf(request) === "/rpc/debug" ? Response.json({ everything: true }) : fetch(request),
    probed: ["/rpc", "nobody", "missing"],
    named: "nobody, missing (nothing), at GET /rpc/debug: refused by the table, but it was served",
  },
  {
    hole: "doubled slashes lead around the check",
    open: (fetch, tools) => (request) =>
      fetch(
        pathOf(request).includes("//")
          ? asSomeone(to(request, pathOf(request).replaceAll(/\/+/g, "/")), tools, "first party")
          : request,
      ),
    probed: ["paths", "nobody"],
    named:
      "nobody, paths (a doubled slash in front), at POST /rpc/system/info: not served by the table, but it was served",
  },
  {
    hole: "an encoded path leads around the check",
    open: (fetch, tools) => (request) => {
      const decoded = decodeURIComponent(pathOf(request).replace(/%(?![0-9a-f]{2})/gi, "%25"));
      return fetch(
        decoded === pathOf(request) || decoded.includes("\0") || decoded.includes("%")
          ? request
          : asSomeone(to(request, decoded), tools, "first party"),
      );
    },
    probed: ["paths", "external"],
    named:
      "external, paths (encoded slashes), at POST /rpc/system/info: not served by the table, but it was served",
  },
  {
    hole: "the path's case does not matter",
    open: (fetch, tools) => (request) =>
      fetch(
        /[A-Z]/.test(pathOf(request))
          ? asSomeone(to(request, pathOf(request).toLowerCase()), tools, "first party")
          : request,
      ),
    probed: ["paths", "nobody"],
    named: "nobody, paths (upper case), at POST /rpc/system/info: not served by the table, but it was served",
  },
  {
    hole: "a header overrides the method",
    open: rewriting((request) => {
      const method = request.headers.get("x-http-method-override");
      return method === null || method === request.method ? request : by(method, request);
    }),
    probed: ["methods", "first party"],
    named:
      "first party, methods (GET, by x-http-method-override), at POST /rpc/system/info: not served by the table, but it was served",
  },
  {
    hole: "HEAD is served like GET",
    open: rewriting((request) => (request.method === "HEAD" ? by("GET", request) : request)),
    probed: ["methods", "external"],
    named:
      "external, methods (HEAD), at GET /api/orpc/system/whoami: not served by the table, but it was served",
  },
  {
    hole: "text is read as JSON",
    open: rewriting((request) => {
      const headers = new Headers(request.headers);
      if (headers.get("content-type") === "text/plain") headers.set("content-type", "application/json");
      return new Request(request, { headers });
    }),
    probed: ["content types", "external"],
    named:
      "external, content types (text), at POST /api/workflows/coordination/runs: not served by the table, but it had an effect",
  },
  {
    hole: "what is refused has happened before",
    open: (fetch, tools) => async (request) => {
      if (!isOf(request, "/api/workflows")) return fetch(request);
      await (await fetch(asSomeone(request.clone(), tools, "first party"))).text();
      return fetch(request);
    },
    probed: ["/api/workflows/<capability>/*", "nobody", "missing"],
    named:
      "nobody, missing (nothing), at POST /api/workflows/coordination/runs: refused by the table, but it had an effect",
  },
  {
    hole: "a refusal says that nothing is there",
    open: answering(404, { defined: true, code: "NOT_FOUND", status: 404, message: "" }),
    probed: ["/rpc", "nobody", "missing"],
    named:
      "nobody, missing (nothing), at POST /rpc/system/info: refused by the table, but it was answered otherwise than by 401 UNAUTHORIZED",
  },
  {
    hole: "a refusal is a failure of the server",
    open: answering(500, {}),
    probed: ["/rpc", "first party", "forged"],
    named:
      "first party, forged (signed by another key under its own id), at POST /rpc/system/info: refused by the table, but the server failed",
  },
  {
    hole: "a refusal carries what was asked for",
    open: answering(401, { defined: true, code: "UNAUTHORIZED", status: 401, message: "", runs: [] }),
    probed: ["/api/workflows/<capability>/*", "nobody", "missing"],
    named:
      "nobody, missing (nothing), at POST /api/workflows/coordination/runs: refused by the table, but its answer is not the contract's own UNAUTHORIZED",
  },
  {
    hole: "a caller is taken for another",
    open: (fetch, tools) => (request) => fetch(asSomeone(request, tools, "CLI")),
    probed: ["/api/orpc/*", "trusted service", "right"],
    named:
      "trusted service, right (as issued), at GET /api/orpc/system/whoami: served by the table, but it was taken for another caller",
  },
  {
    hole: "who may call is shut out",
    open: (fetch) => (request) => fetch(new Request(request, { headers: {} })),
    probed: ["/rpc", "CLI", "right"],
    named: "CLI, right (as issued), at POST /rpc/system/info: served by the table, but it was not served",
  },
];

const groups = groupsOf(places, callers);

function probe(probed: Probed): Promise<readonly string[]> {
  if (probed.length === 2) return prober.probeTrick(...probed);
  const [place, caller, credential] = probed;
  const group = groups.find(
    (one) => one.place === place && one.caller === caller && one.credential === credential,
  );
  if (group === undefined) throw new Error(`the table has no ${probed.join(", ")}`);
  return prober.probe(group);
}

describe("the prober names it when", () => {
  for (const { hole, open, probed, named } of holes) {
    test(hole, async () => {
      host.open(open);
      const found = await probe(probed);
      host.open(undefined);
      expect(found.join("\n")).toContain(`${named} (`);
    });
  }
});

test("the prober names nothing where no hole is open", async () => {
  host.open(undefined);
  const unlisted = "at GET /rpc/debug";
  for (const probed of new Map(holes.map((one) => [one.probed.join(), one.probed])).values()) {
    const found = await probe(probed);
    expect(found.filter((text) => !text.includes(unlisted))).toEqual([]);
  }
});
