import type { AnyContractRouter } from "@orpc/contract";
import { type Router, traverseContractProcedures } from "@orpc/server";
import type { DeskHandlers } from "@rawr/coordination";
import type { Coordination, FinishedHook } from "@rawr/coordination-inngest";
import type { InngestFunction } from "inngest";
import { contractErrors } from "./contract/errors.ts";
import type { PublishedFamily } from "./families.ts";
import type { Logger } from "./http/log.ts";
import type { RequestContext } from "./workflows/context.ts";

/** Runtime identity of a capability; the same pair stands under `rawr` in its package.json. */
export interface RawrIdentity {
  readonly kind: "api" | "workflows";
  /** Unique in the manifest; also the first segment of every route of the capability. */
  readonly capability: string;
}

export interface Registration {
  readonly rawr: RawrIdentity;
  readonly families: readonly PublishedFamily[];
}

/** What the host hands to a finished hook at start. */
export interface HookServices {
  readonly log: Logger;
  /** The correlation id of the request that asked for a run. */
  readonly correlationOf: (runId: string) => string | undefined;
}

/** What a capability brings that runs on Inngest. Pure: the host opens store and client, and hands them in at start. */
export interface CapabilityWorkflows {
  /** Functions that desks of the kind `handler` name. */
  readonly handlers: DeskHandlers;
  /** Told once a run has ended. */
  readonly finishedHook?: (services: HookServices) => FinishedHook;
  /** Milliseconds that an attempt of the hook may take. */
  readonly finishedHookTimeoutMs: number;
  /** The Inngest functions that `/api/inngest` serves. */
  readonly functions: (coordination: Coordination) => readonly InngestFunction.Any[];
}

export interface Capability<C extends AnyContractRouter = AnyContractRouter> extends Registration {
  readonly contract: C;
  readonly router: Router<C, RequestContext>;
  /** At most one capability of a manifest has them: their runs are kept in one store. */
  readonly workflows?: CapabilityWorkflows;
}

/** What `rawr.hq.ts` exports: the one composition of the host. */
export interface Manifest {
  readonly capabilities: readonly Capability[];
}

/** Ties a router to the contract that it implements. */
export function defineCapability<const C extends AnyContractRouter>(
  capability: Capability<C>,
): Capability<C> {
  return capability;
}

/**
 * @throws Error for a mistake of the composition: a name or route that is taken twice or stands outside its
 * capability, a contract without the host's errors.
 */
export function defineManifest(manifest: Manifest): Manifest {
  const taken = new Set<string>();
  for (const claim of manifest.capabilities.flatMap(claimsOf)) {
    if (taken.has(claim)) throw new Error(`rawr.hq.ts registers ${claim} twice`);
    taken.add(claim);
  }
  return manifest;
}

/** What `/api/inngest` serves, if the manifest registers anything that runs there. */
export function workflowsOf(manifest: Manifest): CapabilityWorkflows | undefined {
  return manifest.capabilities.find(({ workflows }) => workflows !== undefined)?.workflows;
}

/** What a capability takes for itself: its name, its OpenAPI routes, and the store of runs if it has workflows. */
function claimsOf({ rawr: { capability }, contract, workflows }: Capability): string[] {
  const claims = [`the capability "${capability}"`, ...(workflows === undefined ? [] : ["workflows"])];
  traverseContractProcedures({ router: contract, path: [capability] }, ({ contract: procedure, path }) => {
    const { route, errorMap } = procedure["~orpc"];
    const name = path.join(".");
    const address = route.path ?? `/${path.join("/")}`;
    assertDeclaresRefusals(name, errorMap);
    if (!address.startsWith(`/${capability}/`)) {
      throw new Error(`${name} is at ${address}, outside of /${capability}/`);
    }
    claims.push(`${route.method ?? "POST"} ${address}`);
  });
  return claims;
}

function assertDeclaresRefusals(procedure: string, declared: object): void {
  const missing = Object.keys(contractErrors).filter((code) => !(code in declared));
  if (missing.length === 0) return;
  throw new Error(`${procedure} lacks ${missing.join(", ")}: start its contract from @rawr/server's base`);
}

/** The contracts and routers of all capabilities that are published under one family, by capability name. */
export function publishedUnder(manifest: Manifest, family: PublishedFamily) {
  const published = manifest.capabilities.filter(({ families }) => families.includes(family));
  return {
    contract: Object.fromEntries(published.map(({ rawr, contract }) => [rawr.capability, contract])),
    router: Object.fromEntries(published.map(({ rawr, router }) => [rawr.capability, router])),
  };
}
