import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { Host } from "@rawr/server/src/host";
import { headersOf, type SystemClient } from "./system-client.ts";

/**
 * A client in the host's own process. It goes through the host's front door, without a network: no procedure is called
 * around the dispatch.
 */
export function inProcessClient(host: Host, token?: string): SystemClient {
  const link = new RPCLink({
    url: "http://in.process/rpc",
    headers: headersOf(token),
    fetch: (request) => host.fetch(request),
  });
  return createORPCClient(link);
}
