import type { ContractRouterClient } from "@orpc/contract";
import type { systemContract } from "@rawr/server/src/capabilities/system/contract";

export type SystemClient = ContractRouterClient<{ system: typeof systemContract }>;

export function headersOf(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
