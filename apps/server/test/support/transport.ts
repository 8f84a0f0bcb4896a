import { afterAll, beforeAll } from "vitest";
import type { Host } from "../../src/host.ts";
import { type Listening, listen, patience } from "../../src/http/listen.ts";

export type Send = (path: string, init?: RequestInit) => Promise<Response>;

export const loopback = { ...patience, hostname: "127.0.0.1", port: 0 };

export const transports = ["in process", "over HTTP"] as const;

/** Sends to a host, either straight into `fetch` or through a real server on a free port. */
export function transportTo(transport: (typeof transports)[number], host: () => Pick<Host, "fetch">): Send {
  if (transport === "in process")
    return (path, init) => host().fetch(new Request(`http://host${path}`, init));
  let listening: Listening;
  beforeAll(async () => {
    listening = await listen(host(), loopback);
  });
  afterAll(() => listening.close());
  return (path, init) => fetch(`${listening.url}${path}`, init);
}
