import { overlay } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import { dispositionAgrees, documentsMention, statusesAgree } from "../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "./support.ts";

const register = `# Decisions

### D-009 — Heavy middleware

- \`status\`: \`closed\`
- \`documents\`:
  - [the axis](docs/axes/06.md#heavy-middleware)
  - \`docs/E4.md\`

### D-010 — Hooks

- \`status\`: \`deferred\`

See [above](#d-009--heavy-middleware).
`;
const axis = `# Middleware

D-009 says how often a heavy middleware runs.

## Heavy middleware

It runs once.
`;
const disposition = `# Disposition

What became of the decisions.

## Outcomes

| Decision | Status | Reason |
| --- | --- | --- |
| D-009 | closed | Its gate passes. |
| D-010 | deferred | No workflow needs it yet. |

## Watchpoints

| Decision | Trigger | How it is seen | Who looks |
| --- | --- | --- | --- |
| D-010 | A second capability registers a hook | \`rawr.hq.ts\` lists two | The owner of the host |
`;
const evidence = `# Trigger evidence

## Triggers

| Decision | Trigger |
| --- | --- |
| D-009 | E1 landed |

## Claims

| Decision | Claim | Evidence |
| --- | --- | --- |
| D-009 | It runs once per request | \`src/orpc.ts\`, [the tests](../test/dedupe.test.ts) |
| D-009 | A failure stays one | \`src/orpc.ts\` |
`;
const files = {
  "DECISIONS.md": register,
  "docs/axes/06.md": axis,
  "docs/E4.md": disposition,
  "docs/E4_EVIDENCE.md": evidence,
  "src/orpc.ts": "",
  "test/dedupe.test.ts": "",
};
const policy = { registers: ["DECISIONS.md"] };
type Edit = readonly [name: string, path: keyof typeof files, from: string | RegExp, to: string];
const apply = ([, path, from, to]: Edit) => {
  const text = files[path].replace(from, to);
  expect(text).not.toBe(files[path]);
  return workspaceOf({ ...files, [path]: text });
};

describe("documentsMention", () => {
  const check = documentsMention({ id: "D-009", names: ["docs/axes/06.md"] });
  const judge = (edit: Edit) => codesOf(check, apply(edit), policy);

  test("passes", () => expect(codesOf(check, workspaceOf(files), policy)).toEqual([]));

  test.each<[...Edit, string]>([
    [
      "a document that is gone",
      "DECISIONS.md",
      "docs/E4.md",
      "docs/E5.md",
      "document-missing DECISIONS.md:8",
    ],
    ["a link relative to nothing", "DECISIONS.md", "(docs/axes", "(axes", "document-missing DECISIONS.md:7"],
    [
      "a link that leaves",
      "DECISIONS.md",
      "(docs/axes/06.md",
      "(../06.md",
      "document-not-durable DECISIONS.md:7",
    ],
    ["a document that is not named", "DECISIONS.md", /.*06\.md.*\n/, "", "document-not-named DECISIONS.md:3"],
    [
      "an anchor that is not there",
      "DECISIONS.md",
      "#heavy-middleware)",
      "#heavy)",
      "anchor-missing DECISIONS.md:7",
    ],
    [
      "a heading that was renamed",
      "docs/axes/06.md",
      "## Heavy",
      "## Costly",
      "anchor-missing DECISIONS.md:7",
    ],
    [
      "a heading in a block of code",
      "docs/axes/06.md",
      "## Heavy middleware",
      "```\n## Heavy middleware\n```",
      "anchor-missing DECISIONS.md:7",
    ],
    ["another decision", "docs/axes/06.md", "D-009", "D-010", "document-silent docs/axes/06.md"],
    ["a longer id", "docs/axes/06.md", "D-009", "D-0091", "document-silent docs/axes/06.md"],
    ["a part of an id", "docs/axes/06.md", "D-009", "AD-009", "document-silent docs/axes/06.md"],
    ["a comment", "docs/axes/06.md", "D-009", "<!-- D-009 -->", "document-silent docs/axes/06.md"],
    ["a block of code", "docs/axes/06.md", "D-009", "```\nD-009\n```\n", "document-silent docs/axes/06.md"],
    [
      "a mention that is crossed out",
      "docs/axes/06.md",
      "D-009",
      "~~D-009~~",
      "document-silent docs/axes/06.md",
    ],
    ["only an address", "docs/axes/06.md", "D-009", "[It](x.md#D-009)", "document-silent docs/axes/06.md"],
    [
      "bytes that are no text",
      "docs/axes/06.md",
      "D-009",
      "D-009 \0",
      "document-unreadable docs/axes/06.md:3",
    ],
  ])("%s", (name, path, from, to, code) => {
    expect(judge([name, path, from, to])).toContain(code);
  });

  test.each<Edit>([
    [
      "a section that moved",
      "docs/axes/06.md",
      /([\s\S]*)(## Heavy[\s\S]*)/,
      "$2\n\n# Middleware\n\nD-009 says it.\n",
    ],
    [
      "an anchor as HTML",
      "docs/axes/06.md",
      "## Heavy middleware",
      '<a id="heavy-middleware"></a>\n\n## Costly',
    ],
    ["a mention in a table", "docs/axes/06.md", /D-009 .*/, "| D |\n| --- |\n| `d-009` |"],
    ["a mention in bold, with another dash", "docs/axes/06.md", "D-009", "**D‑009**"],
    ["a linked mention", "docs/axes/06.md", "D-009", "[D-009](../../DECISIONS.md)"],
    ["a mention in a quote", "docs/axes/06.md", "D-009", "> D-009"],
    ["reflowed prose", "docs/axes/06.md", "says how", "says\nhow"],
    ["a link to another site", "DECISIONS.md", "(docs/axes", "(https://example.org/x.md) [b](docs/axes"],
    ["a link to code", "DECISIONS.md", "[the axis]", "[code](src/orpc.ts#L3) [the axis]"],
    ["a reference link", "DECISIONS.md", /\[the axis\]\(([^)]*)\)([\s\S]*)/, "[the axis][a]$2\n[a]: $1\n"],
    ["a nested list", "DECISIONS.md", "  - `docs/E4.md`", "  - more:\n    - `docs/E4.md`"],
    ["a link in the root's manner", "DECISIONS.md", "(docs/axes", "(/docs/axes"],
    ["CRLF", "DECISIONS.md", /\n/g, "\r\n"],
    ["a byte order mark", "docs/axes/06.md", /^/, "\ufeff"],
  ])("%s is harmless", (...edit) => {
    expect(judge(edit)).toEqual([]);
  });

  test("a document that is ephemeral", () => {
    const path = "docs/.scratch/06.md";
    const text = register.replace("docs/axes/06.md", path);
    const workspace = workspaceOf({ ...files, "DECISIONS.md": text, [path]: axis });
    expect(codesOf(documentsMention({ id: "D-009" }), workspace, policy)).toEqual([
      "document-not-durable DECISIONS.md:7",
    ]);
  });

  test("a decision that names none has an empty scope", () => {
    const workspace = workspaceOf({ ...files, "DECISIONS.md": register.replace(/\nSee .*/, "") });
    expect(codesOf(documentsMention({ id: "D-010" }), workspace, policy)).toEqual(["scope-empty"]);
  });

  test("probes", () => expect(weakProbes(probesOf(check, workspaceOf(files), policy))).toEqual([]));
});

describe("statusesAgree", () => {
  const check = statusesAgree();
  const say = (text: string, path = "docs/notes.md", more = {}) =>
    codesOf(check, workspaceOf({ ...files, [path]: text }), { ...policy, ...more });

  test("passes", () => expect(codesOf(check, workspaceOf(files), policy)).toEqual([]));

  test.each([
    "D-009 remains open.",
    "D-009 is locked.",
    "D-009 is not closed.",
    "Both D-009 and D-010 are closed.",
    "D-009 is closed and D-010 is rejected.",
    "D-010 is done.",
    "- D-009: open",
    "- one\n  - **D-009** — `OPEN`",
    "| Status | Decision |\n| --- | --- |\n| *Open* | [D-009](x.md) |",
    "---\nid: D-009\nstatus: open\n---\n",
    "### D-009 — Heavy\n\nStatus: open\n",
    "Open questions:\n\nD-009 is still\nopen.",
    "D-009 ist noch offen.",
    "> [!IMPORTANT]\n> D-009 is open.",
    "\ufeff# X\r\n\r\nD-009 is\r\nopen.\r\n",
  ])("contradicts: %j", (text) => {
    expect(say(text).map((code) => code.split(" ")[0])).toEqual(["status-contradicted"]);
  });

  test.each([
    "D-009 is closed. D-010 is deferred.",
    "D-009 was open until E1.",
    "D-009 is done.",
    "D-009 is no longer open.",
    "“D-009 is open” was the headline.",
    "If D-009 is open, stop.",
    "```\nD-009: open\n```",
    "| Decision | Status |\n| --- | --- |\n| d-009 | **Closed** |\n| D-999 | open |",
    "## History\n\nD-009 is open.",
    "D-999 is open, unlike D-009.",
  ])("agrees: %j", (text) => {
    expect(say(text)).toEqual([]);
  });

  test("only canonical documents speak for the repository", () => {
    expect(say("D-009 is open.", "notes/x.md")).toEqual([]);
    expect(say("D-009 is open.", "docs/AGENT_I1_SCRATCHPAD.md")).toEqual([]);
    expect(say("D-009 is open.", "docs/d/report.md", { historical: ["docs/d/**"] })).toEqual([]);
    expect(say("D-009 is open.", "notes/x.md", { canonical: ["notes/**"] })).toEqual([
      "status-contradicted notes/x.md:1",
    ]);
    expect(codesOf(check, workspaceOf(files), { ...policy, canonical: ["nowhere/**"] })).toEqual([
      "scope-empty",
    ]);
  });

  test("prose of the register is held against its own entry", () => {
    const text = register.replace("See [above]", "D-010 remains open; see [above]");
    expect(say(text, "DECISIONS.md")).toEqual(["status-contradicted DECISIONS.md:14"]);
  });

  test("a decision that stands in no register", () => {
    expect(codesOf(statusesAgree({ decisions: ["D-099"] }), workspaceOf(files), policy)).toEqual([
      "decision-missing",
    ]);
  });

  test("a document that cannot be read", () => {
    expect(say("D-009 \0")).toEqual(["document-unreadable docs/notes.md:1"]);
  });

  test("probes", () => expect(weakProbes(probesOf(check, workspaceOf(files), policy))).toEqual([]));
});

describe("dispositionAgrees", () => {
  const args = { document: "docs/E4.md", evidence: "docs/E4_EVIDENCE.md", decisions: ["D-009", "D-010"] };
  const check = dispositionAgrees(args);
  const judge = (edit: Edit) => codesOf(check, apply(edit), policy);

  test("passes", () => expect(codesOf(check, workspaceOf(files), policy)).toEqual([]));

  test.each<[...Edit, string]>([
    ["another status", "docs/E4.md", "| closed |", "| locked |", "disposition-differs docs/E4.md:9"],
    [
      "a register that was opened again",
      "DECISIONS.md",
      "`closed`",
      "`open`",
      "disposition-differs docs/E4.md:9",
    ],
    [
      "a decision without an outcome",
      "docs/E4.md",
      /\| D-010 \| deferred.*\n/,
      "",
      "disposition-missing docs/E4.md",
    ],
    [
      "two outcomes",
      "docs/E4.md",
      /(\| D-009.*\n)/,
      "$1| D-009 | closed | Once more. |\n",
      "disposition-repeated docs/E4.md:10",
    ],
    [
      "an unknown decision",
      "docs/E4.md",
      /(\| D-009.*\n)/,
      "$1| D-099 | closed | It is. |\n",
      "decision-missing docs/E4.md:10",
    ],
    ["no reason", "docs/E4.md", "Its gate passes.", "TBD", "document-cell-missing docs/E4.md:9"],
    [
      "a reason that is crossed out",
      "docs/E4.md",
      "Its gate passes.",
      "~~Its gate passes.~~",
      "document-cell-missing docs/E4.md:9",
    ],
    [
      "a status that is none",
      "docs/E4.md",
      "| closed |",
      "| perhaps |",
      "document-cell-unreadable docs/E4.md:9",
    ],
    [
      "a status with a doubt",
      "docs/E4.md",
      "| closed |",
      "| closed or open |",
      "document-cell-unreadable docs/E4.md:9",
    ],
    [
      "a status that is a question",
      "docs/E4.md",
      "| closed |",
      "| closed? |",
      "document-cell-unreadable docs/E4.md:9",
    ],
    ["another heading", "docs/E4.md", "## Outcomes", "## Results", "document-section-missing docs/E4.md:1"],
    [
      "outcomes in a comment",
      "docs/E4.md",
      /(\| Decision \| Status[\s\S]*?)(?=\n## W)/,
      "<!--\n$1-->\n",
      "document-section-missing docs/E4.md:5",
    ],
    [
      "two sections of outcomes",
      "docs/E4.md",
      "## Watchpoints",
      "## Outcomes\n\n## Watchpoints",
      "document-section-missing docs/E4.md:12",
    ],
    [
      "a deferral without a watchpoint",
      "docs/E4.md",
      /\| D-010 \| A.*\n/,
      "",
      "watchpoint-missing docs/E4.md",
    ],
    [
      "a watchpoint without a watcher",
      "docs/E4.md",
      "The owner of the host",
      "–",
      "document-cell-missing docs/E4.md:16",
    ],
    [
      "a watchpoint for somebody",
      "docs/E4.md",
      "The owner of the host",
      "Someone",
      "document-cell-vague docs/E4.md:16",
    ],
    [
      "a watchpoint for later",
      "docs/E4.md",
      "A second capability registers a hook",
      "as needed",
      "document-cell-vague docs/E4.md:16",
    ],
    [
      "a closure without a trigger",
      "docs/E4_EVIDENCE.md",
      "| D-009 | E1",
      "| D-010 | E1",
      "trigger-evidence-missing docs/E4_EVIDENCE.md",
    ],
    [
      "a closure without a claim",
      "docs/E4_EVIDENCE.md",
      /\| D-009 \| (It|A)/g,
      "| D-010 | $1",
      "trigger-evidence-missing docs/E4_EVIDENCE.md",
    ],
    [
      "a claim that rests on nothing",
      "docs/E4_EVIDENCE.md",
      "once per request | `src/orpc.ts`, [the tests](../test/dedupe.test.ts)",
      "once per request | none",
      "document-cell-missing docs/E4_EVIDENCE.md:13",
    ],
    [
      "a claim that rests on what is gone",
      "docs/E4_EVIDENCE.md",
      "`src/orpc.ts`,",
      "`src/gone.ts`,",
      "evidence-path-missing docs/E4_EVIDENCE.md:13",
    ],
    [
      "a claim that rests on a promise",
      "docs/E4_EVIDENCE.md",
      "`src/orpc.ts` |\n",
      "see the tests |\n",
      "evidence-path-missing docs/E4_EVIDENCE.md:14",
    ],
    [
      "evidence that cannot be read",
      "docs/E4_EVIDENCE.md",
      "E1 landed",
      "E1 \0",
      "document-unreadable docs/E4_EVIDENCE.md:7",
    ],
  ])("%s", (name, path, from, to, code) => {
    expect(judge([name, path, from, to]).map((one) => one.replace(/(unreadable .*):\d+$/, "$1:7"))).toContain(
      code.replace(/(unreadable .*):\d+$/, "$1:7"),
    );
  });

  test.each<Edit>([
    [
      "emphasis and casing",
      "docs/E4.md",
      "| D-009 | closed |",
      "| [d-009](../DECISIONS.md) | **`Closed`** |",
    ],
    ["a title behind the id", "docs/E4.md", "| D-009 |", "| D-009 — Heavy middleware |"],
    [
      "another column",
      "docs/E4.md",
      /\| Decision \| Status \| Reason \|\n\| --- \| --- \| --- \|\n\| D-009 \| closed \| (.*) \|\n\| D-010 \| deferred \| (.*) \|/,
      "| Reason | Slice | Outcome | Decision |\n| --- | --- | --- | --- |\n| $1 | E1 | closed | D-009 |\n| $2 | E2 | deferred | D-010 |",
    ],
    ["rows in another order", "docs/E4.md", /(\| D-009 .*\n)(\| D-010 \| deferred.*\n)/, "$2$1"],
    ["sections in another order", "docs/E4.md", /(## Outcomes[\s\S]*)(## Watch[\s\S]*)/, "$2\n\n$1"],
    ["numbered, deeper headings", "docs/E4.md", "## Outcomes", "### 1. OUTCOMES:"],
    [
      "a table under a heading of its own",
      "docs/E4.md",
      "## Outcomes\n",
      "## Outcomes\n\nAs follows.\n\n### All\n",
    ],
    [
      "a list",
      "docs/E4.md",
      /\| Decision \| Status[\s\S]*?(?=\n## W)/,
      "- D-009\n  - Status: closed\n  - Reason: It is.\n- **D-010** — Hooks\n  - **Status:** `deferred`\n  - Reason: Later,\n    in time.\n",
    ],
    [
      "subsections",
      "docs/E4.md",
      /\| Decision \| Status[\s\S]*?(?=\n## W)/,
      "### D-009 — Heavy\n\n- Status: closed\n- Reason: It is.\n\n### D-010\n\n- Status: deferred\n- Why: No workflow needs it.\n",
    ],
    ["a date behind the status", "docs/E4.md", "| closed |", "| closed (2026-02-21) |"],
    [
      "two watchpoints",
      "docs/E4.md",
      /(\| D-010 \| A.*\n)/,
      "$1| D-010 | A hook takes a minute | `pnpm bench` says so | The owner of the host |\n",
    ],
    ["another remark", "docs/E4.md", "What became", "See E-001, which is open.\n\nWhat became"],
    ["CRLF", "docs/E4.md", /\n/g, "\r\n"],
    ["a byte order mark", "docs/E4_EVIDENCE.md", /^/, "\ufeff"],
    ["links for paths", "docs/E4_EVIDENCE.md", "`src/orpc.ts` |", "[src](../src/orpc.ts#L3) |"],
    [
      "a claim of a decision more",
      "docs/E4_EVIDENCE.md",
      /(\| D-009 \| A.*\n)/,
      "$1| D-010 | It waits | `src/orpc.ts` |\n",
    ],
  ])("%s is harmless", (...edit) => {
    expect(judge(edit)).toEqual([]);
  });

  test("documents that are not there, or not tracked", () => {
    const { "docs/E4.md": _, ...without } = files;
    expect(codesOf(check, workspaceOf(without), policy)).toContain("document-missing docs/E4.md");
    const claim = { "docs/E4_EVIDENCE.md": evidence.replace("src/orpc.ts", "src/new.ts"), "src/new.ts": "" };
    expect(codesOf(check, overlay(workspaceOf(files), claim), policy)).toEqual([
      "evidence-path-not-durable docs/E4_EVIDENCE.md:13",
    ]);
  });

  test("probes", () => {
    const outcomes = probesOf(check, workspaceOf(files), policy);
    expect(
      outcomes.filter(
        ({ result }) => result !== "not-applicable" && result !== "quiet" && result !== "killed",
      ),
    ).toEqual([]);
    expect(outcomes.filter(({ result }) => result === "killed")).toHaveLength(check.counterexamples.length);
  });
});
