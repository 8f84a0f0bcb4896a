import type { Heading, RootContent } from "mdast";
import { roleOf } from "../vocabulary/vocabulary.ts";
import type { Scope } from "./document.ts";
import { inlineLines } from "./inline.ts";

/** The text of a heading as read. */
export function headingText(source: string, heading: Heading): string {
  return inlineLines(source, heading.children)
    .map((line) => line.text)
    .join(" ")
    .trim();
}

/** Blocks before the prose that are looked at; a page without headings has no header of hundreds. */
const mostBlocks = 60;

/**
 * The blocks in which a decision declares things: all before the first heading that starts its prose, and those under
 * headings such as "Metadata" or "Status". Keys that look the same further down are part of the story.
 */
export function headerBlocks(scope: Scope): RootContent[] {
  const blocks: RootContent[] = [];
  let open = true;
  let titled = false;
  for (const node of scope.nodes) {
    if (blocks.length === mostBlocks) break;
    if (node.type !== "heading") {
      if (open) blocks.push(node);
      continue;
    }
    const role = roleOf(headingText(scope.document.text, node));
    const title = !titled && role === null;
    titled = true;
    open = title || role === "meta" || role === "status";
  }
  return blocks;
}
