import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { extent, sliceLine } from "../markdown/slice.ts";
import { fold, statusBook } from "../vocabulary/vocabulary.ts";
import type { Declaration } from "./declaration.ts";

const inBrackets = /\s*[([（【]\s*([^()[\]（）【】]{2,40}?)\s*[)\]）】]\s*$/;

/** A status in brackets at the end of an entry's heading (`… (Proposed)`), and the heading without it. */
export function statedInHeading(
  document: MarkdownDocument,
  title: InlineLine,
): { rest: InlineLine; declarations: Declaration[] } {
  const match = inBrackets.exec(title.text);
  const word = match?.[1];
  if (match === null || word === undefined || !statusBook.meanings.has(fold(word)))
    return { rest: title, declarations: [] };
  const from = match.index + match[0].indexOf(word);
  const line = sliceLine(title, from, from + word.length);
  const at = extent(line);
  if (at === null) return { rest: title, declarations: [] };
  const location = document.lines.location(at.start, at.end);
  const declaration = { document, key: "status", written: "status", lines: [line], location };
  return { rest: sliceLine(title, 0, match.index), declarations: [declaration] };
}
