import { defineConfig } from "@phasegate/verify-utils";
import { driftCore } from "./scripts/drift-core/index.ts";
import { kit } from "./scripts/kit/index.ts";
import { phaseE } from "./scripts/phase-e/index.ts";

const gates = [...phaseE, ...kit, ...driftCore];
const every = gates.map(({ id }) => id);
/** It installs the base when gates have changed, which is too much for each commit. */
const slow = ["k2-gates"];

export default defineConfig({
  gates,
  suites: {
    quick: every.filter((id) => !slow.includes(id)),
    full: every,
  },
  policy: {
    evidence: { command: "pnpm turbo run test --filter={package} --force=true" },
    registers: ["docs/projects/orpc-ingest-workflows-spec/DECISIONS.md"],
  },
});
