import {
  defineGate,
  dependenciesDeclared,
  importBoundary,
  main,
  noImportCycles,
  noReaching,
} from "@phasegate/verify-utils";
import { directions } from "./directions.ts";

const recursion = "functions of one recursion, called long after both modules were evaluated";

const gate = defineGate({
  id: "import-boundary",
  slice: "import-boundary",
  decisions: ["D-015"],
  checks: [
    ...directions.map(importBoundary),
    noImportCycles({
      of: "modules",
      kinds: ["value", "dynamic", "require"],
      except: ["flow", "names", "order"].map((folder) => ({
        modules: [`packages/code-facts/src/${folder}/**`],
        reason: recursion,
      })),
      reason: "what a module needs is there when it is evaluated",
    }),
    noImportCycles({
      of: "packages",
      among: ["packages/**", "apps/**"],
      reason: "packages are built and published one after another",
    }),
    noReaching({
      except: [
        {
          from: ["apps/**"],
          to: ["rawr.hq.ts"],
          reason: "it alone composes, and belongs to no package",
        },
        { from: ["phasegate.config.ts"], to: ["scripts/*/index.ts"], reason: "it names the gates" },
        { from: ["scripts/**"], to: ["phasegate.config.ts"], reason: "what runs the gates is given them" },
        {
          from: ["scripts/bench/**"],
          to: ["apps/server/test/load/**"],
          reason: "programs that a bench starts",
        },
      ],
      reason: "a package is what its `exports` offer",
    }),
    dependenciesDeclared({
      ships: ["packages/*/src/**", "apps/server/src/**"],
      reason: "a package works where it is installed by itself",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
