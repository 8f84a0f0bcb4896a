export { createFunctions } from "./adapter.ts";
export { ClientSettingRefused, type ClientSettings, createInngestClient } from "./client.ts";
export { type Coordination, type CoordinationOptions, createCoordination } from "./coordination.ts";
export { finishedHookDue, runRequested } from "./events.ts";
export {
  defineFinishedHook,
  type FinishedHook,
  type FinishedHookBody,
  type FinishedHookCall,
} from "./finished-hook/hook.ts";
export { createIngress, type IngressOptions, IngressRefused } from "./ingress.ts";
export { type QueuedRun, RunConflict, type RunRequest, runRequest } from "./queue-run.ts";
export type { Recovery } from "./recover.ts";
export { CursorRefused, RunMissing, RunStateRefused, StoreUnusable } from "./store/errors.ts";
export type { FinishedHookStore } from "./store/finished-hook-store.ts";
export { type CoordinationStore, openStore } from "./store/open-store.ts";
export type { Page, RunQuery, RunStore } from "./store/run-store.ts";
