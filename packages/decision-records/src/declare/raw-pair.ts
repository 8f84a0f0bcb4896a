import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { rawLine } from "../markdown/raw.ts";
import { type Declaration, normaliseKey } from "./declaration.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Offsets of a key and its values in source that is not Markdown text. */
export interface RawPair {
  readonly key: Stretch;
  readonly values: readonly Stretch[];
}

type ReadLine = (source: string, start: number, end: number) => InlineLine;

export function rawDeclaration(
  document: MarkdownDocument,
  pair: RawPair,
  read: ReadLine = rawLine,
): Declaration {
  const written = read(document.text, pair.key.start, pair.key.end)
    .text.replace(/\s*[:：]$/, "")
    .trim();
  const end = pair.values.at(-1)?.end ?? pair.key.end;
  return {
    document,
    key: normaliseKey(written),
    written,
    lines: pair.values
      .map((value) => read(document.text, value.start, value.end))
      .filter((line) => line.text !== ""),
    location: document.lines.location(pair.key.start, end),
  };
}

const pairLine = /^[ \t]*(\p{L}[\p{L}\p{N} ()_/-]{0,40})[:：](.*)$/u;

/** `Key: value` lines of a plain block, offsets counted from `base`; any other line goes on with the value before. */
export function rawPairs(text: string, base: number): RawPair[] {
  const pairs: { key: Stretch; values: Stretch[] }[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const start = base + match.index;
    const pair = pairLine.exec(match[0]);
    const value = stretch(
      match[0],
      start,
      pair === null ? 0 : match[0].length - (pair[2] ?? "").length,
      match[0].length,
    );
    if (pair?.[1] !== undefined) {
      const from = match[0].indexOf(pair[1]);
      const key = stretch(match[0], start, from, from + pair[1].length);
      pairs.push({ key, values: filled(unquoted(text, base, value)) });
    } else pairs.at(-1)?.values.push(...filled(value));
  }
  return pairs;
}

/** Part of a line without the blanks at its ends. */
function stretch(line: string, base: number, from: number, to: number): Stretch {
  const part = line.slice(from, to);
  const lead = part.length - part.trimStart().length;
  return { start: base + from + lead, end: base + from + Math.max(lead, part.trimEnd().length) };
}

function filled(value: Stretch): Stretch[] {
  return value.end > value.start ? [value] : [];
}

/** A value without the quotes around it. */
function unquoted(text: string, base: number, { start, end }: Stretch): Stretch {
  const value = text.slice(start - base, end - base);
  return /^(["'])[^"']*\1$/.test(value) ? { start: start + 1, end: end - 1 } : { start, end };
}
