import type { UnreadableProblem } from "../model/problem.ts";
import type { LineIndex } from "./lines.ts";

/**
 * What a file may ask of the parser. Far above what people write, and low enough that a file at every limit at once is
 * parsed within two seconds: the parser takes time quadratic in nesting and in the marks of one block.
 */
export const limits = {
  /** Bytes of a file. */
  bytes: 4 * 1024 * 1024,
  lines: 100_000,
  /** UTF-16 units of a line. */
  line: 256 * 1024,
  /** Quotes and lists inside one another. */
  nesting: 100,
  /** Characters that can start or end emphasis, code, links, tags or references, between two blank lines. */
  marks: 50_000,
} as const;

/** The first limit that a text exceeds, or `null`. One pass, before any parsing. */
export function excess(text: string, lines: LineIndex): UnreadableProblem | null {
  const nul = text.indexOf("\0");
  if (nul >= 0) return { code: "nul-byte", location: lines.location(nul, nul + 1) };
  let marks = 0;
  let start = 0;
  let count = 0;
  while (start <= text.length) {
    const end = endOfLine(text, start);
    const location = () => lines.location(start, end);
    count += 1;
    if (count > limits.lines) return { code: "too-many-lines", limit: limits.lines, location: location() };
    if (end - start > limits.line)
      return { code: "line-too-long", units: end - start, limit: limits.line, location: location() };
    const line = text.slice(start, end);
    const levels = nestingOf(line);
    if (levels > limits.nesting)
      return { code: "nesting-too-deep", levels, limit: limits.nesting, location: location() };
    marks = line.trim() === "" ? 0 : marks + marksIn(line);
    if (marks > limits.marks)
      return { code: "block-too-complex", marks, limit: limits.marks, location: location() };
    start = end + 1;
  }
  return null;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** Levels that a line opens: its markers, and two columns of indentation before a list marker for each list around. */
function nestingOf(line: string): number {
  let levels = 0;
  let blanks = 0;
  let at = 0;
  for (; at < line.length; at++) {
    const unit = line.charCodeAt(at);
    if (unit === 0x20) blanks += 1;
    else if (unit === 0x09) blanks += 4;
    else {
      const marker = markerLength(line, at);
      if (marker === 0) break;
      levels += 1 + blanks / 2;
      blanks = 0;
      at += marker - 1;
    }
  }
  return Math.ceil(levels);
}

function markerLength(line: string, at: number): number {
  if (line[at] === ">") return 1;
  const marker = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(line.slice(at, at + 12));
  return marker === null ? 0 : marker[0].length;
}

function marksIn(line: string): number {
  let count = 0;
  for (let at = 0; at < line.length; at++) if (isMark(line.charCodeAt(at))) count += 1;
  return count;
}

/** `! & * : < @ [ ] _ backtick ~` and the backslash. */
function isMark(unit: number): boolean {
  return marks.has(unit);
}

const marks: ReadonlySet<number> = new Set([..."!&*:<@[]_`~\\"].map((mark) => mark.charCodeAt(0)));
