import { overlay } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { covers } from "../src/demand/demand.ts";
import { evaluate } from "../src/evaluate.ts";
import {
  column,
  contextOf,
  type DocumentContract,
  defaultPolicy,
  documentContract,
  section,
  sentences,
} from "../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "./support.ts";

const contract: DocumentContract = {
  name: "release",
  ordered: true,
  front: { version: column("text", z.string().regex(/^\d+\.\d+\.\d+$/), "version") },
  sections: {
    why: section(["Why"], {}, { level: 2 }),
    risks: section(["Risks", "Known risks"], {
      risk: column("text", "Risk"),
      severity: column("text", z.enum(["low", "high"]), "Severity"),
    }),
    owner: section(
      "Owner",
      {},
      { keys: { owner: column("text", "Name"), due: column("text", z.iso.date(), "Due") } },
    ),
    commands: section("Commands", {}, { required: false, pattern: "Commands? of .*", accepts: ["code"] }),
  },
};
const release = `---
version: 1.2.0
---

# Release

## Why

Callers wait for it.

## Risks

| Risk | Severity |
| --- | --- |
| A cache goes stale | low |
| The store is slow | high |

## Owner

- Name: Ana
- Due: 2026-03-01

## Commands of the release

\`\`\`sh
pnpm release
\`\`\`
`;
const files = { "docs/r.md": release };
const check = documentContract({ paths: ["docs/r.md"], contract });
type Edit = readonly [name: string, from: string | RegExp, to: string];

function judge([, from, to]: Edit): string[] {
  const text = release.replace(from, to);
  expect(text).not.toBe(release);
  return codesOf(check, workspaceOf({ "docs/r.md": text }));
}

test("a document that keeps its contract", () => expect(codesOf(check, workspaceOf(files))).toEqual([]));

test.each<[...Edit, string]>([
  ["a section that is gone", /## Why\n\n.*\n/, "", "document-section-missing docs/r.md:1"],
  ["another heading", "## Why", "## Whyever", "document-section-missing docs/r.md:1"],
  ["a heading that is crossed out", "## Why", "## ~~Why~~", "document-section-missing docs/r.md:1"],
  ["a heading in a list", "## Why", "- ## Why", "document-section-missing docs/r.md:1"],
  ["a bold line for a heading", "## Why", "**Why**", "document-section-missing docs/r.md:1"],
  ["a heading as HTML", "## Why", "<h2>Why</h2>", "document-section-missing docs/r.md:1"],
  ["a heading that is indented code", "## Why", "    ## Why", "document-section-missing docs/r.md:1"],
  ["a comment that never ends", "## Why", "<!--\n## Why", "document-section-missing docs/r.md:1"],
  ["a section that tags hide", "## Why", "<div hidden>\n\n## Why", "document-section-missing docs/r.md:1"],
  ["another level", "## Why", "### Why", "document-section-misplaced docs/r.md:7"],
  [
    "another order",
    /(## Why[\s\S]*)(## Risks[\s\S]*)(?=## Owner)/,
    "$2$1",
    "document-section-misplaced docs/r.md:7",
  ],
  ["a section twice", /$/, "\n## Why\n\nOnce more.\n", "document-section-missing docs/r.md:29"],
  ["a section twice, by its other name", /$/, "\n## Known risks\n", "document-section-missing docs/r.md:29"],
  ["no words", "Callers wait for it.", "", "document-section-missing docs/r.md:7"],
  [
    "only a comment",
    "Callers wait for it.",
    "<!-- Callers wait. -->",
    "document-section-missing docs/r.md:7",
  ],
  ["only TODO", "Callers wait for it.", "TODO: say why", "document-section-missing docs/r.md:7"],
  ["only TBD in code", "Callers wait for it.", "`TBD`", "document-section-missing docs/r.md:7"],
  [
    "only a gap",
    "Callers wait for it.",
    "<describe the reason here>",
    "document-section-missing docs/r.md:7",
  ],
  ["only empty items", "Callers wait for it.", "-\n-", "document-section-missing docs/r.md:7"],
  [
    "only crossed-out words",
    "Callers wait for it.",
    "~~Callers wait for it.~~",
    "document-section-missing docs/r.md:7",
  ],
  ["only a hedge", "Callers wait for it.", "It depends.", "document-section-missing docs/r.md:7"],
  ["only a rule", "Callers wait for it.", "***", "document-section-missing docs/r.md:7"],
  [
    "only a quotation",
    "Callers wait for it.",
    "> Callers wait for it.",
    "document-section-missing docs/r.md:7",
  ],
  [
    "only code",
    "Callers wait for it.",
    "```\nCallers wait for it.\n```",
    "document-section-missing docs/r.md:7",
  ],
  [
    "only a smaller heading",
    "Callers wait for it.",
    "### Callers wait for it",
    "document-section-missing docs/r.md:7",
  ],
  [
    "only an empty table",
    "Callers wait for it.",
    "| Reason |\n| --- |\n| – |",
    "document-section-missing docs/r.md:7",
  ],
  ["a table without its rows", /\| A cache[\s\S]*?high \|\n/, "", "document-section-missing docs/r.md:11"],
  [
    "a table of other columns",
    "| Risk | Severity |",
    "| Hope | Colour |",
    "document-section-missing docs/r.md:11",
  ],
  ["a cell without a word", "| A cache goes stale |", "| |", "document-cell-missing docs/r.md:15"],
  ["a cell to be done", "| A cache goes stale |", "| TBD: a cache |", "document-cell-missing docs/r.md:15"],
  ["a cell that binds nobody", "| A cache goes stale |", "| as needed |", "document-cell-vague docs/r.md:15"],
  ["a value of no kind", "| low |", "| medium |", "document-value-invalid docs/r.md:15"],
  [
    "a column twice",
    /\| Severity \|\n\| --- \| --- \|\n(.*)/,
    "| Severity | Severity |\n| --- | --- | --- |\n$1 high |",
    "document-cell-repeated docs/r.md:15",
  ],
  ["a key that is gone", "- Due: 2026-03-01\n", "", "document-cell-missing docs/r.md:18"],
  [
    "a key twice",
    "- Due: 2026-03-01",
    "- Due: 2026-03-01\n- Due: 2026-04-01",
    "document-cell-repeated docs/r.md:18",
  ],
  ["a day that is none", "2026-03-01", "2026-02-30", "document-value-invalid docs/r.md:21"],
  ["no version", "version: 1.2.0\n", "title: x\n", "document-cell-missing docs/r.md:1"],
  ["a version that is none", "1.2.0", "next", "document-value-invalid docs/r.md:2"],
  ["no front matter", /^---[\s\S]*?---\n/, "", "document-section-missing docs/r.md:1"],
  ["front matter that is no YAML", "version: 1", "version: [1", "document-data-unreadable docs/r.md:1"],
  [
    "a version twice",
    "version: 1.2.0",
    "version: 1.2.0\nversion: 1.3.0",
    "document-cell-repeated docs/r.md:1",
  ],
  ["bytes that are no text", "Callers", "Callers \0", "document-unreadable docs/r.md:9"],
])("%s", (name, from, to, code) => {
  expect(judge([name, from, to])).toContain(code);
});

test.each<Edit>([
  ["a section to unfold", "## Why", "<details>\n\n## Why"],
  ["an underlined heading", "## Why\n", "Why\n---\n"],
  ["a numbered heading", "## Why", "## 1. Why"],
  ["a heading with a colon, in capitals", "## Why", "## WHY:"],
  ["an emphasised heading", "## Why", "## _Why_"],
  ["a heading with a comment", "## Why", "## Why <!-- ask Ana -->"],
  ["a heading with an anchor", "## Why", '## <a id="why"></a>Why'],
  ["the other name", "## Risks", "### Known risks"],
  ["prose before a table", "| Risk | Severity |", "As we know.\n\n| Risk | Severity |"],
  ["a list for a table", /\| Risk \|[\s\S]*?high \|\n/, "- A cache goes stale\n  - Severity: low\n"],
  ["subsections for a table", /\| Risk \|[\s\S]*?high \|\n/, "### A cache goes stale\n\n* Severity: low\n"],
  [
    "another column",
    /\| Risk \| Severity \|\n\| --- \| --- \|\n\| (.*?) \| low \|\n.*\n/,
    "| Severity | Seen | Risk |\n| :-: | --- | ---: |\n| `low` | often | **$1** |\n",
  ],
  [
    "keys in bold, in another order",
    "- Name: Ana\n- Due: 2026-03-01",
    "* **Due:** 2026-03-01\n* **Name**: Ana",
  ],
  ["text after TODO", "Callers wait for it.", "TODO: more.\n\nCallers wait for it."],
  ["a quotation beside words", "Callers wait for it.", "Callers say:\n\n> We wait."],
  ["an example of the section", /$/, "\n````md\n## Why\n````\n\n<!--\n## Risks\n-->\n"],
  ["version in quotes", "version: 1.2.0", "# a remark\nversion: '1.2.0'"],
  ["another section between", "## Owner", "## More\n\nWords.\n\n## Owner"],
  ["an optional section that is gone", /## Commands[\s\S]*/, ""],
  ["CRLF", /\n/g, "\r\n"],
  ["a byte order mark", /^/, "\ufeff"],
])("%s is harmless", (...edit) => {
  expect(judge(edit)).toEqual([]);
});

test("probes", () => {
  const outcomes = probesOf(check, workspaceOf(files));
  expect(weakProbes(outcomes)).toEqual([]);
  expect(outcomes.filter(({ result }) => result === "killed").length).toBeGreaterThan(50);
});

describe("YAML and JSON", () => {
  const data = z.strictObject({
    name: z.string(),
    steps: z.array(z.strictObject({ id: z.string(), n: z.number().max(9) })),
  });
  const yaml = "name: x\nsteps:\n  - id: a\n    n: 1\n  - { id: b, n: 2 }\n";
  const plan = (path: string) => documentContract({ paths: [path], contract: { name: "plan", data } });
  const messages = (text: string) => {
    const workspace = workspaceOf({ "p.yaml": text });
    const context = contextOf(
      workspace,
      { decisions: [] },
      {
        memo: { get: () => undefined, set: () => undefined },
        base: () => ({ kind: "none" }),
        config: { policy: defaultPolicy },
      },
    );
    return evaluate(plan("p.yaml"), context).findings.map((finding) => {
      const { start } = finding.location ?? {};
      return `${start?.line}:${start?.column} ${sentences(finding).message}`;
    });
  };

  test("tell what was expected, what came, and where", () => {
    expect(messages(yaml)).toEqual([]);
    expect(messages("name: 1\nsteps:\n  - id: a\n    n: 12\n    m: 3\n  - id: b\n")).toMatchInlineSnapshot(`
      [
        "1:7 name in p.yaml: expected text, got 1",
        "4:8 steps[0].n in p.yaml: expected at most 9, got 12",
        "5:5 steps[0].m in p.yaml: expected only keys that are known, got “m”",
        "6:5 steps[1].n in p.yaml: expected a number, got nothing",
      ]
    `);
    expect(messages("name: x\nname: y\nsteps: []\n")).toMatchInlineSnapshot(`
      [
        "2:1 p.yaml cannot be read: a key stands twice in one mapping (Map keys must be unique)",
      ]
    `);
  });

  test("probes", () => {
    expect(weakProbes(probesOf(plan("p.yaml"), workspaceOf({ "p.yaml": yaml })))).toEqual([]);
    expect(
      weakProbes(probesOf(plan("p.json"), workspaceOf({ "p.json": '{"name": "x", "steps": []}' }))),
    ).toEqual([]);
  });
});

test("globs select documents of the roster, and none is no success", () => {
  const many = documentContract({ paths: ["docs/*.md"], contract });
  const workspace = workspaceOf({ ...files, "docs/s.md": release.replace("## Why", "## What") });
  expect(codesOf(many, workspace)).toEqual(["document-section-missing docs/s.md:1"]);
  expect(codesOf(documentContract({ paths: ["nowhere/*.md"], contract }), workspace)).toEqual([
    "scope-empty",
  ]);
});

test("documents that are not there, or will not last", () => {
  expect(codesOf(check, workspaceOf({}))).toEqual(["document-missing docs/r.md"]);
  const path = "docs/.scratch/r.md";
  const scratch = documentContract({ paths: [path], contract });
  expect(codesOf(scratch, overlay(workspaceOf(files), { [path]: release }))).toEqual([
    `document-not-durable ${path}`,
  ]);
});

describe("what it demands", () => {
  const kept = (before: DocumentContract, now: DocumentContract) => {
    const of = (one: DocumentContract) => documentContract({ paths: ["a.md"], contract: one }).demand;
    const answers = of(now)
      .parts(of(before).demands)
      .map((part) => covers(of(now), part, { files: [] }));
    return answers.includes("no") ? "no" : answers.includes("unknown") ? "unknown" : "yes";
  };
  const { why, risks, owner } = contract.sections as Record<
    "why" | "risks" | "owner",
    ReturnType<typeof section>
  >;
  const all = { name: "x", sections: { why, risks } };
  const level = (n: number) => ({ ...why, level: n });

  test.each<[string, DocumentContract, DocumentContract, string, string]>([
    ["another name", all, { ...all, name: "y" }, "yes", "yes"],
    ["other keys", all, { name: "x", sections: { a: why, b: risks } }, "yes", "yes"],
    ["a section more", all, { ...all, sections: { ...all.sections, owner } }, "yes", "no"],
    [
      "a section that may be gone",
      all,
      { ...all, sections: { why, risks: { ...risks, required: false } } },
      "no",
      "yes",
    ],
    ["a column less", all, { ...all, sections: { why, risks: { ...risks, columns: {} } } }, "no", "no"],
    [
      "one more name",
      all,
      { ...all, sections: { why: { ...why, names: ["Why", "Reason"] }, risks } },
      "no",
      "yes",
    ],
    ["a pattern", all, { ...all, sections: { why: { ...why, pattern: ".*" }, risks } }, "no", "yes"],
    [
      "a level",
      { ...all, sections: { why: section("Why") } },
      { ...all, sections: { why: level(2) } },
      "yes",
      "no",
    ],
    [
      "another level",
      { ...all, sections: { why: level(2) } },
      { ...all, sections: { why: level(3) } },
      "no",
      "no",
    ],
    ["code accepted", all, { ...all, sections: { why: { ...why, accepts: ["code"] }, risks } }, "no", "yes"],
    ["an order", all, { ...all, ordered: true }, "yes", "no"],
    [
      "another order",
      { ...all, ordered: true },
      { name: "x", ordered: true, sections: { risks, why } },
      "no",
      "no",
    ],
    ["front matter", all, { ...all, front: { v: column("text", "v") } }, "yes", "no"],
    [
      "a schema",
      { ...all, front: { v: column("text", "v") } },
      { ...all, front: { v: column("text", z.enum(["a"]), "v") } },
      "yes",
      "no",
    ],
    [
      "a laxer schema",
      { ...all, front: { v: column("text", z.enum(["a"]), "v") } },
      { ...all, front: { v: column("text", z.enum(["a", "b"]), "v") } },
      "no",
      "yes",
    ],
  ])("%s", (_, before, now, answer, back) => {
    expect([kept(before, now), kept(now, before)]).toEqual([answer, back]);
  });
});

describe("paths", () => {
  const named: DocumentContract = {
    name: "parts",
    sections: { parts: section("Parts", { part: column("text", "Part"), path: column("paths", "Path") }) },
  };
  const parts = documentContract({ paths: ["docs/p.md"], contract: named });
  const text = (cell: string) => `# Parts\n\n| Part | Path |\n| --- | --- |\n| One | ${cell} |\n`;
  const there = { "src/a.ts": "", "docs/q.md": "" };
  const judged = (cell: string) => codesOf(parts, workspaceOf({ ...there, "docs/p.md": text(cell) }));

  test.each([
    "`src/b.ts`",
    "`src/A.ts`",
    "`src/a.ts/x`",
    "`src/a.ts` and `src/b.ts`",
    "[the part](../src/b.ts)",
    "`/src/a.ts`",
    "`../src/a.ts`",
    "planned: `../out.ts`",
    "`planned.ts`",
    "`src/b.ts` (not planned)",
    "no longer planned: `src/b.ts`",
    "src/b.ts",
  ])("%s is not there", (cell) => expect(judged(cell)).toEqual(["document-path-missing docs/p.md:5"]));

  test.each([
    "`src/a.ts`",
    "src/a.ts",
    "`src`",
    "`src/a.ts`, `docs/q.md`",
    "`src/a.ts:12`",
    "[the part](../src/a.ts#L3)",
    "[q](q.md)",
    "planned: `src/b.ts`",
    "`src/b.ts` (planned)",
  ])("%s is", (cell) => expect(judged(cell)).toEqual([]));

  test("probes", () => {
    const outcomes = probesOf(parts, workspaceOf({ ...there, "docs/p.md": text("`src/a.ts`") }));
    expect(weakProbes(outcomes)).toEqual([]);
    expect(outcomes.map(({ probe }) => probe)).toContain(
      "docs/p.md: “Path” of “Parts” names a path that is not there",
    );
  });
});
