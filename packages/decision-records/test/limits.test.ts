import { expect, test } from "vitest";
import { parseDecisions } from "../src/index.ts";
import { said } from "./read.ts";

const hostile: readonly (readonly [name: string, text: string, code: string])[] = [
  ["nested quotes", "> ".repeat(10_000), "nesting-too-deep"],
  [
    "nested lists",
    Array.from({ length: 400 }, (_, level) => `${"  ".repeat(level)}- a`).join("\n"),
    "nesting-too-deep",
  ],
  ["lists in quotes", "> - ".repeat(5_000), "nesting-too-deep"],
  ["a line of 10 MB", "a".repeat(10_000_000), "file-too-large"],
  ["a line of 1 MB", "a".repeat(1_000_000), "line-too-long"],
  ["emphasis without end", "*a **b_\n".repeat(30_000), "block-too-complex"],
  ["brackets", "[\n".repeat(60_000), "block-too-complex"],
  ["lines without end", "a\n\n".repeat(200_000), "too-many-lines"],
  ["a NUL byte", "# ADR 1\0", "nul-byte"],
  ["a conflict that git left", "# ADR 1\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "conflict-markers"],
  ["half a character", "# ADR 1: \ud800", "not-utf8"],
];

test.each(hostile)("%s is a finding", (_name, text, code) => {
  expect(said("docs/adr/0001-x.md", text)).toEqual([code]);
});

test("bytes that are not UTF-8 are a finding at the start of the file", () => {
  const file = parseDecisions({ path: "docs/adr/0001-x.md", bytes: new Uint8Array([0x23, 0x20, 0xff]) });
  expect(file).toMatchObject({
    kind: "unreadable",
    problem: { code: "not-utf8", location: { start: { line: 1, column: 1 } } },
  });
});

test("deep YAML in front matter is read line by line instead", () => {
  const text = `---\nstatus: accepted\ntags: ${"[".repeat(5000)}\n---\n\n# X\n\n## Decision\n\nA.\n`;
  expect(said("docs/adr/0001-x.md", text)).toEqual(["0001 | X | accepted (accepted)"]);
});
