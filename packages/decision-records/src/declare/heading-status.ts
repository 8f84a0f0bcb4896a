import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { extent, sliceLine } from "../markdown/slice.ts";
import { fold, statusBook, successorBook } from "../vocabulary/vocabulary.ts";
import type { Declaration } from "./declaration.ts";

/** `… (Proposed)`, `… [superseded by D-001]`. */
const inBrackets = /\s*[([（【]\s*([^()[\]（）【】]{2,60}?)\s*[)\]）】]\s*$/u;
/** `… — LOCKED`: in capitals, as a word of the title would not be. */
const inCapitals = /\s+[-–—|·]\s*[^\p{L}\p{N}]*(\p{Lu}[\p{Lu} ]{2,20})\s*$/u;

/** A status at the end of an entry's heading, and the heading without it. */
export function statedInHeading(
  document: MarkdownDocument,
  title: InlineLine,
): { rest: InlineLine; declarations: Declaration[] } {
  const match = inBrackets.exec(title.text) ?? inCapitals.exec(title.text);
  const word = match?.[1];
  if (match === null || word === undefined || !namesStatus(word)) return { rest: title, declarations: [] };
  const from = match.index + match[0].lastIndexOf(word);
  const line = sliceLine(title, from, from + word.length);
  const at = extent(line);
  if (at === null) return { rest: title, declarations: [] };
  const location = document.lines.location(at.start, at.end);
  const declaration = { document, key: "status", written: "status", lines: [line], location };
  return { rest: sliceLine(title, 0, match.index), declarations: [declaration] };
}

function namesStatus(text: string): boolean {
  const folded = fold(text);
  return (
    statusBook.meanings.has(folded) || successorBook.longest.some((phrase) => folded.startsWith(`${phrase} `))
  );
}
