import channelSemantics from "./verify-channel-semantics.ts";
import hostCompositionGuard from "./verify-host-composition-guard.ts";
import manifestRegistration from "./verify-manifest-registration.ts";
import manifestSmoke from "./verify-manifest-smoke.ts";
import metadataContract from "./verify-metadata-contract.ts";
import routeFamilies from "./verify-route-families.ts";

/** The invariants that every phase keeps. */
export const driftCore = [
  metadataContract,
  manifestRegistration,
  manifestSmoke,
  hostCompositionGuard,
  channelSemantics,
  routeFamilies,
];
