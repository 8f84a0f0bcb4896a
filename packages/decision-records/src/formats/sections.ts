import { type Declaration, normaliseKey } from "../declare/declaration.ts";
import { keyValue } from "../declare/key-value.ts";
import { blockLines } from "../declare/list.ts";
import { type Section, sections } from "../declare/section.ts";
import { statusColumn } from "../declare/status-column.ts";
import { tableLines } from "../declare/table-lines.ts";
import type { RecordFormat } from "../format.ts";
import type { MarkdownDocument, Scope } from "../markdown/document.ts";
import { type InlineLine, inlineLines, span } from "../markdown/inline.ts";
import type { KeyRole } from "../vocabulary/language.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/**
 * Nygard's form, as adr-tools writes it: a `## Status` section whose first line is the word, other keys as sections of
 * the same kind. Also `## Status: Accepted` in one heading.
 */
const sectionsFormat: RecordFormat = sectionsDeclaring(new Set());

export default sectionsFormat;

/**
 * The same form, in which further headings declare fields: `## Closure scope` declares `closure_scope`, with all that
 * stands below it, deeper headings and tables included.
 * @param headings normalised keys
 */
export function sectionsDeclaring(headings: ReadonlySet<string>): RecordFormat {
  return { kind: "record", name: "sections", declarations: (scope) => declarations(scope, headings) };
}

const declaring: ReadonlySet<KeyRole | null> = new Set<KeyRole>([
  "status",
  "date",
  "supersedes",
  "supersededBy",
  "decision",
  "id",
]);

const inHeadings: ReadonlySet<KeyRole | null> = new Set<KeyRole>([
  "status",
  "date",
  "supersedes",
  "supersededBy",
]);

function declarations(scope: Scope, headings: ReadonlySet<string>): Declaration[] {
  const { document } = scope;
  const all = sections(scope);
  return all.flatMap((section, index) => {
    const inHeading = headingPairs(document, section);
    if (inHeading.length > 0) return inHeading;
    if (index === 0 && section.heading.depth === 1) return [];
    if (!declaring.has(roleOf(section.text))) {
      const asked = headings.has(headingKey(section.text));
      return asked ? [declareWhole(document, section, all.slice(index + 1))] : [];
    }
    const lines = section.blocks.flatMap((block) => blockLines(document, block));
    const shown = lines.length > 0 ? lines : statusColumn(document, section.blocks);
    return [declare(document, section, section.text, shown)];
  });
}

/** The key that a heading would be, numbering and marks removed: `## 3. Closure scope:`. */
function headingKey(text: string): string {
  return normaliseKey(text.replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, "").replace(/[\s:：.]+$/, ""));
}

/** A section with the deeper ones that follow it. */
function declareWhole(
  document: MarkdownDocument,
  section: Section,
  following: readonly Section[],
): Declaration {
  const next = following.findIndex(({ heading }) => heading.depth <= section.heading.depth);
  const inner = next < 0 ? following : following.slice(0, next);
  const blocks = [section, ...inner].flatMap((one) => one.blocks);
  const lines = blocks.flatMap((block) =>
    block.type === "table" ? tableLines(document, block) : blockLines(document, block),
  );
  return { ...declare(document, { ...section, blocks }, section.text, lines), key: headingKey(section.text) };
}

/** Keys in the heading itself; several when dashes under `key: value` lines made a heading of them. */
function headingPairs(document: MarkdownDocument, section: Section): Declaration[] {
  return inlineLines(document.text, section.heading.children).flatMap((line) => {
    const pair = keyValue(line);
    if (pair === null || !inHeadings.has(roleOf(pair.key)) || pair.value.text === "") return [];
    return [declare(document, section, pair.key, [pair.value])];
  });
}

function declare(
  document: MarkdownDocument,
  section: Section,
  written: string,
  lines: readonly InlineLine[],
): Declaration {
  const { start } = span(section.heading);
  const end = span(section.blocks.at(-1) ?? section.heading).end;
  return {
    document,
    key: normaliseKey(written),
    written,
    lines,
    location: document.lines.location(start, end),
  };
}
