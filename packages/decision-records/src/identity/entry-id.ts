/** What an entry's heading starts with: an id, or the day of the decision, which is no id. */
export interface EntryHead {
  readonly id: string | null;
  readonly length: number;
}

const separator = String.raw`(?:\s*[-–—―:：|·.)]+\s*|\s+)`;
const labelled = new RegExp(
  String.raw`^\s*\[?((?:\p{Lu}[\p{L}\p{N}]{0,11}[-_]){0,3}\p{Lu}[\p{Lu}\p{L}]{0,11}[-_ #]?\d+(?:[.-]\d+)*[a-z]?)\]?(?:${separator}(?=\S)|\s*$)`,
  "u",
);
const dated = new RegExp(
  String.raw`^\s*\[?(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-2]?\d|3[01])\]?${separator}(?=\S)`,
  "u",
);
const numbered = /^\s*#?(\d{1,4})(?:\s*[-–—―:：|·.)]+\s+)(?=\S)/u;

/** Reads `D-009 — Title`, `DEC-001: Title`, `ADR 12 Title`, `2026-04-26: Title` and `3. Title`. */
export function idOfEntry(text: string): EntryHead | null {
  const day = dated.exec(text);
  if (day !== null) return { id: null, length: day[0].length };
  const label = labelled.exec(text);
  if (label?.[1] !== undefined) return { id: label[1], length: label[0].length };
  const number = numbered.exec(text);
  return number?.[1] === undefined ? null : { id: number[1], length: number[0].length };
}
