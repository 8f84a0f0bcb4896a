import type { Heading, RootContent } from "mdast";
import { statedInHeading } from "../declare/heading-status.ts";
import type { Entry, RegisterFormat } from "../format.ts";
import { idOfEntry } from "../identity/entry-id.ts";
import { type MarkdownDocument, scopeLocation } from "../markdown/document.ts";
import { type InlineLine, inlineLines, toLine } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";

/**
 * Many decisions in one file, each under a heading that starts with its id or its day, or that has a status of its own:
 *
 *     ### D-009 — Heavy middleware dedupe
 *     - `status`: `locked`
 */
const register: RegisterFormat = { kind: "register", name: "register", entries };

export default register;

interface Candidate {
  readonly depth: number;
  readonly id: string | null;
  readonly title: InlineLine;
  readonly nodes: readonly RootContent[];
  readonly marked: boolean;
  readonly stated: boolean;
}

function entries(document: MarkdownDocument): Entry[] {
  const found = candidates(document);
  const depth = commonDepth(found);
  return found
    .filter((candidate) => candidate.depth === depth)
    .map(({ id, title, nodes }) => {
      const scope = { document, nodes, beside: null };
      const { rest, declarations } = statedInHeading(document, title);
      const named = rest.text.trim() === "" ? null : rest;
      return { id, title: named, scope, declarations, location: scopeLocation(scope) };
    });
}

function candidates(document: MarkdownDocument): Candidate[] {
  const { children } = document.tree;
  return children.flatMap((heading, index) => {
    if (heading.type !== "heading") return [];
    const nodes = [heading, ...section(children, index, heading.depth)];
    const candidate = readCandidate(document, heading, nodes);
    return candidate === null ? [] : [candidate];
  });
}

function readCandidate(
  document: MarkdownDocument,
  heading: Heading,
  nodes: readonly RootContent[],
): Candidate | null {
  const line = toLine(inlineLines(document.text, heading.children).flatMap(({ segments }) => segments));
  const head = idOfEntry(line.text);
  const stated = heading.depth > 1 && statuses(nodes) === 1;
  if (head === null && (!stated || roleOf(line.text) !== null)) return null;
  const { id, length } = head ?? { id: null, length: 0 };
  return { depth: heading.depth, id, title: sliceLine(line, length), nodes, marked: head !== null, stated };
}

/** Entries stand at one level: the one at which most state a status, or else at which most are marked. */
function commonDepth(found: readonly Candidate[]): number | null {
  const weights = new Map<number, number>();
  for (const { depth, marked, stated } of found)
    weights.set(depth, (weights.get(depth) ?? 0) + Number(stated) * 1000 + Number(marked));
  const [best] = [...weights].sort(([a, x], [b, y]) => y - x || a - b);
  return best?.[0] ?? null;
}

/** How often the blocks of an entry name the status as a key or heading. Long entries are not searched to their end. */
function statuses(nodes: readonly RootContent[]): number {
  let count = 0;
  for (const node of nodes.slice(1, 40)) {
    const first = node.type === "list" ? node.children[0]?.children[0] : node;
    if (first?.type === "paragraph" || first?.type === "heading")
      count += Number(startsWithStatus(first.children));
  }
  return count;
}

function startsWithStatus(children: Heading["children"]): boolean {
  const [first] = children;
  const inner = first !== undefined && "children" in first ? first.children[0] : first;
  return (
    inner !== undefined && "value" in inner && roleOf(inner.value.split(/[:：\n]/)[0] ?? "") === "status"
  );
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
