import importBoundary from "./verify-import-boundary.ts";

/** The invariants that every phase keeps. */
export const driftCore = [importBoundary];
