import { asFile, asHeadings, asTable, entriesOf } from "./formats.ts";
import { register } from "./register.ts";
import type { Files } from "./support.ts";

/** Changes of a register that mean nothing to any rule. */
export interface Harmless {
  readonly name: string;
  readonly files: Files;
  readonly registers?: readonly string[];
}

const edited = (name: string, from: string | RegExp, to: string): Harmless => ({
  name,
  files: { "DECISIONS.md": register.replace(from, to) },
});

const { intro, list } = entriesOf(register);

export const harmless: readonly Harmless[] = [
  edited("as it is", "", ""),
  edited("another title", "Requests are answered once", "Every request is answered once"),
  edited("another dash", /— /g, "- "),
  edited("a colon in place of the dash", / — /g, ": "),
  edited("headings in capitals", "A second region", "A SECOND REGION"),
  edited("keys without code marks", /^- `(\w+)`:/gm, "- $1:"),
  edited("keys in bold", /^- `(\w+)`:/gm, "- **$1:**"),
  edited("keys in words", /^- `closure_scope`:/gm, "- Closure scope:"),
  edited("keys with dashes", /`closure_evidence`/g, "`closure-evidence`"),
  edited("keys in capitals", /`status`:/g, "`STATUS`:"),
  edited("statuses in bold", /^- `status`: `(\w+)`/gm, "- `status`: **$1**"),
  edited("statuses in capitals", /^- `status`: `closed`/gm, "- `status`: CLOSED"),
  edited("a synonym of locked", /^- `status`: `locked`/gm, "- `status`: frozen"),
  edited("a synonym of deferred", /^- `status`: `deferred`/gm, "- `status`: postponed"),
  edited("a day beside a status", "`closed`", "`closed` (2026-02-21)"),
  edited("who closed it", "`closed`", "`closed` by the board, in the second review"),
  edited("a transition with an arrow of letters", "locked → closed", "locked -> closed"),
  edited("a transition in words", "locked → closed", "from `locked` to `closed` on 2026-02-21"),
  edited("a longer history", "locked → closed", "open → locked → closed"),
  edited(
    "a history as a list",
    "- `status_transition`: locked → closed",
    "- `status_transition`:\n  - 2026-01-05: open → locked\n  - 2026-02-21: locked → closed",
  ),
  edited(
    "a history as a list, newest first",
    "- `status_transition`: locked → closed",
    "- `status_transition`:\n  - 2026-02-21: locked → closed\n  - 2026-01-05: open → locked",
  ),
  edited("no transition told", "- `status_transition`: locked → closed\n", ""),
  edited("lines end with CRLF", /\n/g, "\r\n"),
  edited("a byte order mark", /^/, "\ufeff"),
  edited("another list marker", /^(\s*)- /gm, "$1* "),
  edited(
    "a paragraph over several lines",
    "however often it is sent. A retry",
    "however\n  often it is sent.\n  A retry",
  ),
  edited(
    "a watchpoint over several lines",
    "Europe; seen: the dashboard",
    "Europe;\n    seen: the dashboard",
  ),
  edited("a list in place of a paragraph", "A retry MAY", "\n  - A retry MAY"),
  edited(
    "parts of a watchpoint as a list",
    "; seen: in the review of contracts; who: sales",
    "\n  - seen: in the review of contracts\n  - who: sales",
  ),
  edited("parts of watchpoints in bold", /(trigger|seen|who):/g, "**$1:**"),
  edited("other names of the parts", /; seen: (.*?); who:/g, "; signal: $1; owner:"),
  edited("a demand in bold", "MUST be answered", "**MUST** be answered"),
  edited("SHALL in place of MUST", "request MUST be", "request SHALL be"),
  edited(
    "a hedge in quotation marks",
    "however often it is sent.",
    'however often it is sent, also when a client says "perhaps later".',
  ),
  edited("a hedge in code", "however often it is sent.", "however often `usually()` is called."),
  edited(
    "a hedge in the text of a link",
    "however often it is sent.",
    "as [Probably So](https://example.org/probably) shows.",
  ),
  edited("a hedge beside the demand", "A retry MAY", "A client may usually try again. A retry MAY"),
  edited("a hedge in an open question", "who may read them?", "who could possibly read them?"),
  edited(
    "a hedge in the prose around",
    "used as in RFC 2119.",
    "mostly used as in RFC 2119; the rest is TBD.",
  ),
  edited("a mention of a mark", "however often it is sent.", "and no TODO comment stays in its handler."),
  edited("an ellipsis between numbers", "however often it is sent.", "for each of the attempts 1 … 5."),
  edited("a slot in a path", "however often it is sent.", "as /api/<version>/{name} says."),
  edited("a comment with a placeholder", "### D-004", "<!-- TODO: TBD -->\n\n### D-004"),
  edited("an emoji before a status", "`closed`", "✅ closed"),
  edited(
    "a question without its key",
    "- `question`: For how long are logs kept, and who may read them?",
    "- Problem: Nobody knows for how long logs are kept.",
  ),
  edited(
    "a question in the title",
    /Old logs\n\n- .*\n- .*\n/,
    "How old do logs get?\n\n- `status`: `open`\n",
  ),
  edited(
    "a successor by link",
    "`superseded_by`: D-003",
    "`superseded_by`: [Sessions live in a store](#d-003--sessions-live-in-a-store)",
  ),
  edited("a successor in the status", "`superseded`\n- `superseded_by`: D-003", "superseded by D-003"),
  edited("a successor without zeros", "`superseded_by`: D-003", "`superseded_by`: D-3"),
  edited("the words of RFC 2119 that leave a choice", "A retry MAY", "A retry SHOULD"),
  edited("a decision more", /$/, "\n### D-007 — Cookies\n\n- `status`: `proposed`\n"),
  edited(
    "a decision before the first",
    "### D-001",
    "### D-000 — Names\n\n- `status`: `open`\n- `question`: Who names things?\n\n### D-001",
  ),
  edited("a field more", "- `closure_scope`: Every", "- `owner`: TBD\n- `closure_scope`: Every"),
  edited("a section of prose", /$/, "\n## Notes\n\nNothing is decided here. Status: unknown, TODO.\n"),
  { name: "another order", files: { "DECISIONS.md": intro + [...list].reverse().join("\n") } },
  { name: "another level of headings", files: { "DECISIONS.md": register.replaceAll("### ", "## ") } },
  { name: "keys as tables", files: { "DECISIONS.md": intro + list.map(asTable).join("") } },
  { name: "keys as headings", files: { "DECISIONS.md": intro + list.map(asHeadings).join("") } },
  { name: "another name", files: { "docs/LOG.md": register }, registers: ["docs/LOG.md"] },
  {
    name: "two registers in place of one",
    files: { "A.md": intro + list.slice(0, 3).join(""), "B.md": intro + list.slice(3).join("") },
    registers: ["A.md", "B.md"],
  },
  {
    name: "a decision in a second register",
    files: { "DECISIONS.md": intro + list.slice(1).join(""), "docs/DECISIONS-closed.md": intro + list[0] },
    registers: ["DECISIONS.md", "docs/DECISIONS-*.md"],
  },
  {
    name: "a file for each decision",
    files: Object.fromEntries(list.map(asFile)),
    registers: ["docs/decisions/*.md"],
  },
  {
    name: "a page that introduces the folder",
    files: {
      ...Object.fromEntries(list.map(asFile)),
      "docs/decisions/README.md": "# Decisions\n\nOne a file.\n",
    },
    registers: ["docs/decisions/*.md"],
  },
];
