import { z } from "zod";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { extent, sliceLine } from "../markdown/slice.ts";
import { locationSchema } from "../model/location.ts";
import { idFinder } from "./ids.ts";

/** A decision's id as a reader meets it: not in a comment, a block of code or an address, and not crossed out. */
export const mentionSchema = z.object({ id: z.string(), location: locationSchema }).readonly();
export type Mention = z.infer<typeof mentionSchema>;

export function mentionsOf(document: MarkdownDocument, ids: readonly string[]): Mention[] {
  const finder = idFinder(ids);
  return shownLines(document).flatMap((line) =>
    finder.all(line.text).flatMap(({ id, start, end }) => {
      const part = sliceLine(line, start, end);
      const at = part.segments.some(({ struck }) => struck) ? null : extent(part);
      return at === null ? [] : [{ id, location: document.lines.location(at.start, at.end) }];
    }),
  );
}

/** Every line of text that a document shows, quotes included; no recursion. */
function shownLines(document: MarkdownDocument): InlineLine[] {
  const lines: InlineLine[] = [];
  const stack = [...document.tree.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell")
      lines.push(...inlineLines(document.text, node.children));
    else if ("children" in node) stack.push(...[...node.children].reverse());
  }
  return lines;
}
