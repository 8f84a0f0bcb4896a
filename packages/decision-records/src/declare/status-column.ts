import type { RootContent } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/** The cells below "Status" of a table that tells how the status changed, from its first row on. */
export function statusColumn(
  document: MarkdownDocument,
  blocks: readonly RootContent[],
): readonly InlineLine[] {
  const table = blocks.find((block) => block.type === "table");
  if (table?.type !== "table") return [];
  const [head, ...rows] = table.children.map((row) =>
    row.children.map((cell) => inlineLines(document.text, cell.children)),
  );
  const column = (head ?? []).findIndex((cell) => roleOf(cell[0]?.text ?? "") === "status");
  return column < 0 ? [] : rows.flatMap((row) => row[column] ?? []);
}
