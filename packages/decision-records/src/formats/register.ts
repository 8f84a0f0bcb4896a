import type { Heading, RootContent } from "mdast";
import type { Entry, RegisterFormat } from "../format.ts";
import { idOfEntry } from "../identity/entry-id.ts";
import { type MarkdownDocument, scopeLocation } from "../markdown/document.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/**
 * Many decisions in one file, each under a heading that starts with its id or its day:
 *
 *     ### D-009 — Heavy middleware dedupe
 *     - `status`: `locked`
 */
const register: RegisterFormat = { kind: "register", name: "register", entries };

export default register;

interface Candidate {
  readonly heading: Heading;
  readonly line: InlineLine;
  readonly id: string | null;
  readonly title: InlineLine;
  readonly nodes: readonly RootContent[];
}

function entries(document: MarkdownDocument): Entry[] {
  const found = candidates(document);
  const depth = commonDepth(found);
  return found
    .filter(({ heading }) => heading.depth === depth)
    .map(({ id, title, nodes }) => {
      const scope = { document, nodes, beside: null };
      const named = title.text.trim() === "" ? null : title;
      return { id, title: named, scope, declarations: [], location: scopeLocation(scope) };
    });
}

function candidates(document: MarkdownDocument): Candidate[] {
  const { children } = document.tree;
  return children.flatMap((heading, index) => {
    if (heading.type !== "heading") return [];
    const [line] = inlineLines(document.text, heading.children);
    const match = line === undefined ? null : idOfEntry(line.text);
    if (line === undefined || match === null) return [];
    const nodes = [heading, ...section(children, index, heading.depth)];
    return [{ heading, line, id: match.id, title: sliceLine(line, match.length), nodes }];
  });
}

/** Entries stand at one level; ids at other levels are parts of an entry or of the story. */
function commonDepth(found: readonly Candidate[]): number | null {
  const counts = new Map<number, number>();
  for (const { heading, nodes } of found) {
    const weight = declaresStatus(nodes) ? 1000 : 1;
    counts.set(heading.depth, (counts.get(heading.depth) ?? 0) + weight);
  }
  const best = [...counts].sort(([a, x], [b, y]) => y - x || a - b)[0];
  return best?.[0] ?? null;
}

function declaresStatus(nodes: readonly RootContent[]): boolean {
  return nodes.slice(1, 6).some((node) => {
    const first = node.type === "list" ? node.children[0]?.children[0] : node;
    if (first?.type !== "paragraph" && first?.type !== "heading") return false;
    return first.children.some(
      (child) => "value" in child && roleOf(child.value.split(":")[0] ?? "") === "status",
    );
  });
}

function section(nodes: readonly RootContent[], index: number, depth: number): RootContent[] {
  const found: RootContent[] = [];
  for (let at = index + 1; at < nodes.length; at++) {
    const node = nodes[at];
    if (node === undefined || (node.type === "heading" && node.depth <= depth)) break;
    found.push(node);
  }
  return found;
}
