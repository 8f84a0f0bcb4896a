import { defineConfig } from "@phasegate/verify-utils";
import { driftCore } from "./scripts/drift-core/index.ts";
import { kit } from "./scripts/kit/index.ts";
import { phaseE } from "./scripts/phase-e/index.ts";

export default defineConfig({
  gates: [...phaseE, ...driftCore, ...kit],
  // Spelt out, so that what runs can be told without running it; `gateScripts` says when one is forgotten.
  suites: {
    // Without k2 and k3: they install the base when gates have changed, and a clean clone, which is too much for each commit.
    quick: [
      "e1-dedupe-policy",
      "e2-finished-hook-policy",
      "e3-evidence-integrity",
      "e4-disposition",
      "metadata-contract",
      "manifest-registration",
      "manifest-smoke",
      "host-composition-guard",
      "import-boundary",
      "channel-semantics",
      "route-families",
      "route-negative-assertions",
      "harness-matrix",
      "observability-contract",
      "k1-facts",
    ],
    full: [
      "e1-dedupe-policy",
      "e2-finished-hook-policy",
      "e3-evidence-integrity",
      "e4-disposition",
      "metadata-contract",
      "manifest-registration",
      "manifest-smoke",
      "host-composition-guard",
      "import-boundary",
      "channel-semantics",
      "route-families",
      "route-negative-assertions",
      "harness-matrix",
      "observability-contract",
      "k1-facts",
      "k2-gates",
      "k3-rehearsal",
    ],
  },
  prove: {
    suites: ["full"],
    tests: {
      budgetSeconds: 90,
      except: [
        {
          package: "@rawr/server-prober",
          reason:
            "its own holes are opened one at a time by its tests; each run of it starts servers for half a minute",
        },
      ],
    },
  },
  policy: {
    cadence: [
      { when: "On every implementation commit", suite: "quick" },
      { when: "At the end of each slice", suite: "full" },
      { when: "After blocking or high findings were fixed", suite: "full" },
      { when: "Before an independent review", suite: "full" },
      { when: "Before a phase is left", suite: "full" },
    ],
    evidence: { command: "pnpm turbo run test --filter={package} --force=true" },
    registers: ["docs/projects/orpc-ingest-workflows-spec/DECISIONS.md"],
  },
});
