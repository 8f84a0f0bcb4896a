import type { Heading, RootContent } from "mdast";
import type { Entry, RegisterFormat } from "../format.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { inlineLines } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";

/**
 * Many decisions in one file, each under a heading that starts with its id:
 *
 *     ### D-009 — Heavy middleware dedupe
 *     - `status`: `locked`
 */
const register: RegisterFormat = { kind: "register", name: "register", entries };

export default register;

const idAndTitle = /^\s*\[?((?:[A-Z][A-Z0-9]*-?){1,4}\d+[a-z]?)\]?(?:\s*(?:[-–—:|·.]\s*)+|\s+)(?=\S)/;

function entries(document: MarkdownDocument): Entry[] {
  const found: Entry[] = [];
  const { children } = document.tree;
  for (const [index, node] of children.entries()) {
    if (node.type !== "heading") continue;
    const [line] = inlineLines(document.text, node.children);
    const match = idAndTitle.exec(line?.text ?? "");
    if (line === undefined || match?.[1] === undefined) continue;
    const nodes = [node, ...section(children, index, node)];
    found.push({
      id: match[1],
      title: sliceLine(line, match[0].length),
      scope: { document, nodes },
      declarations: [],
    });
  }
  return found;
}

function section(nodes: readonly RootContent[], index: number, heading: Heading): readonly RootContent[] {
  const rest = nodes.slice(index + 1);
  const end = rest.findIndex((node) => node.type === "heading" && node.depth <= heading.depth);
  return end < 0 ? rest : rest.slice(0, end);
}
