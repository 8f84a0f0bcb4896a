import { type InlineLine, type Segment, toLine } from "./inline.ts";

/**
 * A line of source that is not Markdown text (a YAML value, a cell of an HTML table, a line of a code block), read for
 * what a reader sees: tags and quotes dropped, `[text](url)` and `<a href>` as links.
 */
export function rawLine(source: string, start: number, end: number): InlineLine {
  const segments: Segment[] = [];
  const text = source.slice(start, end);
  let at = 0;
  for (const mark of text.matchAll(marks)) {
    push(segments, text.slice(at, mark.index), start + at, null);
    const label = mark[1] ?? mark[4];
    const url = mark[2] ?? mark[3];
    if (label !== undefined && url !== undefined)
      push(segments, label, start + mark.index + mark[0].indexOf(label), url);
    at = mark.index + mark[0].length;
  }
  push(segments, text.slice(at), start + at, null);
  return toLine(segments);
}

const marks =
  /!?\[([^[\]]*)\]\(([^()\s]*)\)|<a\s[^<>]*?href=["']?([^"'<>\s]*)["']?[^<>]*>([^<>]*)<\/a>|<!--.*?-->|<\/?[a-z][^<>]*>|[*`]+/gis;

function push(into: Segment[], text: string, start: number, url: string | null): void {
  const shown = text.trim();
  if (shown === "") return;
  const from = start + text.indexOf(shown);
  const end = from + shown.length;
  const gap = into.length > 0 && /^\s/.test(text) ? " " : "";
  const plain = { strong: false, emphasis: false, code: false, struck: false, url };
  if (gap !== "")
    into.push({ ...plain, url: null, text: gap, start: from, end: from, outerStart: from, outerEnd: from });
  into.push({ ...plain, text: shown, start: from, end, outerStart: from, outerEnd: end });
}
