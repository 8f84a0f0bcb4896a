export { type Caller, type CallerClass, callerClasses, type KnownCaller } from "./caller.ts";
export { coordinationContract } from "./capabilities/coordination/contract.ts";
export { coordinationCapability } from "./capabilities/coordination/index.ts";
export { systemContract } from "./capabilities/system/contract.ts";
export { systemCapability } from "./capabilities/system/index.ts";
export { contract } from "./contract/base.ts";
export { type RefusalCode, refusal } from "./contract/errors.ts";
export { type PublishedFamily, type RouteFamily, routeFamilies } from "./families.ts";
export { createHost, type Host, type HostOptions, type HostWorkflows } from "./host.ts";
export {
  type Capability,
  type CapabilityWorkflows,
  defineCapability,
  defineManifest,
  type Manifest,
  type RawrIdentity,
  type Registration,
} from "./manifest.ts";
export { defineHeavyMiddleware, type HeavyMiddleware } from "./middleware/heavy.ts";
export { heavyMiddlewarePolicy } from "./middleware/policy.ts";
export { requireCaller } from "./middleware/require-caller.ts";
export type { RequestContext } from "./workflows/context.ts";
