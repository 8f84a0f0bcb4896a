import type { Table, TableRow } from "mdast";
import { normaliseKey } from "../declare/declaration.ts";
import type { Entry, RegisterFormat } from "../format.ts";
import { idOfEntry } from "../identity/entry-id.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines, span } from "../markdown/inline.ts";
import type { KeyRole } from "../vocabulary/language.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/**
 * Many decisions in one table, each a row: an id in one column, the status in another. A table whose ids are links to
 * files is an index of decisions that stand elsewhere, and is left alone.
 */
const rowRegister: RegisterFormat = { kind: "register", name: "row-register", entries };

export default rowRegister;

function entries(document: MarkdownDocument): Entry[] {
  return document.tree.children.flatMap((node) =>
    node.type === "table" ? tableEntries(document, node) : [],
  );
}

interface Columns {
  readonly id: number;
  readonly title: number;
  readonly names: readonly string[];
}

function tableEntries(document: MarkdownDocument, table: Table): Entry[] {
  const [head, ...rows] = table.children;
  if (head === undefined || rows.length === 0) return [];
  const columns = readColumns(document, head);
  if (columns === null) return [];
  const found = rows.flatMap((row) => rowEntry(document, columns, row));
  return found.length === rows.length ? found : [];
}

/** Columns by what their heads say; the title is the first column that says nothing else when none says it. */
function readColumns(document: MarkdownDocument, head: TableRow): Columns | null {
  const names = head.children.map((cell) => text(inlineLines(document.text, cell.children)));
  const roles = names.map(roleOf);
  const id = roles.findIndex((role, index) => role === "id" || names[index] === "#");
  const at = (role: KeyRole) => roles.indexOf(role);
  if (id < 0 || at("status") < 0) return null;
  const plain = roles.findIndex((role, index) => index !== id && role !== "status" && role !== "date");
  const title = [at("title"), at("decision"), plain].find((column) => column >= 0);
  return title === undefined ? null : { id, title, names };
}

function rowEntry(document: MarkdownDocument, columns: Columns, row: TableRow): Entry[] {
  const cells = row.children.map((cell) => inlineLines(document.text, cell.children));
  const [idLine] = cells[columns.id] ?? [];
  const titleLines = cells[columns.title] ?? [];
  if (idLine === undefined || linksToFile(idLine) || titleLines.some(linksToFile)) return [];
  const id = /^[\p{L}\p{N}_.#-]*\d[\p{L}\p{N}_.-]*$/u.test(idLine.text.trim()) ? idLine.text.trim() : null;
  if (id === null && idOfEntry(idLine.text) === null) return [];
  const { start, end } = span(row);
  const location = document.lines.location(start, end);
  const declarations = columns.names.flatMap((written, column) => {
    if (column === columns.id || column === columns.title || written === "") return [];
    return [{ document, key: normaliseKey(written), written, lines: cells[column] ?? [], location }];
  });
  return [
    {
      id,
      title: titleLines[0] ?? null,
      scope: { document, nodes: [], beside: null },
      declarations,
      location,
    },
  ];
}

function linksToFile(line: InlineLine): boolean {
  return line.segments.some(({ url }) => url !== null && /\.(?:md|markdown|adoc|html)(?:#.*)?$/i.test(url));
}

function text(lines: readonly InlineLine[]): string {
  return lines
    .map((line) => line.text)
    .join(" ")
    .trim();
}
