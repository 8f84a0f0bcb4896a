import { finding, list } from "./define.ts";

export interface OfDecision {
  readonly decision: string;
}

/** Findings about decision text. */
export const decisionFindings = {
  "register-missing": finding<{ register: string }>({
    verdict: "failed",
    title: "The decision register does not exist",
    message: ({ register }) => `there is no decision register at ${register}`,
    mend: ({ register }) => `restore ${register}, or name the right file in phasegate.config.ts`,
    meaning: "The register holds the decisions that gates support.",
    sample: { register: "docs/DECISIONS.md" },
  }),
  "register-unrecognised": finding<{ register: string; reason: string }>({
    verdict: "blocked",
    title: "The decision register cannot be understood",
    message: ({ register, reason }) => `${register} is in no format that is understood: ${reason}`,
    mend: () => "write each decision as `### D-001 — Title` with keys below, or in another supported format",
    meaning: "A file that is not recognised is reported, never guessed at.",
    sample: { register: "docs/DECISIONS.md", reason: "no decision was found" },
  }),
  "decision-missing": finding<OfDecision & { register: string; known: readonly string[] }>({
    verdict: "failed",
    title: "A decision is not in the register",
    message: ({ decision, register, known }) =>
      `${register} does not hold ${decision}; it holds ${list(known)}`,
    mend: ({ decision }) => `restore ${decision}; a decision that is given up is marked so, not removed`,
    meaning: "The gate supports this decision. Text in a comment or in a code block is not a decision.",
    sample: { decision: "D-009", register: "docs/DECISIONS.md", known: ["D-001"] },
  }),
  "decision-duplicated": finding<OfDecision & { count: number; others: readonly string[] }>({
    verdict: "failed",
    title: "A decision stands in the register more than once",
    message: ({ decision, count, others }) => `${decision} stands there ${count} times: ${list(others)}`,
    mend: () => "keep one",
    meaning: "With two entries, each reader finds the one that suits.",
    sample: { decision: "D-009", count: 2, others: ["docs/DECISIONS.md:12", "docs/DECISIONS.md:40"] },
  }),
  "status-missing": finding<OfDecision>({
    verdict: "failed",
    title: "A decision has no status",
    message: ({ decision }) => `${decision} has no status`,
    mend: () => "add a status line",
    meaning: "A decision without a status is neither open nor locked.",
    sample: { decision: "D-009" },
  }),
  "status-repeated": finding<OfDecision & { statuses: readonly string[] }>({
    verdict: "failed",
    title: "A decision has several status lines",
    message: ({ decision, statuses }) =>
      `${decision} states its status ${statuses.length} times: ${list(statuses)}`,
    mend: () => "keep one",
    meaning: "A status is stated once; its history belongs into a field of its own.",
    sample: { decision: "D-009", statuses: ["locked", "open"] },
  }),
  "status-unknown": finding<OfDecision & { written: string; vocabulary: readonly string[] }>({
    verdict: "failed",
    title: "A status is not in the vocabulary",
    message: ({ decision, written, vocabulary }) =>
      `${decision} has the status \`${written}\`, which is none of ${list(vocabulary)}`,
    mend: ({ vocabulary }) => `use one of ${list(vocabulary)}`,
    meaning: "The vocabulary is policy, and stands in phasegate.config.ts.",
    sample: { decision: "D-009", written: "lockd", vocabulary: ["open", "locked"] },
  }),
  "status-unexpected": finding<OfDecision & { status: string; expected: readonly string[] }>({
    verdict: "failed",
    title: "A decision does not have the status that the gate supports",
    message: ({ decision, status, expected }) =>
      `${decision} is \`${status}\`, and this gate supports it as ${list(expected)}`,
    mend: ({ decision }) => `if ${decision} was really opened again, this gate no longer belongs to it`,
    meaning:
      "A gate backs a decision in a certain state. A decision that silently leaves that state takes the meaning out of the gate.",
    sample: { decision: "D-009", status: "open", expected: ["locked", "closed"] },
  }),
  "status-qualified": finding<OfDecision & { status: string; rest: string }>({
    verdict: "failed",
    title: "A status says more than its word",
    message: ({ decision, status, rest }) => `${decision} is \`${status}\`, and the line goes on: ${rest}`,
    mend: () => "leave the word alone on its line (a date may stand beside it), and say the rest elsewhere",
    meaning:
      "Locked until, locked pending review, locked with a question mark: a status with a condition is another status.",
    sample: { decision: "D-009", status: "locked", rest: "(pending review)" },
  }),
  "field-missing": finding<OfDecision & { field: string }>({
    verdict: "failed",
    title: "A decision lacks a field",
    message: ({ decision, field }) => `${decision} says nothing in \`${field}\``,
    mend: ({ field }) => `write \`${field}\``,
    meaning: "A decision in this state states these fields; a key without text states nothing.",
    sample: { decision: "D-009", field: "locked_decision" },
  }),
  "field-not-normative": finding<OfDecision & { field: string; words: readonly string[] }>({
    verdict: "failed",
    title: "A decision demands nothing",
    message: ({ decision, field, words }) => `\`${field}\` of ${decision} holds none of ${list(words)}`,
    mend: () => "say what has to be so, in the words of RFC 2119",
    meaning: "What only may or should be so is no decision that a gate can hold anybody to.",
    sample: { decision: "D-009", field: "locked_decision", words: ["MUST", "SHALL"] },
  }),
  "evidence-not-named": finding<OfDecision & { path: string }>({
    verdict: "failed",
    title: "A decision does not name what the gate rests on",
    message: ({ decision, path }) => `${decision} does not name ${path} among its evidence`,
    mend: ({ path }) => `list ${path}`,
    meaning: "The gate and the decision have to speak of the same evidence.",
    sample: { decision: "D-009", path: "apps/server/test/middleware-dedupe.test.ts" },
  }),
  "register-not-durable": finding<{ register: string; why: string }>({
    verdict: "failed",
    title: "The decision register will not last",
    message: ({ register, why }) => `${register} is ${why}`,
    mend: () => "keep the register in git",
    meaning: "What holds the decisions has to survive a clean checkout.",
    sample: { register: "docs/DECISIONS.md", why: "ignored by git" },
  }),
  "decision-without-evidence": finding<OfDecision & { field: string }>({
    verdict: "failed",
    title: "A decision names no evidence",
    message: ({ decision, field }) => `${decision} names no path in \`${field}\``,
    mend: ({ field }) => `list in \`${field}\` what proves it, one path an item`,
    meaning: "What a decision rests on has to be written beside it.",
    sample: { decision: "D-009", field: "closure_evidence" },
  }),
  "evidence-path-missing": finding<OfDecision & { path: string }>({
    verdict: "failed",
    title: "Evidence that a decision names does not exist",
    message: ({ decision, path }) => `${decision} rests on ${path}, which does not exist`,
    mend: () => "restore it, or name what took its place",
    meaning: "Paths are relative to the repository root.",
    sample: { decision: "D-009", path: "apps/server/src/orpc.ts" },
  }),
  "evidence-path-not-durable": finding<OfDecision & { path: string; why: string }>({
    verdict: "failed",
    title: "Evidence that a decision names will not last",
    message: ({ decision, path, why }) => `${decision} rests on ${path}, which is ${why}`,
    mend: () => "move what counts into a file that git keeps and that is no scratch file",
    meaning: "Closure survives cleanup: ignored files and scratch documents are gone after it.",
    sample: { decision: "D-009", path: ".scratch/notes.md", why: "ephemeral by policy (.scratch/)" },
  }),
} as const;
