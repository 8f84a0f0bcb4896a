import type { Table, TableRow } from "mdast";
import { type Declaration, normaliseKey } from "../declare/declaration.ts";
import type { RecordFormat } from "../format.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headerBlocks } from "../markdown/header.ts";
import { type InlineLine, inlineLines, span } from "../markdown/inline.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/** A table of keys and values before the prose, one pair a row; or one row of values under a row of keys. */
const table: RecordFormat = {
  kind: "record",
  name: "table",
  declarations: (scope) =>
    headerBlocks(scope).flatMap((node) =>
      node.type === "table" ? tableDeclarations(scope.document, node) : [],
    ),
};

export default table;

/** Rows of the longest table that can be keys of one decision. */
const mostRows = 200;

function tableDeclarations(document: MarkdownDocument, node: Table): Declaration[] {
  if (node.children.length > mostRows) return [];
  const rows = node.children.map((row) => cells(document, row));
  const [head, only] = node.children;
  if (head !== undefined && only !== undefined && node.children.length === 2 && isKeyRow(rows[0] ?? []))
    return (rows[0] ?? []).flatMap((key, column) => pair(document, key, rows[1]?.[column] ?? [], only));
  if (rows.some((row) => row.length < 2)) return [];
  return node.children.flatMap((row, index) => {
    const [key, ...values] = rows[index] ?? [];
    return key === undefined ? [] : pair(document, key, values.flat(), row);
  });
}

function cells(document: MarkdownDocument, row: TableRow): (readonly InlineLine[])[] {
  return row.children.map((cell) => inlineLines(document.text, cell.children));
}

function isKeyRow(row: readonly (readonly InlineLine[])[]): boolean {
  return row.length > 1 && row.filter((cell) => roleOf(textOf(cell)) !== null).length >= 2;
}

function pair(
  document: MarkdownDocument,
  key: readonly InlineLine[],
  lines: readonly InlineLine[],
  row: TableRow,
): Declaration[] {
  const written = textOf(key).replace(/\s*[:：]$/, "");
  if (written === "") return [];
  const { start, end } = span(row);
  return [
    { document, key: normaliseKey(written), written, lines, location: document.lines.location(start, end) },
  ];
}

function textOf(cell: readonly InlineLine[]): string {
  return cell
    .map((line) => line.text)
    .join(" ")
    .trim();
}
