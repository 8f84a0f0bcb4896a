import type { List, ListItem, RootContent } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines, span } from "../markdown/inline.ts";
import { type Declaration, normaliseKey } from "./declaration.ts";
import { boldLabel, keyValue } from "./key-value.ts";

/** Items of the longest list that can be keys of one decision. */
const mostItems = 200;

/** Declarations of a list's own items: `- key: value`, or `- key:` with the values in a nested list or paragraph. */
export function listDeclarations(document: MarkdownDocument, list: List): Declaration[] {
  return list.children.slice(0, mostItems).flatMap((item) => itemDeclarations(document, item));
}

function itemDeclarations(document: MarkdownDocument, item: ListItem): Declaration[] {
  const [head, ...rest] = item.children;
  if (head?.type !== "paragraph") return [];
  const [first, ...more] = inlineLines(document.text, head.children);
  const pair = first === undefined ? null : (keyValue(first) ?? boldLabel(first));
  if (pair === null) return [];
  const scalar = pair.value.text === "" ? [] : [pair.value];
  const { start, end } = span(item);
  return [
    {
      document,
      key: normaliseKey(pair.key),
      written: pair.key,
      lines: [...scalar, ...more, ...rest.flatMap((node) => blockLines(document, node))],
      location: document.lines.location(start, end),
    },
  ];
}

/** The lines of text that a block shows, list items and (unless told) quotes included, tables and code left out. No recursion. */
export function blockLines(document: MarkdownDocument, block: RootContent, quotes = true): InlineLine[] {
  const lines: InlineLine[] = [];
  const stack: RootContent[] = [block];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "paragraph") lines.push(...inlineLines(document.text, node.children));
    else if (node.type === "list") stack.push(...chosen(node).reverse());
    else if (node.type === "listItem" || (quotes && node.type === "blockquote"))
      stack.push(...[...node.children].reverse());
  }
  return lines;
}

/** Of a check list, the items that are checked, if any is. */
function chosen(list: List): ListItem[] {
  const checked = list.children.filter((item) => item.checked === true);
  return checked.length > 0 ? checked : [...list.children];
}
