import { finding } from "./define.ts";

/** Findings on gates, beside what they were at the base. */
export const gateFindings = {
  "gate-weakened": finding<{ gate: string; lost: string }>({
    verdict: "failed",
    title: "A gate demands less than it did at the base",
    message: ({ gate, lost }) => `${gate} demands less than at the base: ${lost}`,
    mend: ({ gate }) =>
      `demand it again; or close a decision in this change that says \`weakens: ${gate} — <reason>\``,
    meaning:
      "A change that takes away what judges it is judged by nothing. Weaker is: a check, a gate, a need or a member of a suite that is gone, fewer tests or subjects, more modules or values let through, or an edit that the base's check noticed and that nothing notices now. Another wording, another order and stricter demands are fine. The decision has to be closed in the same change: what it allowed is in the base afterwards, and allows nothing more.",
    sample: {
      gate: "e1-dedupe-policy",
      lost: 'testsPassed:test/middleware-dedupe.test.ts («A heavy middleware runs once»): tests: [["a title"]] → []',
    },
  }),
  "gate-change-unknown": finding<{ gate: string; check: string; claim: string; why: string }>({
    verdict: "blocked",
    title: "It cannot be told whether a gate demands less",
    message: ({ gate, check, claim, why }) =>
      `whether ${gate} still demands what ${check} did («${claim}») is not known: ${why}`,
    mend: ({ gate }) =>
      `write the check so that its demands can be compared; or close a decision in this change that says \`weakens: ${gate} — <reason>\``,
    meaning:
      "What data cannot compare, such as functions in a schema, is tried out: each edit that the base's check turned red on has to turn the gate red. Where none can be tried, nothing is known.",
    sample: {
      gate: "e1-dedupe-policy",
      check: "exportsSymbol:policy",
      claim: "The policy is declared",
      why: "value: a refinement differs; no edit that its own counterexamples make finds a place here",
    },
  }),
  "policy-relaxed": finding<{ field: string; lost: string }>({
    verdict: "failed",
    title: "The policy lets through what it did not at the base",
    message: ({ field, lost }) => `policy.${field} is laxer than at the base: ${lost}`,
    mend: () => "take it back; or close a decision in this change that says `weakens: policy — <reason>`",
    meaning:
      "Transitions, statuses, registers, ephemeral and canonical documents are part of what every gate demands.",
    sample: { field: "transitions", lost: '{"open":["locked"]} → {"open":["closed","locked"]}' },
  }),
  "waiver-added": finding<{ gate: string; finding: string; owner: string; reason: string }>({
    verdict: "failed",
    title: "A finding is waived that was not waived at the base",
    message: ({ gate, finding: code, owner, reason }) =>
      `${code} of ${gate} is newly waived by ${owner}: ${reason}`,
    mend: ({ gate }) =>
      `mend the finding; or close a decision in this change that says \`weakens: ${gate} — <reason>\``,
    meaning:
      "Whoever may waive a finding in the change that causes it needs no gate. A waiver that is in the base already holds until it expires.",
    sample: { gate: "e1-dedupe-policy", finding: "call-missing", owner: "ana", reason: "later" },
  }),
  "gates-unknown": finding<{ why: string; command: string }>({
    verdict: "blocked",
    title: "The gates of the base cannot be had",
    message: ({ why }) => `what the gates of the base demanded is not known: ${why}`,
    mend: ({ command }) => `run \`${command}\``,
    meaning:
      "Gates, configuration or kit differ from those of the base, so the base's own kit has to say what its gates demanded: its commit is checked out to a temporary folder and installed by its lockfile there. That did not come to an end.",
    sample: {
      why: "its dependencies could not be installed (pnpm install --frozen-lockfile: exit code 1)",
      command: "pnpm install --frozen-lockfile",
    },
  }),
} as const;

/** Whether a finding is about the gates themselves. */
export function isGateFinding(code: string): boolean {
  return Object.hasOwn(gateFindings, code);
}
