/**
 * Speed of the decision parser: whether doubling a register doubles the time, and what hostile input costs.
 *
 *     node --import tsx scripts/bench/decision-records-speed.ts
 */
import { parseDecisions } from "@phasegate/decision-records";

const entry = (id: number) =>
  [
    `### D-${id} — Decision number ${id}`,
    "- `status`: `locked`",
    "- `question`: How may *we* do it, with a [link](other.md) and `code`?",
    "- `locked_decision`: Once a request, see https://example.org/a.",
    "- `closure_evidence`:",
    "  - `apps/server/src/orpc.ts`",
    "  - `apps/server/test/middleware-dedupe.test.ts`",
    "",
    "",
  ].join("\n");

const register = (entries: number) =>
  `# Decisions\n\n${Array.from({ length: entries }, (_, id) => entry(id)).join("")}`;

const repeated = (text: string) => (size: number) =>
  text.repeat(Math.ceil(size / text.length)).slice(0, size);
const hostile: Record<string, (size: number) => string> = {
  "nested quotes": repeated("> "),
  "nested lists and quotes": repeated("> - "),
  "lists by indentation": (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, level) => `${"  ".repeat(level)}- a`).join("\n"),
  "one line": repeated("a"),
  "NUL bytes": repeated("\0"),
  "emphasis a line": repeated("*a **b_ "),
  "emphasis, many lines": repeated("*a **b_ \n"),
  "emphasis, many blocks": repeated("*a **b_ *a **b_ *a **b_\n\n"),
  brackets: repeated("["),
  "link starts": repeated("[a](\n"),
  "images in images": repeated("![[]()\n"),
  "tag starts": repeated("<a <b\n"),
  comments: repeated("<!-- a\n"),
  entities: repeated("&a;&#1\n"),
  "code runs": (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, length) => "`".repeat(length)).join(" a\n"),
  "table cells": repeated("|a"),
  "table rows": (size) => `|a|b|\n|-|-|\n${repeated("|x|y|\n")(size)}`,
  "footnote definitions": repeated("[^a]: x\n"),
  references: (size) => `[r]: /x\n\n${repeated("[r] \n")(size)}`,
  addresses: repeated("a@a.\n"),
  "status headings": repeated("## Status\n\nAccepted by ADR-1\n\n"),
  "status bullets": repeated("- Status: superseded by [a](b.md)\n"),
  "keys in a line": repeated("**Status:** a · "),
  "key lines": repeated("Status: a, b, c, d\n"),
  "entries without text": repeated("### D-1\n"),
  "ids in a status": (size) => `# ADR 1: x\n\n## Status\n\nSuperseded by ${repeated("A-1 A ")(size)}`,
  "front matter brackets": (size) => `---\nstatus: ${repeated("[")(size)}\n---\n`,
  "front matter aliases": (size) => `---\na: &a [x]\n${repeated("b: [*a,*a,*a]\n")(size)}---\n`,
  "fence of keys": (size) => `\`\`\`\nStatus: a\nTitle: b\n${repeated("a: b\n")(size)}\`\`\`\n`,
  "html rows": (size) => `<table>\n${repeated("<tr><td>Status<td>a\n")(size)}</table>\n`,
};

for (let round = 0; round < 2; round++)
  for (const entries of [500, 1000, 2000, 4000, 8000]) {
    const [ms, outcome] = timed(register(entries));
    if (round > 0) console.log(`register of ${entries}: ${ms.toFixed(0)} ms, ${outcome}`);
  }
for (const [name, make] of Object.entries(hostile))
  for (const size of [100_000, 1_000_000, 8_000_000]) {
    const [ms, outcome] = timed(make(size));
    console.log(`${ms > 2000 ? "SLOW " : ""}${name}, ${size} units: ${ms.toFixed(0)} ms, ${outcome}`);
  }

function timed(text: string): [number, string] {
  const start = performance.now();
  const file = parseDecisions({ path: "docs/DECISIONS.md", text });
  const single = parseDecisions({ path: "docs/adr/0001-x.md", text });
  const ms = (performance.now() - start) / 2;
  const outcome = file.kind === "unreadable" ? file.problem.code : `${file.kind}, ${single.kind}`;
  return [ms, outcome];
}
