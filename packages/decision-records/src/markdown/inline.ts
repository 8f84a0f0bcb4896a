import type { Nodes, PhrasingContent } from "mdast";

/** A run of text that stands together in the source, with what surrounds it. Offsets point into the source. */
export interface Segment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Ends of the outermost inline node that holds it: where its decoration starts and stops. */
  readonly outerStart: number;
  readonly outerEnd: number;
  readonly strong: boolean;
  readonly emphasis: boolean;
  readonly code: boolean;
  readonly struck: boolean;
  readonly url: string | null;
}

/** One line as a reader sees it. Comments are gone, struck-through text is not (see `withoutStruck`). */
export interface InlineLine {
  readonly segments: readonly Segment[];
  readonly text: string;
}

interface Pending {
  readonly node: PhrasingContent;
  readonly marks: Omit<Segment, "text" | "start" | "end">;
}

const lineBreak = Symbol("line break");

/** Inline content as lines; a soft or hard break, `<br>` and a block-like tag each end one. Walks without recursion. */
export function inlineLines(source: string, nodes: readonly PhrasingContent[]): InlineLine[] {
  const lines: InlineLine[] = [];
  let current: Segment[] = [];
  const close = () => {
    if (current.length > 0) lines.push(toLine(current));
    current = [];
  };
  for (const piece of pieces(source, nodes)) {
    if (piece === lineBreak) close();
    else current.push(piece);
  }
  close();
  return lines;
}

export function toLine(segments: readonly Segment[]): InlineLine {
  return { segments, text: segments.map((segment) => segment.text).join("") };
}

function* pieces(source: string, nodes: readonly PhrasingContent[]): Generator<Segment | typeof lineBreak> {
  const stack: Pending[] = nodes.map((node) => ({ node, marks: unmarked(node) })).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, marks } = next;
    if ("children" in node) {
      const inner = { ...marks, ...marksOf(node) };
      for (const child of [...node.children].reverse()) stack.push({ node: child, marks: inner });
    } else if (node.type === "break") yield lineBreak;
    else if (node.type === "html") yield* htmlPieces(node.value, span(node), marks);
    else yield* textPieces(source, node, marks);
  }
}

function unmarked(node: PhrasingContent): Pending["marks"] {
  const { start, end } = span(node);
  const plain = { strong: false, emphasis: false, code: false, struck: false, url: null };
  return { outerStart: start, outerEnd: end, ...plain };
}

function marksOf(node: PhrasingContent): Partial<Segment> {
  if (node.type === "strong") return { strong: true };
  if (node.type === "emphasis") return { emphasis: true };
  if (node.type === "delete") return { struck: true };
  if (node.type === "link") return { url: node.url };
  if (node.type === "linkReference") return { url: `[${node.identifier}]` };
  return {};
}

function* htmlPieces(
  value: string,
  at: { start: number; end: number },
  marks: Pending["marks"],
): Generator<Segment | typeof lineBreak> {
  if (/^<!--/.test(value)) return;
  if (/^<\/?(?:br|p|div|li|ul|ol|tr)\b/i.test(value)) yield lineBreak;
  else yield { ...marks, ...at, text: value };
}

function* textPieces(
  source: string,
  node: PhrasingContent,
  marks: Pending["marks"],
): Generator<Segment | typeof lineBreak> {
  const { start, end } = span(node);
  if (node.type === "image" || node.type === "imageReference") {
    yield { ...marks, text: node.alt ?? "", start, end };
    return;
  }
  if (node.type === "inlineCode") {
    yield { ...marks, code: true, text: node.value, start, end };
    return;
  }
  if (node.type !== "text") return;
  const values = node.value.split(/\r\n|\n|\r/);
  const written = [...sourceLines(source, start, end)];
  for (const [index, text] of values.entries()) {
    if (index > 0) yield lineBreak;
    const at = written[index] ?? { start, end };
    const outer = {
      outerStart: Math.max(marks.outerStart, at.start),
      outerEnd: Math.min(marks.outerEnd, at.end),
    };
    const plain = !marks.strong && !marks.emphasis && !marks.struck && marks.url === null;
    if (text !== "") yield { ...marks, ...(plain ? outer : {}), text, ...at };
  }
}

/** The source lines of a text node; from the second on, without the indentation and quote marks before the text. */
function* sourceLines(source: string, start: number, end: number): Generator<{ start: number; end: number }> {
  let from = start;
  for (const ending of source.slice(start, end).matchAll(/\r\n|\n|\r/g)) {
    yield trimmed(source, from, start + ending.index, from > start);
    from = start + ending.index + ending[0].length;
  }
  yield trimmed(source, from, end, from > start);
}

function trimmed(
  source: string,
  start: number,
  end: number,
  continued: boolean,
): { start: number; end: number } {
  if (!continued) return { start, end };
  const indentation = /^[ \t>]*/.exec(source.slice(start, end))?.[0].length ?? 0;
  return { start: start + indentation, end };
}

/** Start and end offset of a node that the parser placed. */
export function span(node: Nodes): { start: number; end: number } {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
