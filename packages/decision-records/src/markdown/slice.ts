import { type InlineLine, type Segment, toLine } from "./inline.ts";

/** The part of a line between two indexes of its text, without blanks at its ends. */
export function sliceLine(line: InlineLine, from: number, to = line.text.length): InlineLine {
  const text = line.text.slice(from, to);
  const lead = text.length - text.trimStart().length;
  return cut(line, from + lead, from + Math.max(lead, text.trimEnd().length));
}

function cut(line: InlineLine, from: number, to: number): InlineLine {
  const kept: Segment[] = [];
  let at = 0;
  for (const segment of line.segments) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, segment.text.length);
    if (start < end) kept.push(part(segment, start, end));
    at += segment.text.length;
  }
  return toLine(kept, line.continues && from === 0);
}

function part(segment: Segment, from: number, to: number): Segment {
  const whole = from === 0 && to === segment.text.length;
  if (whole || segment.end - segment.start !== segment.text.length)
    return { ...segment, text: segment.text.slice(from, to) };
  const start = segment.start + from;
  const end = segment.start + to;
  return {
    ...segment,
    text: segment.text.slice(from, to),
    start,
    end,
    outerStart: from === 0 ? segment.outerStart : start,
    outerEnd: to === segment.text.length ? segment.outerEnd : end,
  };
}

/** The same line without what is crossed out. */
export function withoutStruck(line: InlineLine): InlineLine {
  return line.segments.some((segment) => segment.struck)
    ? toLine(
        line.segments.filter((segment) => !segment.struck),
        line.continues,
      )
    : line;
}

/** Source offsets that a line covers, decoration included; `null` for a line of nothing. */
export function extent(line: InlineLine): { start: number; end: number } | null {
  const first = line.segments[0];
  const last = line.segments.at(-1);
  if (first === undefined || last === undefined) return null;
  return { start: first.outerStart, end: Math.max(last.outerEnd, last.end) };
}
