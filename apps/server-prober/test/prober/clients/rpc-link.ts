import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import { headersOf, type SystemClient } from "./system-client.ts";

/** A client of `/rpc`, over HTTP. */
export function rpcLinkClient(url: string, token?: string): SystemClient {
  return createORPCClient(new RPCLink({ url: `${url}/rpc`, headers: headersOf(token) }));
}
