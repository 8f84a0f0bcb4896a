import { type DecisionRecord, parseDecisions } from "@phasegate/decision-records";
import { type Edits, readText } from "@phasegate/workspace";
import { type CheckContext, NotApplicable } from "../check.ts";
import type { DecisionRecorded } from "./decision-recorded.ts";

interface Place {
  readonly path: string;
  readonly text: string;
  readonly record: DecisionRecord;
}

/** Where the decision stands, or why there is no place to edit. */
export function place(context: CheckContext, id: string): Place | NotApplicable {
  for (const path of context.policy.registers) {
    const text = readText(context.workspace, path);
    const file = text === undefined ? undefined : parseDecisions({ path, text });
    const record = file?.kind === "recognised" ? file.records.find((one) => one.id === id) : undefined;
    if (text !== undefined && record !== undefined) return { path, text, record };
  }
  return new NotApplicable(`${id} stands in no register`);
}

export function editing(
  id: string,
  edit: (found: Place) => string | undefined,
): (context: CheckContext) => Edits | NotApplicable {
  return (context) => {
    const where = place(context, id);
    if (where instanceof NotApplicable) return where;
    const text = edit(where);
    if (text === undefined) return new NotApplicable("the record has no such part");
    return text === where.text ? new NotApplicable("the register is so already") : { [where.path]: text };
  };
}

export function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

export function entryOf({ text, record }: Place): string {
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
