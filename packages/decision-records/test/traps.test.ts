import { expect, test } from "vitest";
import { said } from "./read.ts";

/** Things that look like a decision, a status, an entry or a successor, and are none. */
const traps: readonly (readonly [name: string, path: string, text: string, wanted: readonly string[]])[] = [
  [
    "an example in a fence",
    "adr/0008-x.md",
    "# Add a field\n\n## Context\n\n```markdown\n---\nstatus: on hold\n---\n## Status\n\nRejected\n```\n\n## Decision\n\nA.\n",
    ["0008 | Add a field | "],
  ],
  [
    "a status in the story",
    "adr/0008-x.md",
    "# X\n\n## Context\n\n- Status: the server answers 200\n\n## Decision\n\nStatus: fine\n",
    ["0008 | X | "],
  ],
  [
    "a lookalike key",
    "adr/0008-x.md",
    "# X\n\n- Status code: 404\n- Status page: https://example.org\n\n## Decision\n\nA.\n",
    ["0008 | X | "],
  ],
  [
    "a lookalike heading",
    "adr/0008-x.md",
    "# X\n\n## Status codes\n\nRejected requests get 400.\n\n## Decision\n\nA.\n",
    ["0008 | X | "],
  ],
  [
    "a commented-out status",
    "adr/0008-x.md",
    "# X\n\n<!--\n- Status: accepted\n-->\n\n## Decision\n\nA.\n",
    ["0008 | X | "],
  ],
  [
    "an untouched section",
    "adr/0008-x.md",
    "# X\n\n## Status\n\nProposed | Accepted | Rejected | Superseded\n\n## Decision\n\nA.\n",
    ["0008 | X | "],
  ],
  [
    "an untouched slot",
    "adr/0008-x.md",
    "# X\n\n- Status: [proposed | rejected | accepted]\n\n## Decision\n\nA.\n",
    ["0008 | X | "],
  ],
  [
    "successor: none",
    "adr/0008-x.md",
    "# X\n\n- Status: accepted\n- Superseded by: none\n\n## Decision\n\nA.\n",
    ["0008 | X | accepted (accepted)"],
  ],
  [
    "a template",
    "docs/adr/template.md",
    "# Title\n\n## Status\n\nProposed\n\n## Context\n\n## Decision\n",
    ["template"],
  ],
  [
    "template number 0",
    "docs/adr/0000-adr-template.md",
    "# NNNN. Title\n\n## Status\n\nProposed\n",
    ["template"],
  ],
  [
    "a decision about templates",
    "docs/adr/0012-html-template.md",
    "# 12. HTML template\n\n## Status\n\nAccepted\n\n## Decision\n\nA.\n",
    ["12 | HTML template | Accepted (accepted)"],
  ],
  [
    "an index",
    "docs/adr/README.md",
    "# Decisions\n\n| ADR | Title | Status |\n| - | - | - |\n| [0001](0001-x.md) | X | Accepted |\n",
    ["index"],
  ],
  [
    "an index of a repository",
    "README.md",
    "# Tool\n\n## Status\n\nStable.\n\n## Usage\n\nRun it.\n",
    ["index"],
  ],
  ["release notes", "docs/notes.md", "# Notes\n\n## Status\n\nDone\n\n## Fixed\n\nA.\n", ["no-format"]],
  [
    "a plan",
    "docs/plans/012-plan.md",
    "# Plan\n\n- Status: done\n\n## Task 1: Parse\n\nA.\n\n## Task 2: Print\n\nB.\n",
    ["no-format"],
  ],
  ["source code", "src/index.ts", "export {};\n", ["not-markdown"]],
  ["nothing", "docs/adr/0001-x.md", " \n\n", ["empty"]],
  [
    "a form in a register",
    "docs/DECISIONS.md",
    "# Decisions\n\n## 2026-04-26: First\n\n- Status: Accepted\n\n## 2026-04-27: `<Decision title>`\n\n- Status: Proposed | Accepted\n\n## YYYY-MM-DD: `<title>`\n\n- Status:\n",
    ["- | First | Accepted (accepted)"],
  ],
  [
    "parts of an entry",
    "docs/DECISIONS.md",
    "# Decisions\n\n## D-001 — One\n\n- Status: open\n\n### Option 1: Left\n\nA.\n\n### Option 2: Right\n\nB.\n\n## D-002 — Two\n\n- Status: locked\n",
    ["D-001 | One | open (open)", "D-002 | Two | locked (locked)"],
  ],
  [
    "statuses in headings",
    "docs/DECISIONS.md",
    "# Decisions\n\n## [D-001] One — LOCKED\n\n**Decision:** A.\n\n## [D-002] Two (superseded by D-001)\n\n**Decision:** A.\n\n## D-003 Three (of many)\n\n**Decision.** A.\n",
    [
      "D-001 | One | LOCKED (locked)",
      "D-002 | Two | superseded (superseded) > D-001",
      "D-003 | Three (of many) | ",
    ],
  ],
];

test.each(traps)("%s", (_name, path, text, wanted) => {
  expect(said(path, text)).toEqual(wanted);
});
