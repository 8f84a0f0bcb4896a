import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { coordinationContract } from "@rawr/server/src/capabilities/coordination/contract";
import { headersOf } from "./system-client.ts";

const contract = { coordination: coordinationContract };

export type WorkflowsClient = JsonifiedClient<ContractRouterClient<typeof contract>>["coordination"];

/** A client that triggers workflows and looks at their runs, over HTTP. */
export function workflowsClient(url: string, headers: Readonly<Record<string, string>>): WorkflowsClient {
  const link = new OpenAPILink(contract, { url: `${url}/api/workflows`, headers });
  const client: JsonifiedClient<ContractRouterClient<typeof contract>> = createORPCClient(link);
  return client.coordination;
}

export function workflowsClientAs(url: string, token?: string): WorkflowsClient {
  return workflowsClient(url, headersOf(token));
}
