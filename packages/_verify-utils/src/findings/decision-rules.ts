import type { OfDecision } from "./decisions.ts";
import { finding, list } from "./define.ts";

export interface SinceBase extends OfDecision {
  /** What it was compared with, for people. */
  readonly base: string;
}

/** Findings of the rules on the lifecycle and the text of decisions. */
export const decisionRuleFindings = {
  "base-register-unreadable": finding<{ register: string; base: string; reason: string }>({
    verdict: "blocked",
    title: "The register at the base cannot be read",
    message: ({ register, base, reason }) => `${register} at ${base} cannot be read: ${reason}`,
    mend: () => "compare with a later base, or waive this once for the change that mends the register",
    meaning: "What a decision was cannot be told from a register that cannot be read.",
    sample: { register: "docs/DECISIONS.md", base: "origin/main, 1a2b3c4d5e6f", reason: "not-utf8" },
  }),
  "decision-without-id": finding<{ title: string }>({
    verdict: "failed",
    title: "A decision has no id",
    message: ({ title }) => `«${title}» has no id`,
    mend: () => "start its heading with an id, such as `D-012 — …`",
    meaning: "Gates, documents and other decisions name a decision by its id.",
    sample: { title: "Heavy middleware runs once" },
  }),
  "decision-id-mismatch": finding<{ heading: string; file: string }>({
    verdict: "failed",
    title: "The heading and the file of a decision give it two ids",
    message: ({ heading, file }) => `the heading says ${heading}, the name of the file ${file}`,
    mend: () => "give both the same id",
    meaning: "Whoever looks for one of them finds another decision, or none.",
    sample: { heading: "7", file: "0008" },
  }),
  "decision-deleted": finding<SinceBase & { title: string }>({
    verdict: "failed",
    title: "A decision is gone",
    message: ({ decision, title, base }) =>
      `${decision} («${title}») stood in a register at ${base}, and stands in none now`,
    mend: ({ decision }) => `restore ${decision}; a decision that is given up is marked so, not removed`,
    meaning: "A register only ever grows: what was decided, and refused, stays on record.",
    sample: { decision: "D-009", title: "Heavy middleware runs once", base: "origin/main, 1a2b3c4d5e6f" },
  }),
  "decision-renumbered": finding<SinceBase & { now: string }>({
    verdict: "failed",
    title: "A decision got another id",
    message: ({ decision, now, base }) => `${decision} of ${base} is called ${now} now`,
    mend: ({ decision }) => `call it ${decision} again`,
    meaning: "Everything that names a decision names its id, also what stands outside this repository.",
    sample: { decision: "D-009", now: "D-012", base: "origin/main, 1a2b3c4d5e6f" },
  }),
  "decision-id-reused": finding<SinceBase & { title: string; now: string }>({
    verdict: "failed",
    title: "The id of a decision was given to another one",
    message: ({ decision, title, now, base }) =>
      `${decision} was «${title}» at ${base}, and is «${now}» now: nothing of it is left`,
    mend: ({ decision }) => `restore ${decision}, and give the new decision an id of its own`,
    meaning: "What rested on the old decision would rest on the new one without anybody having said so.",
    sample: {
      decision: "D-009",
      title: "Heavy middleware runs once",
      now: "Logs are kept for a week",
      base: "origin/main, 1a2b3c4d5e6f",
    },
  }),
  "decision-start-illegal": finding<SinceBase & { status: string; initial: readonly string[] }>({
    verdict: "failed",
    title: "A decision appears in a status in which none can start",
    message: ({ decision, status, initial, base }) =>
      `${decision} is not in ${base}, and appears as \`${status}\`; decisions start as ${list(initial)}`,
    mend: () => "let it start in one of those, or allow this one in `policy.initial`",
    meaning:
      "What is closed or superseded has a past, and this one has none. A register whose decisions are all new to the base is taken up as it is.",
    sample: {
      decision: "D-012",
      status: "closed",
      initial: ["open", "locked"],
      base: "origin/main, 1a2b3c4d5e6f",
    },
  }),
  "transition-illegal": finding<SinceBase & { from: string; to: string; legal: readonly string[] }>({
    verdict: "failed",
    title: "A status changed in a way that the policy does not allow",
    message: ({ decision, from, to, legal, base }) =>
      `${decision} went from \`${from}\` to \`${to}\` (${base}); after \`${from}\` comes ${list(legal, "nothing")}`,
    mend: ({ from }) =>
      `leave it \`${from}\`, and let a new decision supersede it; or allow the step in \`policy.transitions\``,
    meaning: "Decisions go forward only. What is opened again was never closed.",
    sample: {
      decision: "D-009",
      from: "closed",
      to: "open",
      legal: ["superseded"],
      base: "origin/main, 1a2b3c4d5e6f",
    },
  }),
  "transition-text-differs": finding<OfDecision & { text: string; from: string; to: string }>({
    verdict: "failed",
    title: "A decision tells another change of status than happened",
    message: ({ decision, text, from, to }) =>
      `${decision} tells \`${text || "none"}\`, and its status ${from === "" || from === to ? `is \`${to}\`` : `went from \`${from}\` to \`${to}\``}`,
    mend: ({ from, to }) => `write \`${from === "" || from === to ? "…" : from} → ${to}\``,
    meaning: "Status and story are read by different people, and have to say the same.",
    sample: { decision: "D-009", text: "open → deferred", from: "open", to: "closed" },
  }),
  "transition-unclear": finding<OfDecision & { field: string; text: string; vocabulary: readonly string[] }>({
    verdict: "blocked",
    title: "What a decision tells of its status cannot be understood",
    message: ({ decision, field, text }) => `\`${field}\` of ${decision} tells no change of status: ${text}`,
    mend: ({ vocabulary }) =>
      `write it as \`${vocabulary[0] ?? "open"} → ${vocabulary.at(-1) ?? "closed"}\`, in words of the vocabulary`,
    meaning: "It cannot be held against the base.",
    sample: {
      decision: "D-009",
      field: "status_transition",
      text: "see above",
      vocabulary: ["open", "closed"],
    },
  }),
  "field-repeated": finding<OfDecision & { field: string }>({
    verdict: "failed",
    title: "A decision states a field twice",
    message: ({ decision, field }) => `${decision} states \`${field}\` more than once`,
    mend: () => "keep one",
    meaning: "With two of them, each reader finds the one that suits.",
    sample: { decision: "D-009", field: "closure_scope" },
  }),
  "watchpoint-incomplete": finding<OfDecision & { number: number; lacks: readonly string[] }>({
    verdict: "failed",
    title: "A watchpoint does not say what to watch for, how, or who does",
    message: ({ decision, number, lacks }) => `watchpoint ${number} of ${decision} lacks ${list(lacks)}`,
    mend: () => "write each as `trigger: …; seen: …; who: …`",
    meaning:
      "A decision that is put off comes back when its trigger is seen, and somebody has to be looking.",
    sample: { decision: "D-010", number: 1, lacks: ["seen", "who"] },
  }),
  "decision-placeholder": finding<OfDecision & { field: string; text: string }>({
    verdict: "failed",
    title: "A decision holds a placeholder",
    message: ({ decision, field, text }) =>
      `\`${field}\` of ${decision} holds a placeholder: ${text || "nothing"}`,
    mend: () => "write what it stands for; a word that means something else here can be allowed",
    meaning: "Text that somebody still has to write decides nothing.",
    sample: { decision: "D-009", field: "closure_scope", text: "TBD" },
  }),
  "decision-hedged": finding<OfDecision & { field: string; word: string }>({
    verdict: "failed",
    title: "A normative sentence hedges",
    message: ({ decision, field, word }) => `\`${field}\` of ${decision} takes back what it demands: ${word}`,
    mend: () => "say when it holds and when not, in the words of RFC 2119 and in capitals; or allow the word",
    meaning: "What must usually be so, or if possible, can be called kept whatever happens.",
    sample: { decision: "D-009", field: "locked_decision", word: "usually" },
  }),
  "supersession-without-successor": finding<OfDecision>({
    verdict: "failed",
    title: "A decision is superseded by nothing",
    message: ({ decision }) => `${decision} is superseded, and does not say by what`,
    mend: () => "name the decision that took its place, such as `superseded by D-012`",
    meaning: "Whoever arrives at a decision that no longer holds has to find the one that does.",
    sample: { decision: "D-004" },
  }),
  "supersession-unknown": finding<OfDecision & { reference: string }>({
    verdict: "failed",
    title: "A decision names another one that does not exist",
    message: ({ decision, reference }) => `${decision} names ${reference}, which no register holds`,
    mend: () => "name a decision that exists",
    meaning: "The chain of decisions breaks here.",
    sample: { decision: "D-004", reference: "D-112" },
  }),
  "supersession-not-marked": finding<OfDecision & { status: string; successor: string }>({
    verdict: "failed",
    title: "A decision names its successor and is not superseded",
    message: ({ decision, status, successor }) =>
      `${decision} names ${successor} as its successor, and is \`${status}\``,
    mend: () => "mark it as superseded, or do not name a successor",
    meaning: "Either it holds, or the other one does.",
    sample: { decision: "D-004", status: "locked", successor: "D-012" },
  }),
  "supersession-one-sided": finding<OfDecision & { other: string; lacks: string }>({
    verdict: "failed",
    title: "Only one of two decisions says that one replaced the other",
    message: ({ decision, other, lacks }) =>
      `${decision} names ${other}, and ${other} does not say that it ${lacks === "supersedes" ? "supersedes" : "is superseded by"} ${decision}`,
    mend: ({ decision, other, lacks }) => `write \`${lacks}: ${decision}\` in ${other}`,
    meaning: "A reader may arrive at either of them first.",
    sample: { decision: "D-004", other: "D-012", lacks: "supersedes" },
  }),
  "supersession-circular": finding<{ circle: readonly string[] }>({
    verdict: "failed",
    title: "Decisions supersede one another in a circle",
    message: ({ circle }) => `${[...circle, circle[0] ?? ""].join(" → ")}`,
    mend: () => "decide which of them holds",
    meaning: "In a circle nothing holds.",
    sample: { circle: ["D-004", "D-012"] },
  }),
  "supersession-dead-end": finding<OfDecision & { end: string; status: string }>({
    verdict: "failed",
    title: "What replaced a decision never came to hold",
    message: ({ decision, end, status }) =>
      `${decision} is superseded in favour of ${end}, which is \`${status}\``,
    mend: () => "name the decision that holds in its place",
    meaning: "Nothing is left in force, and nobody decided that.",
    sample: { decision: "D-004", end: "D-012", status: "rejected" },
  }),
} as const;
