import { listDeclarations } from "../declare/list.ts";
import frontMatter from "../formats/front-matter.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { fold, roleOf } from "../vocabulary/vocabulary.ts";
import { tableCells, tableStatements } from "./cells.ts";
import { entryStatements, recordStatements } from "./entries.ts";
import { statementOf } from "./found.ts";
import { type IdFinder, idFinder } from "./ids.ts";
import { sayingsOfLine, startsWithIds } from "./item-start.ts";
import { pairStatements, valueStatements } from "./pairs.ts";
import { sayings } from "./sentences.ts";
import { type ShownText, shownText } from "./shown.ts";
import type { Statement } from "./statement.ts";
import { type Piece, pieces } from "./walk.ts";

/** Everything that a document states of the given decisions, each place once, in the order of the text. */
export function statementsOf(document: MarkdownDocument, ids: readonly string[]): Statement[] {
  const finder = idFinder(ids);
  const scope = { document, nodes: document.tree.children, beside: null };
  const keys = frontMatter.kind === "record" ? frontMatter.declarations(scope) : [];
  const found = [
    ...entryStatements(document, finder),
    ...recordStatements(document, ids),
    ...pairStatements(document, keys, finder),
    ...pieces(document).flatMap((piece) => pieceStatements(document, piece, finder)),
  ];
  const places = new Map<string, Statement>();
  for (const one of found) {
    const place = `${fold(one.id)} ${one.location.end.offset}`;
    if (!places.has(place)) places.set(place, one);
  }
  return [...places.values()].sort((a, b) => a.location.start.offset - b.location.start.offset);
}

function pieceStatements(document: MarkdownDocument, piece: Piece, ids: IdFinder): Statement[] {
  switch (piece.kind) {
    case "text":
      return textStatements(document, shownText(piece.lines, ids), piece.opens, ids);
    case "table": {
      const rows = tableCells(document, piece.table, ids);
      const prose = rows.flat().flatMap((cell) => textStatements(document, cell, null, ids));
      return [...tableStatements(document, rows, ids), ...prose];
    }
    case "list":
      return listStatements(document, piece, ids);
  }
}

function textStatements(
  document: MarkdownDocument,
  { line, said }: ShownText,
  opens: "list" | "heading" | null,
  ids: IdFinder,
): Statement[] {
  if (ids.all(said).length === 0) return [];
  const sentences = sayings(said, ids).flatMap((one) => statementOf(document, line, "sentence", one));
  if (opens === null) return sentences;
  return [
    ...sentences,
    ...sayingsOfLine(said, ids).flatMap((one) => statementOf(document, line, "list", one)),
  ];
}

/** Keys of a list, and those of a list below an item that is a decision's id. */
function listStatements(
  document: MarkdownDocument,
  { list, above }: Piece & { kind: "list" },
  ids: IdFinder,
): Statement[] {
  const declarations = listDeclarations(document, list);
  const own = pairStatements(document, declarations, ids);
  const about = startsWithIds(shownText(above.slice(0, 1), ids).said, ids);
  if (about.length === 0) return own;
  const keys = declarations.filter(({ written }) => roleOf(written) === "status");
  return [...own, ...keys.flatMap((key) => valueStatements(document, key, about, ids))];
}
