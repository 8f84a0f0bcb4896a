import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createMemo, openWorkingTree } from "@phasegate/workspace";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readDecisions, surveyDecisions } from "../src/index.ts";

let root = "";

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "decisions-")));
  execFileSync("git", ["init", "-q", root]);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("a repository's decisions as rows, and what was not understood", () => {
  write("README.md", "# Tool\n\nHello.\n");
  write("docs/adr/README.md", "# Decisions\n\n- [1](0001-x.md)\n");
  write("docs/adr/0001-x.md", "# 1. X\n\n## Status\n\nSuperseded by [2](0002-y.md)\n");
  write("docs/adr/notes.md", "# Notes\n\nNothing decided.\n");
  write("docs/adr/0003-z.adoc", "= Z\n");
  write(
    "docs/DECISIONS.md",
    "# Decisions\n\n### D-009 — Dedupe\n- `status`: `locked`\n\n### D-010 — Hook\n- `status`: `open`\n",
  );
  write("keps/sig/12-unions/README.md", "# KEP-12: Unions\n\n## Summary\n\nA.\n");
  write("keps/sig/12-unions/kep.yaml", "title: Unions\nkep-number: 12\nstatus: implementable\n");
  const { rows, notUnderstood, otherFiles } = surveyDecisions(openWorkingTree(root));
  expect(
    rows.map(({ path, line, column, id, title, status, canonical, supersededBy }) => [
      `${path}:${line}:${column}`,
      id,
      title,
      status,
      canonical,
      ...supersededBy,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "docs/DECISIONS.md:3:13",
        "D-009",
        "Dedupe",
        "locked",
        "locked",
      ],
      [
        "docs/DECISIONS.md:6:13",
        "D-010",
        "Hook",
        "open",
        "open",
      ],
      [
        "docs/adr/0001-x.md:1:6",
        "1",
        "X",
        "Superseded",
        "superseded",
        "0002-y.md",
      ],
      [
        "keps/sig/12-unions/README.md:1:11",
        "12",
        "Unions",
        "implementable",
        "accepted",
      ],
    ]
  `);
  expect(notUnderstood).toMatchInlineSnapshot(`
    [
      {
        "path": "docs/adr/0003-z.adoc",
        "reason": "not-markdown",
      },
      {
        "path": "docs/adr/README.md",
        "reason": "index",
      },
      {
        "path": "docs/adr/notes.md",
        "reason": "no-format",
      },
    ]
  `);
  expect(otherFiles).toBe(1);
});

test("a survey of one folder", () => {
  write("a/adr/0001-x.md", "# 1. X\n\n## Status\n\nAccepted\n");
  write("b/adr/0001-y.md", "# 1. Y\n\n## Status\n\nAccepted\n");
  expect(surveyDecisions(openWorkingTree(root), "b/").rows.map(({ title }) => title)).toEqual(["Y"]);
});

test("what was read once is not read again while the bytes stay", () => {
  write("docs/adr/0001-x.md", "# 1. X\n\n## Status\n\nAccepted\n");
  const memo = createMemo();
  const first = readDecisions(openWorkingTree(root), "docs/adr/0001-x.md", memo);
  expect(readDecisions(openWorkingTree(root), "docs/adr/0001-x.md", memo)).toEqual(first);
  write("docs/adr/0001-x.md", "# 1. X\n\n## Status\n\nRejected\n");
  expect(readDecisions(openWorkingTree(root), "docs/adr/0001-x.md", memo)).toMatchObject({
    records: [{ status: { written: "Rejected" } }],
  });
});

test("nothing at a path is no file", () => {
  expect(readDecisions(openWorkingTree(root), "docs/adr/0001-x.md")).toBeUndefined();
});
