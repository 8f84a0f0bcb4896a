import type { Nodes, PhrasingContent } from "mdast";
import { sourceLines } from "./source-lines.ts";

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
  /** It goes on with the paragraph of the line before: only the width of the page ended that one. */
  readonly continues: boolean;
}

export function toLine(segments: readonly Segment[], continues = false): InlineLine {
  return { segments, text: segments.map((segment) => segment.text).join(""), continues };
}

/** Formats look at the same headings and paragraphs one after another; each is read once. */
const known = new WeakMap<readonly PhrasingContent[], readonly InlineLine[]>();

/** Inline content as lines; a soft or hard break, `<br>` and a block-like tag each end one. */
export function inlineLines(source: string, nodes: readonly PhrasingContent[]): readonly InlineLine[] {
  const before = known.get(nodes);
  if (before !== undefined) return before;
  const reader = new InlineReader(source);
  reader.read(nodes);
  known.set(nodes, reader.lines);
  return reader.lines;
}

type Marks = Pick<Segment, "strong" | "emphasis" | "code" | "struck" | "url" | "outerStart" | "outerEnd">;

/** Walks inline nodes without recursion, as hostile text nests them by the thousand. */
class InlineReader {
  readonly lines: InlineLine[] = [];
  readonly #source: string;
  #current: Segment[] = [];
  #continues = false;
  /** Between `<del>` and `</del>`. */
  #struck = false;

  constructor(source: string) {
    this.#source = source;
  }

  read(nodes: readonly PhrasingContent[]): void {
    const stack: { node: PhrasingContent; marks: Marks }[] = [];
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index];
      if (node !== undefined) stack.push({ node, marks: unmarked(node) });
    }
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { node, marks } = next;
      if (!("children" in node)) {
        this.#leaf(node, marks);
        continue;
      }
      const inner = { ...marks, ...marksOf(node) };
      for (const child of [...node.children].reverse()) stack.push({ node: child, marks: inner });
    }
    this.#endLine();
  }

  #endLine(isSoft = false): void {
    if (this.#current.length > 0) this.lines.push(toLine(this.#current, this.#continues));
    this.#continues = isSoft && this.lines.length > 0;
    this.#current = [];
  }

  #leaf(node: PhrasingContent, marks: Marks): void {
    if (node.type === "text") this.#text(node.value, node, marks);
    else if (node.type === "inlineCode")
      this.#push({ ...marks, ...span(node), code: true, text: node.value });
    else if (node.type === "break") this.#endLine();
    else if (node.type === "html") this.#html(node.value, node, marks);
    else if (node.type === "image" || node.type === "imageReference")
      this.#push({ ...marks, ...span(node), text: node.alt ?? "" });
  }

  #push(segment: Segment): void {
    if (segment.text !== "") this.#current.push(this.#struck ? { ...segment, struck: true } : segment);
  }

  #html(value: string, node: PhrasingContent, marks: Marks): void {
    if (value.startsWith("<!--")) return;
    const strike = /^<(\/?)(?:del|s|strike)\s*>$/i.exec(value);
    if (strike !== null) {
      this.#struck = strike[1] === "";
      return;
    }
    if (/^<\/?(?:br|p|div|li|ul|ol|tr)\b/i.test(value)) this.#endLine();
    else this.#push({ ...marks, ...span(node), text: value });
  }

  #text(value: string, node: PhrasingContent, marks: Marks): void {
    const whole = span(node);
    if (!/[\r\n]/.test(value)) {
      this.#push({ ...marks, ...whole, text: value });
      return;
    }
    const written = sourceLines(this.#source, whole.start, whole.end);
    for (const [index, text] of value.split(/\r\n|\n|\r/).entries()) {
      if (index > 0) this.#endLine(true);
      const at = written[index] ?? whole;
      this.#push({ ...marks, ...at, ...(isPlain(marks) ? narrowed(marks, at) : {}), text });
    }
  }
}

function unmarked(node: PhrasingContent): Marks {
  const { start, end } = span(node);
  return {
    outerStart: start,
    outerEnd: end,
    strong: false,
    emphasis: false,
    code: false,
    struck: false,
    url: null,
  };
}

function marksOf(node: PhrasingContent): Partial<Segment> {
  if (node.type === "strong") return { strong: true };
  if (node.type === "emphasis") return { emphasis: true };
  if (node.type === "delete") return { struck: true };
  if (node.type === "link") return { url: node.url };
  if (node.type === "linkReference") return { url: `[${node.identifier}]` };
  return {};
}

function isPlain({ strong, emphasis, struck, url }: Marks): boolean {
  return !strong && !emphasis && !struck && url === null;
}

/** A line of plain text has no decoration, so its outer ends are its own. */
function narrowed(
  marks: Marks,
  at: { start: number; end: number },
): Pick<Segment, "outerStart" | "outerEnd"> {
  return { outerStart: Math.max(marks.outerStart, at.start), outerEnd: Math.min(marks.outerEnd, at.end) };
}

/** Start and end offset of a node that the parser placed. */
export function span(node: Nodes): { start: number; end: number } {
  const position = node.position;
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}
