export const contract = "packages/coordination/src/types.ts";
export const adapter = "packages/coordination-inngest/src";
export const terminalState = `${adapter}/terminal-state.ts`;
export const finish = `${adapter}/finish-run.ts`;
export const deliver = `${adapter}/finished-hook/deliver.ts`;
export const ingress = `${adapter}/ingress.ts`;
export const lease = `${adapter}/finished-hook/lease.ts`;
/** What is shipped: tests reach into the parts on purpose. */
export const among = ["**", "!{apps,packages}/*/test/**"];
export const runHook = { module: `${adapter}/finished-hook/hook.ts`, export: "runFinishedHook" };
export const deliverHook = { module: deliver, export: "deliverFinishedHook" };
export const storeEnd = { module: terminalState, export: "storeTerminalState" };
export const finishRun = { module: finish, export: "finishRun" };
