import { defineConfig } from "@phasegate/verify-utils";
import { kit } from "./scripts/kit/index.ts";
import { phaseE } from "./scripts/phase-e/index.ts";

const gates = [...phaseE, ...kit];
const every = gates.map(({ id }) => id);
/** They install the base when gates have changed, and a clean clone, which is too much for each commit. */
const slow = ["k2-gates", "k3-rehearsal"];

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
