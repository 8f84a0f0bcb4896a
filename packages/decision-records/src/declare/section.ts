import type { Heading, RootContent } from "mdast";
import type { Scope } from "../markdown/document.ts";
import { headingText } from "../markdown/header.ts";

/** A heading with the blocks up to the next heading. */
export interface Section {
  readonly heading: Heading;
  readonly text: string;
  readonly blocks: readonly RootContent[];
}

/** Sections of the longest decision. */
const mostSections = 500;

/** The sections of a scope, in the order of the text; nested ones are sections of their own. */
export function sections(scope: Scope): Section[] {
  const found: { heading: Heading; text: string; blocks: RootContent[] }[] = [];
  for (const node of scope.nodes) {
    if (found.length > mostSections) break;
    if (node.type === "heading")
      found.push({ heading: node, text: headingText(scope.document.text, node), blocks: [] });
    else found.at(-1)?.blocks.push(node);
  }
  return found;
}
