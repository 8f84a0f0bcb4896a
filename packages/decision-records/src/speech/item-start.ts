import type { IdFinder } from "./ids.ts";
import type { Said } from "./sentences.ts";
import { statedAtStart } from "./stated.ts";
import { subjectAt } from "./subject.ts";

const lead = /^(?:\[[ xX✓]?\]|[^\p{L}\p{N}\ufffc])*(?:decision\s+)?/iu;
const separators = /(?:[:：=→⇒|(]|->|=>|\s[–—-]\s)\s*/gu;

/** The end of a line after its status: brackets, a mark, a day. */
const onlyRest = /^[\s)\].,;!*✅🟢🔴🟡]*(?:\(?(?:(?:on|since|as of)\s+)?\d{4}-\d\d-\d\d\)?)?[\s)\].*]*$/iu;

/**
 * What a line says of the decisions that it starts with, as lists and headings do: `D-009 — open`, `D-009 open`,
 * `D-009 Heavy middleware: closed`. The status has to be all that the line ends with.
 */
export function sayingsOfLine(text: string, ids: IdFinder): Said[] {
  const start = lead.exec(text)?.[0].length ?? 0;
  const first = ids.at(text, start);
  if (first === null) return [];
  const subject = subjectAt(text, first, ids, "entry");
  const rest = text.slice(subject.end);
  const cuts = [0, ...[...rest.matchAll(separators)].map((mark) => mark.index + mark[0].length)];
  for (const cut of cuts.reverse()) {
    const stated = statedAtStart(rest.slice(cut), "after-mark");
    if (stated === null || !onlyRest.test(rest.slice(cut + stated.end))) continue;
    const from = subject.end + cut;
    const shifted = { ...stated, start: stated.start + from, end: stated.end + from };
    return subject.ids.map((id) => ({ id, stated: shifted, end: shifted.end }));
  }
  return [];
}

/** The decisions that a text starts with, when it says nothing else or goes on to name them. */
export function startsWithIds(text: string, ids: IdFinder): readonly string[] {
  const first = ids.at(text, lead.exec(text)?.[0].length ?? 0);
  return first === null ? [] : subjectAt(text, first, ids, "entry").ids.map(({ id }) => id);
}
