import channelSemantics from "./verify-channel-semantics.ts";
import harnessMatrix from "./verify-harness-matrix.ts";
import hostCompositionGuard from "./verify-host-composition-guard.ts";
import importBoundary from "./verify-import-boundary.ts";
import manifestRegistration from "./verify-manifest-registration.ts";
import manifestSmoke from "./verify-manifest-smoke.ts";
import metadataContract from "./verify-metadata-contract.ts";
import observabilityContract from "./verify-observability-contract.ts";
import routeFamilies from "./verify-route-families.ts";
import routeNegativeAssertions from "./verify-route-negative-assertions.ts";

/** The invariants that every phase keeps. */
export const driftCore = [
  metadataContract,
  manifestRegistration,
  manifestSmoke,
  hostCompositionGuard,
  importBoundary,
  channelSemantics,
  routeFamilies,
  routeNegativeAssertions,
  harnessMatrix,
  observabilityContract,
];
