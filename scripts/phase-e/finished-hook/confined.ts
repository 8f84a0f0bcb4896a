import { importConfined } from "@phasegate/verify-utils";
import {
  adapter,
  among,
  deliver,
  deliverHook,
  finish,
  lease,
  runHook,
  storeEnd,
  terminalState,
} from "./places.ts";

/** Who may touch what a delivery is made of. */
export const deliveryConfined = [
  importConfined({
    symbols: [runHook],
    among,
    to: [deliver],
    claim: "Only the guard can run the body of a hook",
  }),
  importConfined({
    symbols: [deliverHook],
    among,
    to: [finish],
    claim: "Only what ends a run delivers to its hook",
  }),
  importConfined({
    symbols: [
      { module: lease, export: "claimLease" },
      { module: lease, export: "recordResult" },
    ],
    among,
    to: [deliver],
    claim: "Only the guard claims leases and records results",
  }),
];

/** Who may open the store, and end a run in it. */
export const storeConfined = [
  importConfined({
    symbols: [{ module: `${adapter}/store/sqlite/open.ts`, export: "openStoreDatabase" }],
    among,
    to: [`${adapter}/store/open-store.ts`],
    claim: "Only the store opens its database",
  }),
  importConfined({
    name: "importConfined:libsql",
    symbols: [{ module: "libsql", export: "default" }],
    among: ["apps/**", "packages/coordination*/**", "!{apps,packages}/*/test/**"],
    to: [`${adapter}/store/sqlite/open.ts`, "apps/server/src/credentials/session-table.ts"],
    claim: "Nothing else of the host and of coordination opens a database",
  }),
  importConfined({
    symbols: [storeEnd],
    among,
    to: [finish],
    claim: "A run is ended in one module only",
  }),
  importConfined({
    symbols: [{ module: terminalState, export: "endOf" }],
    among,
    to: [`${adapter}/store/sqlite/runs.ts`],
    claim: "Only the store of runs reads an ending, and only the module that makes them can make one",
  }),
];
