import type { Html } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { span } from "../markdown/inline.ts";
import { htmlLine } from "../markdown/raw.ts";
import type { IdFinder } from "./ids.ts";
import { type ShownText, shownText } from "./shown.ts";

/** Rows of cells of each table in a block of HTML. Closing tags may be missing, as in HTML. */
export function htmlRows(document: MarkdownDocument, node: Html, ids: IdFinder): ShownText[][][] {
  const { start, end } = span(node);
  const source = document.text
    .slice(start, end)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\r\n]/g, " "));
  const tags = [...source.matchAll(/<(table|tr|td|th|\/td|\/th|\/tr|\/table)\b[^>]*>/gi)];
  const tables: ShownText[][][] = [];
  for (const [index, tag] of tags.entries()) {
    const name = (tag[1] ?? "").toLowerCase();
    if (name === "table") tables.push([]);
    if (name === "tr") tables.at(-1)?.push([]);
    if (name !== "td" && name !== "th") continue;
    const from = start + tag.index + tag[0].length;
    const to = start + (tags[index + 1]?.index ?? source.length);
    tables
      .at(-1)
      ?.at(-1)
      ?.push(shownText([htmlLine(document.text, from, to)], ids));
  }
  return tables;
}
