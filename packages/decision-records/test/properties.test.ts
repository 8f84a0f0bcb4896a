import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecisionFile, decisionFileSchema, parseDecisions } from "../src/index.ts";
import { judgeMarkdown } from "../src/markdown/judge.ts";

const words = fc
  .array(fc.stringMatching(/^[A-Za-zäöüéñ]{2,9}$/), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(" "));
const item = fc.stringMatching(/^[a-z]{1,8}(?:\/[a-z]{1,8}){0,3}\.ts$/);
const entry = fc.record({
  title: words.filter((title) => !/^(?:not|non)\b/i.test(title)),
  status: fc.constantFrom("open", "proposed", "locked", "closed", "deferred", "superseded", "rejected"),
  fields: fc.uniqueArray(
    fc.tuple(
      fc.stringMatching(/^[a-z]{3,9}_[a-z]{3,9}$/),
      fc.oneof(words, fc.array(item, { minLength: 1, maxLength: 4 })),
    ),
    {
      selector: ([key]) => key,
      maxLength: 5,
    },
  ),
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

function written(entries: readonly Entry[], ending: string): string {
  const lines = entries.flatMap(({ title, status, fields }, index) => [
    `### D-${String(index + 1).padStart(3, "0")} — ${title}`,
    `- \`status\`: \`${status}\``,
    ...fields.flatMap(([key, value]) =>
      typeof value === "string"
        ? [`- \`${key}\`: ${value}`]
        : [`- \`${key}\`:`, ...value.map((one) => `  - \`${one}\``)],
    ),
    "",
  ]);
  return ["# Decisions", "", ...lines].join(ending);
}

test("a register that is written and read is the same register", () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 6 }),
      fc.constantFrom("\n", "\r\n"),
      (entries, ending) => {
        const file = parseDecisions({ path: "docs/DECISIONS.md", text: written(entries, ending) });
        const read =
          file.kind !== "recognised"
            ? file.kind
            : file.records.map(({ title, status, fields }) => ({
                title,
                status: status?.canonical,
                fields: Object.values(fields)
                  .filter(({ key }) => key !== "status")
                  .map(({ key, values }) => [key, values.map(({ text }) => text)]),
              }));
        expect(read).toEqual(
          entries.map(({ title, status, fields }) => ({
            title,
            status,
            fields: fields.map(([key, value]) => [key, [value].flat()]),
          })),
        );
      },
    ),
    { numRuns: 60 },
  );
});

const fragment = fc.constantFrom(
  "# ADR 1: x",
  "## Status",
  "Accepted",
  "- Status: ~~a~~ b",
  "> **Status:** x",
  "| a | b |",
  "|-|-|",
  "---",
  "status: [",
  "```",
  "<!--",
  "-->",
  "<table><tr><td>Status<td>x",
  "### D-1 — y",
  "- `k`: `v`",
  "  - z",
  "superseded by [a](b.md)",
  "由",
  "承認",
  "\t",
  "\r",
  "\u00a0",
  "*",
  "**",
  "[",
  "](",
  "{",
  "}",
);
const text = fc.array(fc.oneof(fragment, fc.string({ unit: "grapheme", maxLength: 12 })), { maxLength: 30 });
const markdown = fc
  .tuple(text, fc.constantFrom("\n", "\r\n", "\n\n", " "), fc.boolean())
  .map(([parts, joint, mark]) => (mark ? "\ufeff" : "") + parts.join(joint));
const path = fc.constantFrom(
  "docs/adr/0001-x.md",
  "docs/DECISIONS.md",
  "notes.md",
  "keps/sig/12-x/kep.yaml",
  "README.md",
);

test("any bytes are answered for, in a form that its own schema accepts", () => {
  fc.assert(
    fc.property(path, fc.uint8Array({ maxLength: 400 }), (at, bytes) => {
      expect(decisionFileSchema.safeParse(parseDecisions({ path: at, bytes })).success).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("any text is answered for, and every position points at the text that it claims", () => {
  fc.assert(
    fc.property(path, markdown, (at, source) => {
      const file = parseDecisions({ path: at, text: source });
      expect(decisionFileSchema.safeParse(file).success).toBe(true);
      for (const { raw, start, end, line, column } of claims(file)) {
        expect(source.slice(start, end)).toBe(raw);
        expect(
          source
            .split(/\r\n|\n|\r/)
            [line - 1]?.replace(/^\ufeff/, "")
            .slice(column - 1),
        ).toSatisfy((rest: string) => rest.startsWith(raw.split(/\r\n|\n|\r/)[0] ?? ""));
      }
    }),
    { numRuns: 300 },
  );
});

test("what remark reads makes the same records", () => {
  fc.assert(
    fc.property(path, markdown, (at, source) => {
      fc.pre(!opensFenceForGood(source));
      const file = parseDecisions({ path: at, text: source });
      expect(file).toEqual(parseDecisions({ path: at, text: source }, { parse: judgeMarkdown }));
    }),
    { numRuns: 150 },
  );
});

/** Front matter that never ends: remark then reads a list after it as a paragraph, which CommonMark does not. */
function opensFenceForGood(source: string): boolean {
  const fence = /^\ufeff?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)/.exec(source);
  const mark = fence?.[1]?.replace(/\+/g, "\\+") ?? "";
  return fence !== null && !new RegExp(`^${mark}[ \\t]*$`, "m").test(source.slice(fence[0].length));
}

function claims(file: DecisionFile) {
  if (file.kind !== "recognised") return [];
  return file.records
    .flatMap(({ fields }) => Object.values(fields))
    .flatMap(({ values }) => values)
    .map(({ raw, location: { start, end } }) => ({
      raw,
      start: start.offset,
      end: end.offset,
      line: start.line,
      column: start.column,
    }));
}
