import { defineConfig } from "@phasegate/verify-utils";
import { phaseE } from "./scripts/phase-e/index.ts";

export default defineConfig({
  gates: phaseE,
  suites: {
    quick: ["e1-dedupe-policy"],
    full: ["e1-dedupe-policy"],
  },
  policy: {
    evidence: { command: "pnpm turbo run test --filter={package} --force=true" },
    registers: ["docs/projects/orpc-ingest-workflows-spec/DECISIONS.md"],
  },
});
