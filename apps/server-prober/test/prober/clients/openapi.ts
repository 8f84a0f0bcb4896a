import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { systemContract } from "@rawr/server/src/capabilities/system/contract";
import { headersOf } from "./system-client.ts";

const contract = { system: systemContract };

export type OpenApiClient = JsonifiedClient<ContractRouterClient<typeof contract>>;

/** A client of `/api/orpc/*`, over HTTP. */
export function openApiClient(url: string, token?: string): OpenApiClient {
  return createORPCClient(new OpenAPILink(contract, { url: `${url}/api/orpc`, headers: headersOf(token) }));
}
