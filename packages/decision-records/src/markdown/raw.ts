import { type InlineLine, type Segment, toLine } from "./inline.ts";

/**
 * A line of source that is not Markdown text (a YAML value, a line of a code block), read for what a reader sees: code
 * marks and bold marks dropped, `[text](url)` as a link.
 */
export function rawLine(source: string, start: number, end: number): InlineLine {
  return read(source, start, end, textMarks);
}

/** The same for a cell of an HTML table: tags and comments dropped, `<a href>` as a link. */
export function htmlLine(source: string, start: number, end: number): InlineLine {
  return read(source, start, end, htmlMarks);
}

const textMarks = /!?\[([^[\]]*)\]\(([^()\s]*)\)|\*\*+|`+/g;
const htmlMarks =
  /!?\[([^[\]]*)\]\(([^()\s]*)\)|<a\s[^<>]*?href=["']?([^"'<>\s]*)["']?[^<>]*>([^<>]*)<\/a>|<!--.*?-->|<\/?[a-z][^<>]*>|\*\*+|`+/gis;

function read(source: string, start: number, end: number, marks: RegExp): InlineLine {
  const segments: Segment[] = [];
  const text = source.slice(start, end);
  let at = 0;
  let code = false;
  for (const mark of text.matchAll(marks)) {
    push(segments, text.slice(at, mark.index), start + at, { code });
    if (mark[0].startsWith("`")) code = !code;
    const label = mark[1] ?? mark[4];
    const url = mark[2] ?? mark[3];
    if (label !== undefined && url !== undefined)
      push(segments, label, start + mark.index + mark[0].indexOf(label), { url });
    at = mark.index + mark[0].length;
  }
  push(segments, text.slice(at), start + at, {});
  return trimmed(segments);
}

function push(
  into: Segment[],
  text: string,
  start: number,
  marks: Partial<Pick<Segment, "code" | "url">>,
): void {
  if (text === "") return;
  const end = start + text.length;
  const plain = { strong: false, emphasis: false, code: false, struck: false, url: null };
  into.push({ ...plain, ...marks, text, start, end, outerStart: start, outerEnd: end });
}

function trimmed(segments: readonly Segment[]): InlineLine {
  const shown = [...segments];
  while (shown[0]?.text.trim() === "") shown.shift();
  while (shown.at(-1)?.text.trim() === "") shown.pop();
  return toLine(shown.map((segment, index) => bare(segment, index === 0, index === shown.length - 1)));
}

function bare(segment: Segment, first: boolean, last: boolean): Segment {
  const lead = first ? segment.text.length - segment.text.trimStart().length : 0;
  const tail = last ? segment.text.length - segment.text.trimEnd().length : 0;
  const start = segment.start + lead;
  const end = segment.end - tail;
  return {
    ...segment,
    text: segment.text.slice(lead, segment.text.length - tail),
    start,
    end,
    outerStart: start,
    outerEnd: end,
  };
}
