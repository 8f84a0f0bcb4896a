import { register } from "./register.ts";

/** An edit of the register, with the finding that has to name it. */
export type Violation = readonly [name: string, code: string, from: string | RegExp, to: string];

export const statusViolations: readonly Violation[] = [
  ["no status", "status-missing", "- `status`: `open`\n", ""],
  ["an empty status", "status-missing", "- `status`: `open`", "- `status`:"],
  ["a status that is crossed out", "status-missing", "`open`\n", "~~open~~\n"],
  ["a status in a comment", "status-missing", "- `status`: `open`", "<!-- - `status`: `open` -->"],
  ["two statuses", "status-repeated", "- `status`: `open`\n", "- `status`: `open`\n- `Status`: closed\n"],
  ["a word of no vocabulary", "status-unknown", "`open`\n", "`lockd`\n"],
  ["a word of another vocabulary", "status-unknown", "`open`\n", "`accepted`\n"],
  ["a choice of statuses", "status-unknown", "`open`\n", "{open or locked or closed}\n"],
  ["a status in doubt", "status-qualified", "`closed`\n", "closed?\n"],
  ["a status until", "status-qualified", "`closed`\n", "`closed` until D-004 is decided\n"],
  ["a status pending", "status-qualified", "`closed`\n", "closed (pending review)\n"],
  ["a status unless", "status-qualified", "`closed`\n", "closed, unless somebody objects\n"],
  ["half a status", "status-qualified", "`closed`\n", "provisionally closed\n"],
  ["two statuses on one line", "status-qualified", "`closed`\n", "closed / open\n"],
  ["one status or the other", "status-qualified", "`closed`\n", "closed or open\n"],
  ["a change in place of a status", "status-qualified", "`open`\n", "open → closed\n"],
];

export const idViolations: readonly Violation[] = [
  ["an id twice", "decision-duplicated", "### D-006", "### D-004"],
  ["an id twice, in another writing", "decision-duplicated", "### D-006", "### D-4"],
  ["a deleted decision", "decision-deleted", /### D-006[\s\S]*$/, ""],
  ["a decision in a comment", "decision-deleted", /(### D-006[\s\S]*)$/, "<!--\n$1\n-->"],
  ["a decision in a code block", "decision-deleted", /(### D-006[\s\S]*)$/, "````md\n$1\n````"],
  ["a decision that got another id", "decision-renumbered", "### D-006", "### D-016"],
  ["a decision that moved up by one", "decision-renumbered", "### D-004", "### D-007"],
  [
    "an id that was given to another decision",
    "decision-id-reused",
    /D-004 — Old logs\n\n(.*)\n.*/,
    "D-004 — Colours of buttons\n\n$1\n- `question`: Which shade suits a disabled control?",
  ],
  [
    "two decisions that swapped ids",
    "decision-id-reused",
    /### D-004([\s\S]*?)### D-005([\s\S]*?)### D-006/,
    "### D-005$1### D-004$2### D-006",
  ],
];

export const transitionViolations: readonly Violation[] = [
  [
    "a closed decision is opened again",
    "transition-illegal",
    "`closed`\n- `status_transition`: locked → closed",
    "`open`",
  ],
  [
    "a closed decision is locked again",
    "transition-illegal",
    "`closed`\n- `status_transition`: locked → closed",
    "`locked`",
  ],
  ["a locked decision is opened again", "transition-illegal", "`locked`\n", "`open`\n"],
  ["a locked decision is opened again, in a synonym", "transition-illegal", "`locked`\n", "undecided\n"],
  ["a locked decision is rejected", "transition-illegal", "`locked`\n", "`rejected`\n"],
  ["a superseded decision comes back", "transition-illegal", "`superseded`", "`locked`"],
  ["a rejected decision comes back", "transition-illegal", "`rejected`", "`proposed`"],
  ["a story that ends elsewhere", "transition-text-differs", "locked → closed", "locked → deferred"],
  ["a story the wrong way round", "transition-text-differs", "locked → closed", "closed → locked"],
  [
    "a story of another start",
    "transition-text-differs",
    "`open`\n",
    "`deferred`\n- `status_transition`: proposed → deferred\n",
  ],
  ["a story of nothing", "transition-text-differs", "`open`\n", "`deferred`\n- `status_transition`: none\n"],
  [
    "a story of a change that did not happen",
    "transition-text-differs",
    "`open`\n",
    "`open`\n- `status_transition`: open → closed\n",
  ],
  [
    "a story with a gap",
    "transition-text-differs",
    "locked → closed",
    "\n  - open → locked\n  - deferred → closed",
  ],
  ["a story of an illegal step", "transition-illegal", "locked → closed", "rejected → closed"],
  ["a story that tells nothing", "transition-unclear", "locked → closed", "see the minutes"],
  ["a story in words of no vocabulary", "transition-unclear", "locked → closed", "draft → done"],
  [
    "a decision that appears as closed",
    "decision-start-illegal",
    /$/,
    "\n### D-007 — Cookies\n\n- `status`: `closed`\n- decision: A cookie MUST be signed.\n",
  ],
  [
    "a decision that appears as superseded",
    "decision-start-illegal",
    /$/,
    "\n### D-007 — Cookies\n\n- `status`: superseded by D-001\n",
  ],
];

const statement = /A session MUST be written to the store before its answer is sent\.\n.*/;

export const statementViolations: readonly Violation[] = [
  ["a decision without its text", "field-missing", /- `locked_decision`: A request.*\n/, ""],
  ["an empty text", "field-missing", /(- `locked_decision`:) A request.*/, "$1"],
  ["a text that is crossed out", "field-missing", /(- `locked_decision`:) (A request.*)/, "$1 ~~$2~~"],
  ["a text that demands nothing", "field-not-normative", /A request MUST.*/, "A request is answered once."],
  ["a demand in lower case", "field-not-normative", /A request MUST.*/, "A request must be answered once."],
  [
    "a demand that leaves a choice",
    "field-not-normative",
    /A request MUST.*/,
    "A request SHOULD be answered once.",
  ],
  ["a demand in code", "field-not-normative", /A request MUST.*/, "`A request MUST be answered once.`"],
  [
    "a demand in quotation marks",
    "field-not-normative",
    /A request MUST.*/,
    "We said “it MUST be answered once”.",
  ],
  [
    "a demand in a link",
    "field-not-normative",
    /A request MUST.*/,
    "[It MUST be answered once](https://example.org).",
  ],
  [
    "a demand that is crossed out",
    "field-not-normative",
    /A request MUST.*/,
    "A request ~~MUST~~ be answered once.",
  ],
  ["a demand as a question", "field-not-normative", /A request MUST.*/, "MUST a request be answered once?"],
  ["a demand of one word", "field-not-normative", /A request MUST.*/, "MUST."],
  ["a list that demands nothing", "field-not-normative", statement, "A session is written to the store."],
  ["a decision that holds nowhere", "field-missing", /- `closure_scope`: Every.*\n/, ""],
  ["an empty scope", "field-missing", /(- `closure_scope`:) Every.*/, "$1"],
  ["a scope of nothing", "field-missing", /(- `closure_scope`:) Every.*/, "$1 n/a"],
  ["a scope twice", "field-repeated", /(- `closure_scope`: Every.*)/, "$1\n- `closure_scope`: All of it."],
  ["no evidence", "field-missing", /- `closure_evidence`:\n {2}- `src\/server.*\n.*\n/, ""],
  ["evidence without an item", "field-missing", /(- `closure_evidence`:)\n {2}- `src\/session.*/, "$1"],
  ["no reason for putting it off", "field-missing", /- `deferral_reason`.*\n/, ""],
  ["a reason of dashes", "field-missing", /(- `deferral_reason`:).*/, "$1 ---"],
  ["no watchpoint", "field-missing", /- `watchpoints`:\n.*\n.*\n/, ""],
  [
    "watchpoints in prose",
    "watchpoint-incomplete",
    /- `watchpoints`:\n.*\n.*\n/,
    "- `watchpoints`: We keep an eye on it.\n",
  ],
  [
    "a watchpoint without a trigger",
    "watchpoint-incomplete",
    "trigger: a contract names a second region; ",
    "",
  ],
  ["a watchpoint that nobody sees", "watchpoint-incomplete", "; seen: the dashboard of the edge", ""],
  ["a watchpoint at which nobody looks", "watchpoint-incomplete", "; who: sales", ""],
  ["a watchpoint at which somebody looks later", "watchpoint-incomplete", "who: sales", "who: TBD"],
  ["an open decision without a question", "field-missing", /- `question`: For.*\n/, ""],
  ["an open decision with an empty question", "field-missing", /(- `question`:) For.*/, "$1 ?"],
];

const saying = (text: string): readonly [string | RegExp, string] => [/A request MUST.*/, text];

export const languageViolations: readonly Violation[] = [
  ["TBD", "decision-placeholder", ...saying("TBD")],
  ["TBD in code", "decision-placeholder", ...saying("`TBD`")],
  ["TBD in brackets", "decision-placeholder", ...saying("A request MUST be answered once [TBD].")],
  [
    "a limit to be found",
    "decision-placeholder",
    ...saying("A request MUST be answered within TBD seconds."),
  ],
  ["TODO", "decision-placeholder", ...saying("A request MUST be answered. TODO: how often?")],
  ["to be decided", "decision-placeholder", ...saying("A request MUST be answered as to be decided.")],
  ["question marks", "decision-placeholder", ...saying("A request MUST be answered within ??? seconds.")],
  ["a slot", "decision-placeholder", ...saying("A request MUST be answered within <fill in>.")],
  [
    "a slot in braces",
    "decision-placeholder",
    ...saying("A request MUST be answered within {number of seconds}."),
  ],
  ["nothing but a slot", "decision-placeholder", ...saying("[decision]")],
  ["filler", "decision-placeholder", ...saying("Lorem ipsum MUST dolor sit amet.")],
  ["a text that trails off", "decision-placeholder", ...saying("A request MUST be answered …")],
  ["a text of dots", "decision-placeholder", ...saying("...")],
  ["a text of dashes", "decision-placeholder", ...saying("—")],
  [
    "an item that is missing",
    "decision-placeholder",
    "Every route of the server",
    "TBC; every route of the server",
  ],
  ["evidence that is missing", "decision-placeholder", "- `src/session.ts`", "- TODO"],
  [
    "a reason that is missing",
    "decision-placeholder",
    "There is no customer outside of Europe yet.",
    "To be written.",
  ],
  ["a question that is missing", "decision-placeholder", /For how long.*/, "TBD"],
  ["usually", "decision-hedged", ...saying("A request MUST usually be answered once.")],
  ["probably", "decision-hedged", ...saying("A request MUST probably be answered once.")],
  [
    "perhaps, in a second sentence",
    "decision-hedged",
    ...saying("It is so. A request MUST perhaps be answered once."),
  ],
  ["if possible", "decision-hedged", ...saying("A request MUST be answered once, if possible.")],
  ["where appropriate", "decision-hedged", ...saying("A request MUST be answered once where appropriate.")],
  ["more or less", "decision-hedged", ...saying("A request MUST be answered more or less once.")],
  [
    "may, in lower case",
    "decision-hedged",
    ...saying("A request MUST be answered once, but may be answered twice."),
  ],
  [
    "should, in lower case",
    "decision-hedged",
    ...saying("Answers should be short, and a request MUST be answered once."),
  ],
  ["and so on", "decision-hedged", ...saying("A request MUST be logged, counted, etc.")],
  ["a hedge over two lines", "decision-hedged", ...saying("A request MUST be answered if\n  possible once.")],
  [
    "a hedge in a list",
    "decision-hedged",
    "before its answer is sent.",
    "before its answer is generally sent.",
  ],
];

export const supersessionViolations: readonly Violation[] = [
  ["superseded by nothing", "supersession-without-successor", "- `superseded_by`: D-003\n", ""],
  [
    "superseded by a word",
    "supersession-without-successor",
    "`superseded_by`: D-003",
    "`superseded_by`: TBD",
  ],
  [
    "superseded by what does not exist",
    "supersession-unknown",
    "`superseded_by`: D-003",
    "`superseded_by`: D-030",
  ],
  [
    "superseded by a link to nothing",
    "supersession-unknown",
    "`superseded_by`: D-003",
    "`superseded_by`: [it](docs/gone.md)",
  ],
  ["the successor does not say so", "supersession-one-sided", "- `supersedes`: D-002\n", ""],
  [
    "the predecessor does not say so",
    "supersession-one-sided",
    "- `supersedes`: D-002",
    "- `supersedes`: D-002, D-001",
  ],
  ["the successor names another", "supersession-one-sided", "`supersedes`: D-002", "`supersedes`: D-004"],
  ["it names its successor and holds", "supersession-not-marked", "`superseded`", "`locked`"],
  ["it supersedes itself", "supersession-circular", "`superseded_by`: D-003", "`superseded_by`: D-002"],
  [
    "a circle of two",
    "supersession-circular",
    "- `supersedes`: D-002",
    "- `supersedes`: D-002\n- `superseded_by`: D-002",
  ],
  ["the successor was rejected", "supersession-dead-end", "- `status`: `locked`", "- `status`: `rejected`"],
];

export const apply = ([, , from, to]: Violation): string => register.replace(from, to);
