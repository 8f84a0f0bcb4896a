import {
  defineGate,
  dependenciesDeclared,
  importBoundary,
  main,
  noImportCycles,
  noReaching,
} from "@phasegate/verify-utils";
import { directions } from "./directions.ts";

const gate = defineGate({
  id: "import-boundary",
  slice: "import-boundary",
  checks: [
    ...directions.map(importBoundary),
    noImportCycles({
      of: "modules",
      kinds: ["value", "dynamic", "require"],
      reason: "what a module needs is there when it is evaluated",
    }),
    noImportCycles({
      of: "packages",
      among: ["packages/**", "apps/**"],
      reason: "packages are built and published in an order",
    }),
    noReaching({ reason: "a package is what its `exports` offer" }),
    dependenciesDeclared({
      ships: ["packages/*/{src,bin}/**", "apps/server/src/**"],
      reason: "a package works where it is installed by itself",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
