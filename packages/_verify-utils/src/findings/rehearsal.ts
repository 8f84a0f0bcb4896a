import { finding } from "./define.ts";

/** Findings on what a suite decides in a clean clone. */
export const rehearsalFindings = {
  "rehearsal-differs": finding<{ suite: string; gate: string; check: string; here: string; there: string }>({
    verdict: "failed",
    title: "A clean clone decides otherwise",
    message: ({ suite, gate, check, here, there }) =>
      `${suite}: ${[gate, check].filter((one) => one !== "").join(" → ") || "the run"} is «${here}» here and «${there}» in a clean clone`,
    mend: () =>
      "let it rest on what git tracks and a declared task makes: `git add` the file that it reads, or stop reading it",
    meaning:
      "What was closed has to stay closed after cleanup. The content that is judged was committed in a temporary clone, cleaned of ephemeral documents, installed by its lockfile, and judged there by the same suite. A gate that reads an untracked or ignored file, an ephemeral document or a path outside of the repository decides otherwise there.",
    sample: {
      suite: "quick",
      gate: "e1-dedupe-policy",
      check: "testsPassed:test/middleware-dedupe.test.ts",
      here: "passed",
      there: "failed, test-failed: «deduplicates» failed",
    },
  }),
  "rehearsal-unknown": finding<{ suite: string; why: string; command: string }>({
    verdict: "blocked",
    title: "The suite could not be rehearsed",
    message: ({ suite, why }) => `what ${suite} decides in a clean clone is not known: ${why}`,
    mend: ({ command }) => `run \`${command}\``,
    meaning:
      "The rehearsal installs a temporary clone without the network and runs the suite in it. That did not come to an end, so nothing is known about what survives cleanup.",
    sample: {
      suite: "quick",
      why: "the clone's dependencies cannot be installed without the network (ERR_PNPM_NO_OFFLINE_TARBALL)",
      command: "pnpm fetch",
    },
  }),
};
