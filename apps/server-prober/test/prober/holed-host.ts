import { listen, patience } from "@rawr/server/src/http/listen";
import type { Manifest } from "@rawr/server/src/manifest";
import { composeHost } from "./composed-host.ts";
import { startEventApi } from "./event-api.ts";
import { createMaterial } from "./material.ts";
import { fetchDocuments, type Served } from "./routes.ts";
import { issued, seed } from "./server-process.ts";
import type { BearerCaller, Target } from "./target.ts";
import { watchTraces } from "./traces.ts";

type Fetch = (request: Request) => Promise<Response>;

/** What stands in front of the host and lets something through. */
export type Hole = (fetch: Fetch, tools: HoledHost) => Fetch;

export interface HoledHost extends Target {
  readonly served: Served;
  /** A right token, as a hole puts one in the place of a wrong one. */
  readonly tokens: Readonly<Record<BearerCaller, string>>;
  /** From now on; `undefined` closes it. */
  readonly open: (hole: Hole | undefined) => void;
  readonly close: () => Promise<void>;
}

/** The host on loopback in this process, in front of which holes can be opened. */
export async function startHoledHost(manifest: Manifest): Promise<HoledHost> {
  const events = await startEventApi();
  const material = await createMaterial(events.url);
  const { host, close } = await composeHost(manifest, material);
  let fetch: Fetch = host.fetch;
  const listening = await listen(
    { fetch: (request) => fetch(request) },
    { ...patience, hostname: "127.0.0.1", port: 0 },
  );
  const watched = watchTraces(material.sessions, material.runs, events);
  const token = (caller: BearerCaller) => issued(material, caller);
  const tokens = {
    "first party": await token("first party"),
    "trusted service": await token("trusted service"),
    CLI: await token("CLI"),
    external: await token("external"),
  };
  await seed(listening.url, tokens["first party"]);
  const { sessions, signing, runtime, secrets } = material;
  const holed: HoledHost = {
    url: listening.url,
    sessions,
    signing,
    runtime,
    secrets,
    commandToken: tokens.CLI,
    tokens,
    traces: watched.traces,
    served: { manifest, mounted: host.mounted, documents: await fetchDocuments(listening.url) },
    open(hole) {
      const holedFetch = hole?.(host.fetch, holed);
      fetch = holedFetch === undefined ? host.fetch : async (request) => holedFetch(await plain(request));
    },
    async close() {
      await listening.close();
      watched.close();
      close();
      await events.close();
      material.discard();
    },
  };
  return holed;
}

/** The adapter's own requests cannot be copied with changes. */
async function plain(request: Request): Promise<Request> {
  const { url, method, headers } = request;
  const text = await request.text();
  return new Request(url, { method, headers, body: text === "" ? null : text });
}
