import type { Blockquote, List, Paragraph, RootContent, Table } from "mdast";
import type { MarkdownDocument } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { tellsOfThePast } from "./past.ts";

/** What a document says, piece by piece, in its own voice and in the present: no quotes, code or sections on the past. */
export type Piece =
  | {
      readonly kind: "text";
      readonly lines: readonly InlineLine[];
      readonly opens: "list" | "heading" | null;
    }
  | { readonly kind: "list"; readonly list: List; readonly above: readonly InlineLine[] }
  | { readonly kind: "table"; readonly table: Table };

interface Step {
  readonly node: RootContent;
  readonly opens: boolean;
  /** Text of the list item around it. */
  readonly above: readonly InlineLine[];
}

/** Walks without recursion, as hostile text nests by the thousand. */
export function pieces(document: MarkdownDocument): Piece[] {
  const found: Piece[] = [];
  const read = (node: Paragraph | (RootContent & { type: "heading" })) =>
    inlineLines(document.text, node.children);
  const stack: Step[] = present(document).reverse().map(plain);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, opens, above } = step;
    if (node.type === "heading") found.push({ kind: "text", lines: read(node), opens: "heading" });
    else if (node.type === "paragraph")
      found.push({ kind: "text", lines: read(node), opens: opens ? "list" : null });
    else if (node.type === "table") found.push({ kind: "table", table: node });
    else if (node.type === "list") {
      found.push({ kind: "list", list: node, above });
      stack.push(...[...node.children].reverse().map(plain));
    } else if (node.type === "listItem") {
      const [head, ...rest] = node.children;
      const lines = head?.type === "paragraph" ? read(head) : [];
      stack.push(...rest.reverse().map((child) => ({ node: child, opens: false, above: lines })));
      if (head !== undefined) stack.push({ node: head, opens: true, above: [] });
    } else if (node.type === "footnoteDefinition" || (node.type === "blockquote" && isAlert(document, node)))
      stack.push(...[...node.children].reverse().map(plain));
  }
  return found;
}

function plain(node: RootContent): Step {
  return { node, opens: false, above: [] };
}

/** Blocks outside of sections that tell of the past, with all that is below them. */
export function present(document: MarkdownDocument): RootContent[] {
  let past: number | null = null;
  return document.tree.children.filter((node) => {
    if (node.type !== "heading") return past === null;
    if (past !== null && node.depth > past) return false;
    past = tellsOfThePast(headingText(document.text, node)) ? node.depth : null;
    return past === null;
  });
}

/** `> [!NOTE]` is the document's own voice. */
function isAlert(document: MarkdownDocument, quote: Blockquote): boolean {
  const [first] = quote.children;
  const [line] = first?.type === "paragraph" ? inlineLines(document.text, first.children) : [];
  return /^\s*\[!(?:note|tip|important|warning|caution)\]/i.test(line?.text ?? "");
}
