import { defineConfig } from "@phasegate/verify-utils";
import { phaseE } from "./scripts/phase-e/index.ts";

export default defineConfig({
  gates: phaseE,
  suites: {
    quick: ["e1-dedupe-policy"],
    full: ["e1-dedupe-policy"],
  },
  policy: {
    registers: ["docs/projects/orpc-ingest-workflows-spec/DECISIONS.md"],
  },
});
