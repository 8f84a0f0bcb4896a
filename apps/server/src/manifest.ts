import type { AnyContractRouter } from "@orpc/contract";
import { type Router, traverseContractProcedures } from "@orpc/server";
import { contractErrors } from "./contract/errors.ts";
import type { PublishedFamily } from "./families.ts";
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

export interface Capability<C extends AnyContractRouter = AnyContractRouter> extends Registration {
  readonly contract: C;
  readonly router: Router<C, RequestContext>;
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

/** @throws Error for a mistake of the composition: a name taken twice, a contract without the host's errors. */
export function defineManifest(manifest: Manifest): Manifest {
  const names = manifest.capabilities.map(({ rawr }) => rawr.capability);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`rawr.hq.ts registers the capability "${twice}" twice`);
  manifest.capabilities.forEach(assertDeclaresRefusals);
  return manifest;
}

function assertDeclaresRefusals({ rawr, contract }: Capability): void {
  traverseContractProcedures(
    { router: contract, path: [rawr.capability] },
    ({ contract: procedure, path }) => {
      const declared = procedure["~orpc"].errorMap;
      const missing = Object.keys(contractErrors).filter((code) => !(code in declared));
      if (missing.length === 0) return;
      throw new Error(
        `${path.join(".")} lacks ${missing.join(", ")}: start its contract from @rawr/server's base`,
      );
    },
  );
}

/** The contracts and routers of all capabilities that are published under one family, by capability name. */
export function publishedUnder(manifest: Manifest, family: PublishedFamily) {
  const published = manifest.capabilities.filter(({ families }) => families.includes(family));
  return {
    contract: Object.fromEntries(published.map(({ rawr, contract }) => [rawr.capability, contract])),
    router: Object.fromEntries(published.map(({ rawr, router }) => [rawr.capability, router])),
  };
}
