import type { OfDecision } from "./decisions.ts";
import { finding, list } from "./define.ts";

export interface TakenAway extends OfDecision {
  readonly gate: string;
  /** Name of the check; `null` when the gate itself is what did not pass. */
  readonly check: string | null;
  readonly claim: string;
  readonly cause: string;
}

interface OfDocument {
  readonly document: string;
}

interface OfCell extends OfDocument {
  readonly section: string;
  readonly column: string;
}

function tookAway({ decision, gate, check, claim, cause }: TakenAway, how: string): string {
  const by = check === null ? gate : `${check} of ${gate}, which claims «${claim}»,`;
  return `${decision} is not closed: ${by} ${how}${cause === "" ? "" : `: ${cause}`}`;
}

/** Findings about what a closed decision rests on, and about the documents that speak of it. */
export const decisionEvidenceFindings = {
  "decision-without-gate": finding<OfDecision & { needs: readonly string[] }>({
    verdict: "failed",
    title: "No gate supports a decision",
    message: ({ decision, needs }) =>
      `no gate that this one needs supports ${decision}; it needs ${list(needs, "no gate")}`,
    mend: ({ decision }) => `name ${decision} in the \`decisions\` of a gate, and that gate in \`needs\``,
    meaning:
      "A decision closes when its evidence holds, and what says that it holds is a gate that names the decision.",
    sample: { decision: "D-009", needs: ["e2-finished-hook-policy"] },
  }),
  "closure-refuted": finding<TakenAway>({
    verdict: "failed",
    title: "The evidence of a closed decision says no",
    message: (args) => tookAway(args, "failed"),
    mend: ({ gate }) => `mend what ${gate} found, or open the decision again`,
    meaning:
      "A decision stays closed only while its evidence holds. The gate, the check and the claim that took the closure away are named; the finding itself stands in the report of that gate.",
    sample: {
      decision: "D-009",
      gate: "e1-dedupe-policy",
      check: "testsPassed:test/middleware-dedupe.test.ts",
      claim: "A heavy middleware runs once per request",
      cause: "«one request > evaluates once» failed",
    },
  }),
  "closure-unknown": finding<TakenAway>({
    verdict: "blocked",
    title: "It cannot be known whether the evidence of a closed decision holds",
    message: (args) => tookAway(args, "is blocked"),
    mend: ({ gate }) => `make what ${gate} misses`,
    meaning:
      "Missing evidence is not success: a decision whose gate could not be judged is not known to be closed.",
    sample: {
      decision: "D-009",
      gate: "e1-dedupe-policy",
      check: "testsPassed:test/middleware-dedupe.test.ts",
      claim: "A heavy middleware runs once per request",
      cause: "no evidence of the tests of @rawr/server",
    },
  }),
  "closure-waived": finding<Omit<TakenAway, "check" | "cause"> & { check: string; owner: string }>({
    verdict: "failed",
    title: "A closed decision rests on a check that is waived",
    message: ({ decision, gate, check, claim, owner }) =>
      `${decision} is not closed: ${check} of ${gate}, which claims «${claim}», is waived by ${owner}`,
    mend: () => "mend what is waived; until then the decision is deferred, not closed",
    meaning: "What is waived never counts as passed.",
    sample: {
      decision: "D-009",
      gate: "e1-dedupe-policy",
      check: "callsSymbol:assertRequiredMarkers",
      claim: "The dispatching module asserts the markers",
      owner: "ana",
    },
  }),
  "evidence-not-judged": finding<OfDecision & { path: string; gates: readonly string[] }>({
    verdict: "failed",
    title: "Nothing judges a piece of evidence",
    message: ({ decision, path, gates }) =>
      `${decision} rests on ${path}, and no check of ${list(gates, "any gate")} is about it`,
    mend: ({ path }) => `make ${path} the subject of a check, or take it off the list`,
    meaning:
      "That a file exists proves nothing. Evidence is a file that a check of a gate for this decision is about (a module, a test file, a document), or the script of such a gate. A folder is no evidence: name its files.",
    sample: { decision: "D-009", path: "apps/server/README.md", gates: ["e1-dedupe-policy"] },
  }),
  "document-missing": finding<OfDocument & { namedBy: string }>({
    verdict: "failed",
    title: "A document does not exist",
    message: ({ document, namedBy }) => `${namedBy} names ${document}, which does not exist`,
    mend: ({ document }) => `restore ${document}, or name what took its place`,
    meaning: "Links are relative to the document that holds them, plain paths to the root of the repository.",
    sample: { document: "docs/axes/06-middleware.md", namedBy: "D-009" },
  }),
  "document-not-durable": finding<OfDocument & { why: string }>({
    verdict: "failed",
    title: "A document will not last",
    message: ({ document, why }) => `${document} is ${why}`,
    mend: () => "keep the document in git, outside of scratch folders",
    meaning: "Closure survives cleanup: what a decision rests on has to survive a clean checkout.",
    sample: { document: "docs/.scratch/notes.md", why: "ephemeral by policy (**/.scratch/**)" },
  }),
  "document-unreadable": finding<OfDocument & { reason: string }>({
    verdict: "blocked",
    title: "A document cannot be read",
    message: ({ document, reason }) => `${document} cannot be read: ${reason}`,
    mend: () => "write it as Markdown in UTF-8, of a size that a person can read",
    meaning: "What cannot be read says nothing, and it cannot be known what it would say.",
    sample: { document: "docs/axes/06-middleware.md", reason: "not-utf8" },
  }),
  "document-not-named": finding<OfDecision & OfDocument>({
    verdict: "failed",
    title: "A decision does not name a document",
    message: ({ decision, document }) => `${decision} does not name ${document}`,
    mend: ({ decision, document }) => `link ${document} in the entry of ${decision}`,
    meaning: "A reader of the decision has to find the documents that carry it out.",
    sample: { decision: "D-009", document: "docs/axes/06-middleware.md" },
  }),
  "document-silent": finding<OfDecision & OfDocument>({
    verdict: "failed",
    title: "A document does not mention the decision that names it",
    message: ({ decision, document }) => `${decision} names ${document}, which does not mention ${decision}`,
    mend: ({ decision, document }) => `say in ${document} what ${decision} means there, by its id`,
    meaning:
      "A reader of the document has to find the decision that it follows. An id in a comment or in a block of code is nothing that a reader meets.",
    sample: { decision: "D-009", document: "docs/axes/06-middleware.md" },
  }),
  "anchor-missing": finding<OfDocument & { anchor: string; near: readonly string[] }>({
    verdict: "failed",
    title: "A link leads to a heading that does not exist",
    message: ({ document, anchor, near }) =>
      `${document} has no heading for #${anchor}${near.length === 0 ? "" : `; it has ${list(near.map((one) => `#${one}`))}`}`,
    mend: () => "name the anchor of a heading that is there",
    meaning: "Anchors are those that GitHub gives to headings, and those that are written as HTML.",
    sample: { document: "docs/axes/06-middleware.md", anchor: "dedupe", near: ["heavy-middleware"] },
  }),
  "status-contradicted": finding<OfDecision & { stated: string; status: string; register: string }>({
    verdict: "failed",
    title: "A document states another status than the register",
    message: ({ decision, stated, status, register }) =>
      `this says that ${decision} is ${stated}, and ${register} says \`${status}\``,
    mend: ({ status }) =>
      `say \`${status}\`, or say when it was otherwise; a document of the past belongs into \`historical\` of the policy`,
    meaning:
      "A reader believes the document that lies open. Keys, table cells, list items and sentences such as “D-009 remains open” are held against the register; quotations, code, conditions, questions and what is told of the past are not.",
    sample: { decision: "D-009", stated: "open", status: "closed", register: "docs/DECISIONS.md" },
  }),
  "document-section-missing": finding<
    OfDocument & { section: string; how: "missing" | "empty" | "repeated" }
  >({
    verdict: "failed",
    title: "A document lacks a section",
    message: ({ document, section, how }) => `the section “${section}” of ${document} is ${how}`,
    mend: ({ section }) => `write one section “${section}”, with what the contract of the document asks for`,
    meaning:
      "Documents that decide have a contract: sections that readers and gates find by their headings, wherever they stand.",
    sample: { document: "docs/E4_DISPOSITION.md", section: "Outcomes", how: "missing" },
  }),
  "document-cell-missing": finding<OfCell & { row: string }>({
    verdict: "failed",
    title: "A row of a document leaves a question open",
    message: ({ document, section, column, row }) =>
      `“${section}” of ${document} says nothing under “${column}”${row === "" ? "" : ` for ${row}`}`,
    mend: ({ column }) => `write “${column}”; a dash or TBD is no answer`,
    meaning: "Each row answers each question of its section.",
    sample: { document: "docs/E4_DISPOSITION.md", section: "Outcomes", column: "Reason", row: "D-009" },
  }),
  "document-cell-unreadable": finding<OfCell & { text: string; expected: string }>({
    verdict: "blocked",
    title: "A cell of a document cannot be understood",
    message: ({ section, column, text, expected }) =>
      `expected ${expected} under “${column}” of “${section}”, got “${text}”`,
    mend: ({ expected }) => `write ${expected}, and prose in another cell`,
    meaning: "What is not understood is neither right nor wrong.",
    sample: {
      document: "docs/E4_DISPOSITION.md",
      section: "Outcomes",
      column: "Status",
      text: "perhaps",
      expected: "a status",
    },
  }),
  "disposition-missing": finding<OfDecision & OfDocument>({
    verdict: "failed",
    title: "A disposition leaves a decision out",
    message: ({ decision, document }) => `${document} states no outcome of ${decision}`,
    mend: ({ decision }) => `add a row for ${decision} with its status and the reason`,
    meaning: "At the end of a phase each of its decisions has an outcome, be it that it is deferred.",
    sample: { decision: "D-010", document: "docs/E4_DISPOSITION.md" },
  }),
  "disposition-repeated": finding<OfDecision & OfDocument & { count: number }>({
    verdict: "failed",
    title: "A disposition states several outcomes of one decision",
    message: ({ decision, document, count }) =>
      `${document} states the outcome of ${decision} ${count} times`,
    mend: () => "keep one row",
    meaning: "With two rows, each reader finds the one that suits.",
    sample: { decision: "D-010", document: "docs/E4_DISPOSITION.md", count: 2 },
  }),
  "disposition-differs": finding<OfDecision & { stated: string; status: string; register: string }>({
    verdict: "failed",
    title: "A disposition and the register disagree",
    message: ({ decision, stated, status, register }) =>
      `the disposition says that ${decision} is \`${stated}\`, and ${register} says \`${status}\``,
    mend: () => "let both say what was decided",
    meaning: "The disposition is what people read at the end of a phase; the register is what gates read.",
    sample: { decision: "D-009", stated: "closed", status: "locked", register: "docs/DECISIONS.md" },
  }),
  "watchpoint-missing": finding<OfDecision & OfDocument>({
    verdict: "failed",
    title: "A deferred decision has no watchpoint",
    message: ({ decision, document }) => `${decision} is deferred, and ${document} has no watchpoint for it`,
    mend: () => "add a row: what would trigger it, how that is seen, and who looks",
    meaning: "A deferral without a watchpoint is forgotten.",
    sample: { decision: "D-010", document: "docs/E4_DISPOSITION.md" },
  }),
  "watchpoint-vague": finding<OfDecision & { column: string; text: string }>({
    verdict: "failed",
    title: "A watchpoint binds nobody",
    message: ({ decision, column, text }) =>
      `“${column}” of a watchpoint for ${decision} only says “${text}”`,
    mend: () => "name an event, a place where it shows, and a person or role",
    meaning: "“Someone”, “later” and “as needed” cannot be held to anything.",
    sample: { decision: "D-010", column: "Who looks", text: "someone" },
  }),
  "trigger-evidence-missing": finding<OfDecision & { document: string; what: string }>({
    verdict: "failed",
    title: "A closure does not say what triggered it",
    message: ({ decision, document, what }) => `${document} holds no ${what} of ${decision}`,
    mend: ({ what }) => `add a row for the ${what}`,
    meaning:
      "A decision that is closed in a phase was triggered by something, and its closure makes claims; both stand in one document, each claim with the files that it rests on.",
    sample: { decision: "D-009", document: "docs/E4_TRIGGER_EVIDENCE.md", what: "claim" },
  }),
} as const;
