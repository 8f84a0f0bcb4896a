import { createMemo, openWorkingTree } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { readSpeech } from "../src/index.ts";

function speechOf(text: string, path = "docs/notes.md") {
  const repository = createTemporaryRepository({ [path]: text });
  onTestFinished(repository.dispose);
  return readSpeech(openWorkingTree(repository.root), path, ["D-009", "D-010"], createMemo());
}

/** What a text states, in one line a statement: `D-009 open`, `D-009 not closed`. */
function stated(text: string, path?: string): string[] {
  const answer = speechOf(text, path);
  if (answer.kind !== "read") return [answer.kind];
  return answer.facts.statements.map(
    ({ id, statuses, negated }) => `${id} ${negated ? "not " : ""}${statuses.join("/")}`,
  );
}

describe("a document states the status of a decision", () => {
  test.each([
    ["D-009 is open.", ["D-009 open"]],
    ["D-009 remains open.", ["D-009 open"]],
    ["The decision D-009 stays **open** for now.", ["D-009 open"]],
    ["`D-009` is `locked`.", ["D-009 locked"]],
    ["[D-009](DECISIONS.md) is closed.", ["D-009 closed"]],
    ["D-009 has been open since January.", ["D-009 open"]],
    ["D-009 is still currently open", ["D-009 open"]],
    ["D-009 is not yet closed.", ["D-009 not closed"]],
    ["D-009 isn't closed.", ["D-009 not closed"]],
    ["D-009 hasn't been closed.", ["D-009 not closed"]],
    ["D-009 itself is open.", ["D-009 open"]],
    ['"D-009" is open.', ["D-009 open"]],
    ["D-009 is no longer open.", ["D-009 not open"]],
    ["D-009 and D-010 are closed.", ["D-009 closed", "D-010 closed"]],
    ["Both D-009 and D-010 remain open.", ["D-009 open", "D-010 open"]],
    ["D-009, D-010 are listed; D-009 is closed, while D-010 is open.", ["D-009 closed", "D-010 open"]],
    ["After D-009, D-010 is open.", ["D-010 open"]],
    ["Neither D-009 nor D-010 is closed.", ["D-009 not closed", "D-010 not closed"]],
    ["D-009 (heavy middleware) is open.", ["D-009 open"]],
    ["D-009, the policy of markers, is open.", ["D-009 open"]],
    ["D-009 — the policy of markers — is open.", ["D-009 open"]],
    ["We build on D-010, which is open.", ["D-010 open"]],
    ["The status of D-009 is open.", ["D-009 open"]],
    ["D-009's status is open.", ["D-009 open"]],
    ["D-009 status: open", ["D-009 open"]],
    ["**D-009 status:** open", ["D-009 open"]],
    ["D-009: open", ["D-009 open"]],
    ["D-009 → closed", ["D-009 closed"]],
    ["See D-010 (open).", ["D-010 open"]],
    ["See D-010 [status: open].", ["D-010 open"]],
    ["D-009 is\nopen.", ["D-009 open"]],
    ["The gate holds\nD-009\nremains open", ["D-009 open"]],
    ["D-009 is an open question.", ["D-009 open"]],
    ["D-009 is locked or closed.", ["D-009 locked/closed"]],
    ["d‑009 is OPEN.", ["D-009 open"]],
    ["D-009 is deferred to Phase F.", ["D-009 deferred"]],
    ["D-009 is closed with this slice.", ["D-009 closed"]],
    ["D-009 is marked as deferred.", ["D-009 deferred"]],
    ["D-009 ist offen.", ["D-009 open"]],
    ["D-009 bleibt weiterhin offen.", ["D-009 open"]],
    ["D-009 ist noch nicht geschlossen.", ["D-009 not closed"]],
    ["D-009 est rejetée.", ["D-009 rejected"]],
    ["# D-009 is open", ["D-009 open"]],
    ["## D-009 — Heavy middleware (open)", ["D-009 open"]],
    ["- D-009: open", ["D-009 open"]],
    ["- D-009 — open", ["D-009 open"]],
    ["- D-009 open", ["D-009 open"]],
    ["- [x] **D-009** (closed 2026-02-21)", ["D-009 closed"]],
    ["1. D-009 Heavy middleware: closed", ["D-009 closed"]],
    ["- D-009 — Heavy middleware — ✅ closed", ["D-009 closed"]],
    ["- one\n  - two\n    - D-009: open", ["D-009 open"]],
    ["- D-009\n  - title: Heavy\n  - status: open", ["D-009 open"]],
    ["- `D-009`: `open`", ["D-009 open"]],
    ["- ~~D-009: open~~\n- D-009: closed", ["D-009 closed"]],
    ["- D-009: ~~open~~ closed", ["D-009 closed"]],
    ["- id: D-009\n- status: open", ["D-009 open"]],
    ["---\ndecision: D-009\nstatus: open\n---\n# Notes\n", ["D-009 open"]],
    ["---\nD-009: open\n---\n", ["D-009 open"]],
    ["---\nD-009 status: open\n---\n", ["D-009 open"]],
    ["## D-009 — Heavy\n\n- `status`: `open`\n", ["D-009 open"]],
    ["## D-009 — Heavy\n\nStatus: open\n\n## Else\n\nStatus: closed\n", ["D-009 open"]],
    ["## D-009\n\n### Status\n\nopen\n", ["D-009 open"]],
    [
      "| Decision | Status |\n| --- | --- |\n| D-009 | open |\n| D-010 | closed |",
      ["D-009 open", "D-010 closed"],
    ],
    ["| Status | Decision |\n| --- | --- |\n| **Open** | [D-009](x.md) Heavy |", ["D-009 open"]],
    ["| ID | Title | Status |\n| --- | --- | --- |\n| d-009 | Heavy | 🟢 OPEN |", ["D-009 open"]],
    ["| | D-009 | D-010 |\n| --- | --- | --- |\n| Status | open | closed |", ["D-009 open", "D-010 closed"]],
    ["| ID | Status |\n| --- | --- |\n| D-009 | open → closed |", ["D-009 closed"]],
    ["| ID | Status |\n| --- | --- |\n| D-009, D-010 | open |", ["D-009 open", "D-010 open"]],
    ["| Slice | What |\n| --- | --- |\n| E4 | D-009 is open |", ["D-009 open"]],
    [
      "| Date | Decision | Status |\n| --- | --- | --- |\n| 2026-01-01 | D-009 | open |\n| 2026-02-01 | D-009 | closed |",
      ["D-009 closed"],
    ],
    ["> [!NOTE]\n> D-009 is open.", ["D-009 open"]],
    ["# Notes\n\n## History\n\nx\n\n## Now\n\nD-009 is open.", ["D-009 open"]],
    ["\ufeffD-009 is open.\r\n", ["D-009 open"]],
  ])("%j", (text, expected) => {
    expect(stated(text)).toEqual(expected);
  });

  test("in a file that is named after it", () => {
    expect(
      stated("# Heavy middleware\n\n## Status\n\nopen\n\n## Context\n\nx\n", "docs/adr/D-009.md"),
    ).toEqual(["D-009 open"]);
  });
});

describe("a document states nothing of a decision that", () => {
  test.each([
    "D-009 was open until February.",
    "D-009 was locked in E1.",
    "D-009 had been open.",
    "D-009 will be closed by E4.",
    "D-009 should be closed.",
    "If D-009 is open, the gate fails.",
    "When D-009 is closed, E4 begins.",
    "E5 begins once D-009 is closed.",
    "Nobody says that D-009 is open.",
    "Is it true? D-009 is open?",
    "Nothing lands until D-009 is closed.",
    "A report said “D-009 is open”.",
    'A report said "D-009 is open".',
    "Never write `D-009: open` here.",
    "> D-009 is open.",
    "```\nD-009: open\n```",
    "    D-009: open",
    "<!-- D-009: open -->",
    "x <!-- D-009 is open --> y",
    "~~D-009 is open.~~",
    "D-009: open questions of the review",
    "- D-009: open questions",
    "- D-009 locked decision text",
    "D-0091 is open.",
    "XD-009 is open.",
    "D-009-b is open.",
    "D-009.md is open.",
    "D-009 concerns an open port.",
    "D-009 is open to callers.",
    "D-009 is open-ended.",
    "D-009 is about closed connections.",
    "The gates of D-009 run first. The issue is open.",
    "| Slice | Needs | Status |\n| --- | --- | --- |\n| E1 | D-009 | open |",
    "| Decision | Status before |\n| --- | --- |\n| D-009 | open |",
    "| Decision | Status (Phase D) |\n| --- | --- |\n| D-009 | open |",
    "| Decision | Status |\n| --- | --- |\n| E-001 | open |",
    "## History\n\nD-009 is open.\n\n### Even more\n\n- D-009: open",
    "## Changelog\n\n| Decision | Status |\n| --- | --- |\n| D-009 | open |",
    "# Slices\n\n- slice: E1\n- status: open\n- decision: it rests on D-009",
    "---\nstatus: open\ndecisions: D-009\n---\n",
    "For example, D-009 is open.",
    "The gate for D-009 is closed.",
    "The file opened by D-009 is closed afterwards.",
    "The owner of D-009 is withdrawn.",
    "Decisions such as D-009 are locked text.",
    "The status is open.",
  ])("%j", (text) => {
    expect(stated(text)).toEqual([]);
  });
});

test("mentions are tokens that a reader meets, with their places", () => {
  const answer = speechOf(
    "# About D-009\n\nd-009, D-0091, <!-- D-010 --> `D-010` and ~~D-009~~\n\n```\nD-010\n```\n",
  );
  expect(answer).toMatchObject({ kind: "read" });
  const { mentions } = answer.kind === "read" ? answer.facts : { mentions: [] };
  expect(mentions.map(({ id, location: { start } }) => `${id} ${start.line}:${start.column}`)).toEqual([
    "D-009 1:9",
    "D-009 3:1",
    "D-010 3:31",
  ]);
});

test("a file that cannot be read is an answer", () => {
  expect(stated("D-009\0 is open")).toEqual(["unreadable"]);
});
