import { type Declaration, fieldValue } from "../declare/declaration.ts";
import { withoutStruck } from "../markdown/slice.ts";
import type { Problem } from "../model/problem.ts";
import type { Field } from "../model/record.ts";

/** Declarations by key. The first counts; a key that stands again is reported. */
export function readFields(declarations: readonly Declaration[]): {
  fields: Record<string, Field>;
  problems: Problem[];
} {
  const fields: Record<string, Field> = Object.create(null);
  const problems: Problem[] = [];
  for (const { document, key, written, lines, location } of declarations) {
    const known = fields[key];
    if (known !== undefined) {
      problems.push({ code: "repeated-field", key, location, first: known.location });
      continue;
    }
    fields[key] = {
      key,
      written,
      values: lines.flatMap((line) => fieldValue(document, withoutStruck(line)) ?? []),
      location,
    };
  }
  return { fields, problems };
}
