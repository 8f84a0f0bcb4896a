import type { Heading, List, ListItem, RootContent, Table } from "mdast";
import type { Declaration } from "../declare/declaration.ts";
import { listDeclarations } from "../declare/list.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines, span } from "../markdown/inline.ts";
import { fold } from "../vocabulary/vocabulary.ts";
import type { ColumnContract, SectionContract } from "./contract.ts";

/** Cells of a row by the contract's key, as lines, before they are understood. */
export interface RawRow {
  readonly cells: ReadonlyMap<string, readonly InlineLine[]>;
  /** Keys of columns that the row answers again. */
  readonly again: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
}

export type Columns = readonly (readonly [key: string, column: ColumnContract])[];

/** The rows of a section, however they are written, in the order of the text. */
export function rawRows(
  document: MarkdownDocument,
  blocks: readonly RootContent[],
  section: SectionContract,
): RawRow[] {
  const columns = Object.entries(section.columns);
  return blocks.flatMap((block, index) => {
    if (block.type === "table") return tableRows(document, block, columns);
    if (block.type === "list") return listRows(document, block, columns);
    return block.type === "heading" ? subsection(document, block, blocks.slice(index + 1), columns) : [];
  });
}

/** A table counts when its head names at least two of the columns, or the only one. */
function tableRows(document: MarkdownDocument, table: Table, columns: Columns): RawRow[] {
  const [head, ...body] = table.children;
  const keys = (head?.children ?? []).map((cell) =>
    keyOf(
      inlineLines(document.text, cell.children)
        .map(({ text }) => text)
        .join(" "),
      columns,
    ),
  );
  if (keys.filter((key) => key !== undefined).length < Math.min(2, columns.length)) return [];
  return body.map((row) => {
    const pairs = row.children.map(
      (cell, column) => [keys[column], inlineLines(document.text, cell.children)] as const,
    );
    return { ...gathered(pairs), ...span(row) };
  });
}

/** Items with keys below them: `- D-009`, and in a list below it `- Status: closed`. */
function listRows(document: MarkdownDocument, list: List, columns: Columns): RawRow[] {
  const rows = list.children.map((item) => itemRow(document, item, columns));
  return rows.some((row) => row.cells.size > 1) ? rows : [];
}

function itemRow(document: MarkdownDocument, item: ListItem, columns: Columns): RawRow {
  const [head, ...rest] = item.children;
  const lines = head?.type === "paragraph" ? inlineLines(document.text, head.children) : [];
  const keys = rest.flatMap((block) => (block.type === "list" ? listDeclarations(document, block) : []));
  return { ...keyedCells(lines, keys, columns), ...span(item) };
}

/** A heading in the section with keys below it. */
function subsection(
  document: MarkdownDocument,
  heading: Heading,
  after: readonly RootContent[],
  columns: Columns,
): RawRow[] {
  const next = after.findIndex((block) => block.type === "heading");
  const blocks = next < 0 ? after : after.slice(0, next);
  const list = blocks.find((block) => block.type === "list");
  if (list?.type !== "list") return [];
  const lines = inlineLines(document.text, heading.children);
  const row = keyedCells(lines, listDeclarations(document, list), columns);
  return row.cells.size > 1 ? [{ ...row, start: span(heading).start, end: span(list).end }] : [];
}

type Answers = Pick<RawRow, "cells" | "again">;

function keyedCells(
  head: readonly InlineLine[],
  declarations: readonly Declaration[],
  columns: Columns,
): Answers {
  const [first] = columns;
  const keyed = answers(declarations, columns).filter(([key]) => key !== first?.[0]);
  return gathered(head.length > 0 ? [[first?.[0], head], ...keyed] : keyed);
}

/** Cells of keys that stand for themselves, in no row. */
export function keyCells(declarations: readonly Declaration[], columns: Columns): Answers {
  return gathered(answers(declarations, columns));
}

type Answer = readonly [key: string | undefined, lines: readonly InlineLine[]];

function answers(declarations: readonly Declaration[], columns: Columns): Answer[] {
  return declarations.map(({ written, lines }): Answer => [keyOf(written, columns), lines]);
}

function gathered(pairs: readonly Answer[]): Answers {
  const cells = new Map<string, readonly InlineLine[]>();
  const again = new Set<string>();
  for (const [key, lines] of pairs) {
    if (key === undefined) continue;
    if (cells.has(key)) again.add(key);
    else cells.set(key, lines);
  }
  return { cells, again };
}

function keyOf(written: string, columns: Columns): string | undefined {
  return columns.find(([, { names }]) => names.some((name) => sameName(name, written)))?.[0];
}

/** Case, numbering and marks around do not tell names apart. */
export function sameName(name: string, written: string): boolean {
  const bare = fold(written)
    .replace(/^(?:\d+(?:\.\d+)*[.):]?\s+|[^\p{L}\p{N}]+)/u, "")
    .replace(/[^\p{L}\p{N}]+$/u, "");
  return bare === fold(name);
}
