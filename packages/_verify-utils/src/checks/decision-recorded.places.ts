import type { DecisionPlace } from "./decision-places.ts";
import type { DecisionRecorded } from "./decision-recorded.ts";

export function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

export function entryOf({ text, record }: DecisionPlace): string {
  return text.slice(record.location.start.offset, record.location.end.offset);
}

export type Args = Pick<DecisionRecorded, "id" | "statuses" | "fields" | "normative" | "names"> & {
  readonly evidenceField: string;
};

export const word = /[A-Za-z]+(?=\W*$)/;

/** Offsets of the line that holds one, with its end. */
export function lineAt(text: string, offset: number): { readonly start: number; readonly end: number } {
  const end = text.indexOf("\n", offset);
  return { start: text.lastIndexOf("\n", offset - 1) + 1, end: end < 0 ? text.length : end + 1 };
}

export function withoutLine(text: string, offset: number | undefined): string | undefined {
  if (offset === undefined) return undefined;
  const { start, end } = lineAt(text, offset);
  return replaced(text, start, end, "");
}
