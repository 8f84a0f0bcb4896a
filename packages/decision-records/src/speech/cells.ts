import type { Table } from "mdast";
import { isoDay } from "../assemble/dates.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { inlineLines } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { statementAt } from "./found.ts";
import type { IdFinder } from "./ids.ts";
import { startsWithIds } from "./item-start.ts";
import { type ShownText, shownText } from "./shown.ts";
import { statedAtStart } from "./stated.ts";
import type { Statement } from "./statement.ts";

/** Rows of a table as texts; the first one heads the columns. */
export function tableCells(document: MarkdownDocument, table: Table, ids: IdFinder): ShownText[][] {
  return table.children.map((row) =>
    row.children.map((cell) => shownText(inlineLines(document.text, cell.children), ids)),
  );
}

/** What a table states: rows of decisions with a status column, or columns of decisions with a status row. */
export function tableStatements(
  document: MarkdownDocument,
  rows: readonly (readonly ShownText[])[],
  ids: IdFinder,
): Statement[] {
  const [head = [], ...body] = rows;
  const status = statusColumn(head);
  if (status >= 0) return rowStatements(document, { head, body, status }, ids);
  return body
    .filter(([key]) => isStatusHead(key))
    .flatMap((row) =>
      row.flatMap((cell, column) => cellStatements(document, cell, idsOf(head[column], ids))),
    );
}

function statusColumn(head: readonly ShownText[]): number {
  return head.findIndex(isStatusHead);
}

/** A head that says more (`Status (before E4)`) may speak of another time. */
function isStatusHead(cell: ShownText | undefined): boolean {
  return cell !== undefined && roleOf(cell.said) === "status" && !/[(\d]/.test(cell.said);
}

interface Columns {
  readonly head: readonly ShownText[];
  readonly body: readonly (readonly ShownText[])[];
  readonly status: number;
}

function rowStatements(
  document: MarkdownDocument,
  { head, body, status }: Columns,
  ids: IdFinder,
): Statement[] {
  const subject = idColumn(head, status);
  const date = head.findIndex((cell) => roleOf(cell.said) === "date");
  const rows = body.flatMap((row) => {
    const day = isoDay(row[date]?.said ?? "");
    return idsOf(row[subject], ids).map((id) => ({ id, day, cell: row[status] }));
  });
  // A table with days that names a decision again tells its history: the last day counts.
  const latest = rows.filter(({ id, day }) => {
    const others = rows.filter((row) => row.id === id);
    return day === null || others.every((row) => row.day === null || row.day <= day);
  });
  return latest.flatMap(({ id, cell }) => (cell === undefined ? [] : cellStatements(document, cell, [id])));
}

/** The column that the rows are about: one that says so, or else the first. */
function idColumn(head: readonly ShownText[], status: number): number {
  const named = head.findIndex(({ said }) => {
    const role = roleOf(said);
    return role === "id" || role === "decision" || said.trim() === "#";
  });
  if (named >= 0) return named;
  return status === 0 ? 1 : 0;
}

function idsOf(cell: ShownText | undefined, ids: IdFinder): readonly string[] {
  return cell === undefined ? [] : startsWithIds(cell.said, ids);
}

/** The status that a cell or value holds; of `open → closed`, the last. */
export function cellStatements(
  document: MarkdownDocument,
  { line, said }: ShownText,
  ids: readonly string[],
  form: Statement["form"] = "table",
): Statement[] {
  const from = Math.max(...["→", "->", "=>", "⇒"].map((arrow) => said.lastIndexOf(arrow) + arrow.length), 0);
  const start = /→|[-=]>|⇒/.test(said) ? from : 0;
  const stated = statedAtStart(said.slice(start), "after-mark");
  if (stated === null) return [];
  return ids.flatMap((id) =>
    statementAt(document, sliceLine(line, start), { id, form, stated: shift(line.text, start, stated) }),
  );
}

function shift(text: string, start: number, stated: NonNullable<ReturnType<typeof statedAtStart>>) {
  const lead = text.slice(start).length - text.slice(start).trimStart().length;
  return { ...stated, start: stated.start - lead, end: stated.end - lead };
}
