import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { extent, sliceLine } from "../markdown/slice.ts";
import type { Said } from "./sentences.ts";
import type { Stated } from "./stated.ts";
import type { Statement, StatementForm } from "./statement.ts";

/** A statement about an id whose status stands in a line. */
export function statementAt(
  document: MarkdownDocument,
  line: InlineLine,
  args: {
    readonly id: string;
    readonly form: StatementForm;
    readonly stated: Stated;
    readonly from?: number;
  },
): Statement[] {
  const { id, form, stated, from = stated.start } = args;
  const at = extent(sliceLine(line, from, stated.end));
  if (at === null) return [];
  const { statuses, negated } = stated;
  const written = line.text.slice(stated.start, stated.end).trim();
  return [{ id, form, statuses, negated, written, location: document.lines.location(at.start, at.end) }];
}

/** What was said, from the id on, so that a reader sees the whole claim. */
export function statementOf(
  document: MarkdownDocument,
  line: InlineLine,
  form: StatementForm,
  { id, stated }: Said,
): Statement[] {
  return statementAt(document, line, { id: id.id, form, stated, from: id.start });
}
