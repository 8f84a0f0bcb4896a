import { type InlineLine, toLine } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import type { IdFinder } from "./ids.ts";

/** Text that a document says in its own voice. `said` has the indexes of `line.text`, quotations filled with U+FFFC. */
export interface ShownText {
  readonly line: InlineLine;
  readonly said: string;
}

const filler = "\ufffc";
const quotations = /“[^“”]{0,400}”|„[^„“”]{0,400}[“”]|«[^«»]{0,400}»|"[^"]{0,400}"|‘[^‘’]{0,400}’(?!\p{L})/gu;

/** Lines as one text: a line break of the source is a blank. Crossed-out words are gone; quotations and code say nothing. */
export function shownText(lines: readonly InlineLine[], ids: IdFinder): ShownText {
  const line = joined(lines.map(withoutStruck));
  const unquoted = (text: string) => (speaks(text, ids) ? filler.repeat(text.length) : text);
  const code = line.segments
    .map((segment) => (segment.code ? unquoted(segment.text) : segment.text))
    .join("");
  return { line, said: code.replace(quotations, unquoted) };
}

/** A quotation that names a decision and goes on speaks of it; a decision or a status alone in marks is only set apart. */
function speaks(text: string, ids: IdFinder): boolean {
  const [first] = ids.all(text);
  if (first === undefined) return false;
  return /[\p{L}\p{N}]/u.test(text.slice(0, first.start) + text.slice(first.end));
}

function joined(lines: readonly InlineLine[]): InlineLine {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return only;
  return toLine(
    lines.flatMap((line, index) => (index === 0 ? line.segments : [blank(line), ...line.segments])),
  );
}

function blank(line: InlineLine): InlineLine["segments"][number] {
  const at = line.segments[0]?.outerStart ?? 0;
  const plain = { strong: false, emphasis: false, code: false, struck: false, url: null };
  return { ...plain, text: " ", start: at, end: at, outerStart: at, outerEnd: at };
}
