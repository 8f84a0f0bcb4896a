import type { FieldValue } from "../model/record.ts";

/** A paragraph or list item of a field, as prose: without code, links and quotations, line ends as blanks. */
export interface Paragraph {
  readonly prose: string;
  /** All that it shows, code and links included. */
  readonly text: string;
  readonly values: readonly FieldValue[];
}

/** The paragraphs of a field, however their lines are broken. */
export function paragraphsOf(values: readonly FieldValue[]): readonly Paragraph[] {
  const groups: FieldValue[][] = [];
  for (const value of values) {
    const last = groups.at(-1);
    if (value.continues && last !== undefined) last.push(value);
    else groups.push([value]);
  }
  return groups.map((group) => ({
    prose: withoutQuotes(group.map(({ prose }) => prose).join(" ")),
    text: group.map(({ text }) => text).join(" "),
    values: group,
  }));
}

/** What stands between quotation marks is somebody else's word. */
function withoutQuotes(text: string): string {
  return text
    .replace(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|(?<![\p{L}\p{N}])['‘][^'’]*['’](?![\p{L}\p{N}])/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Place of a phrase that a paragraph's prose holds; of the paragraph where its source writes it in another way. */
export function placeOf(phrase: string, { values }: Paragraph): FieldValue["location"] | undefined {
  for (const { raw, location } of values) {
    const at = raw.indexOf(phrase);
    if (at < 0 || location.start.line !== location.end.line) continue;
    const moved = (by: number) => ({
      ...location.start,
      column: location.start.column + by,
      offset: location.start.offset + by,
    });
    return { ...location, start: moved(at), end: moved(at + phrase.length) };
  }
  return values[0]?.location;
}
