import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine, Segment } from "../markdown/inline.ts";
import { extent } from "../markdown/slice.ts";
import type { Location } from "../model/location.ts";
import type { FieldValue } from "../model/record.ts";

/** A key with what it declares, wherever a format found it. */
export interface Declaration {
  /** The file that holds it; the locations and offsets of its lines are there. */
  readonly document: MarkdownDocument;
  /** Normalised: lower case, words joined by `_`. */
  readonly key: string;
  readonly written: string;
  /** One line a scalar; several for a list or a section. */
  readonly lines: readonly InlineLine[];
  readonly location: Location;
}

/** `Locked decision`, `locked-decision` and `LOCKED_DECISION` are one key. */
export function normaliseKey(written: string): string {
  return written
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\u00a0_-]+/g, " ")
    .trim()
    .replaceAll(" ", "_");
}

export function fieldValue(document: MarkdownDocument, line: InlineLine): FieldValue | null {
  const at = extent(line);
  if (at === null) return null;
  return {
    text: tidy(line.text),
    prose: tidy(line.segments.map(prose).join("")),
    continues: line.continues,
    raw: document.text.slice(at.start, at.end),
    links: line.segments.flatMap(({ text, url }) => (url === null ? [] : [{ text: tidy(text), url }])),
    location: document.lines.location(at.start, at.end),
  };
}

/** What a run of text says in words: code, links and struck-through words leave a gap. */
function prose({ text, code, url, struck }: Segment): string {
  return code || struck || url !== null ? " " : text;
}

/** Blanks of every kind as single spaces, none at the ends; invisible marks dropped. */
export function tidy(text: string): string {
  return text
    .replace(/\p{Cf}|[\ufe0e\ufe0f]/gu, "")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim();
}
