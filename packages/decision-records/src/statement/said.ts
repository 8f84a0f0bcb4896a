import { normaliseKey } from "../declare/declaration.ts";
import type { DecisionRecord, Field, FieldValue } from "../model/record.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/** What a decision says under one of several names. */
export interface Said {
  /** The name under which it stands, as written; `null` when none of them is there. */
  readonly written: string | null;
  /** Values that hold text. */
  readonly values: readonly FieldValue[];
  readonly field: Field | null;
}

/**
 * The first of several fields that says something, or else the first that is there.
 * @param names in any writing: `Closure scope` and `closure_scope` are one
 */
export function saidUnder(record: DecisionRecord, names: readonly string[]): Said {
  const fields = names.flatMap((name) => ownField(record, normaliseKey(name)) ?? []);
  return saidIn(fields);
}

/** What a decision decides: under one of several names, under whatever else means "decision", or in a row's own cell. */
export function statementOf(record: DecisionRecord, names: readonly string[]): Said {
  const named = saidUnder(record, names);
  if (named.values.length > 0) return named;
  const meant = Object.values(record.fields).filter(({ written }) => roleOf(written) === "decision");
  const said = saidIn(meant);
  if (said.values.length > 0 || record.format !== "row-register" || meant.length > 0)
    return said.field === null ? named : said;
  const { title, titleLocation: location } = record;
  const value: FieldValue = { text: title, prose: title, raw: title, links: [], continues: false, location };
  return { written: null, values: title === "" ? [] : [value], field: null };
}

function ownField({ fields }: DecisionRecord, key: string): Field | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function saidIn(fields: readonly Field[]): Said {
  const filled = fields.find(({ values }) => values.some(hasText));
  const field = filled ?? fields[0];
  return field === undefined
    ? { written: null, values: [], field: null }
    : { written: field.written, values: field.values.filter(hasText), field };
}

function hasText({ text }: FieldValue): boolean {
  return text.trim() !== "";
}
