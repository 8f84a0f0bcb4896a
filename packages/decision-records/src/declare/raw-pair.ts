import type { MarkdownDocument } from "../markdown/document.ts";
import { rawLine } from "../markdown/raw.ts";
import { type Declaration, normaliseKey } from "./declaration.ts";

/** Offsets of a key and its value in source that is not Markdown text. */
export interface RawPair {
  readonly key: { readonly start: number; readonly end: number };
  readonly values: readonly { readonly start: number; readonly end: number }[];
}

export function rawDeclaration(document: MarkdownDocument, pair: RawPair): Declaration {
  const written = rawLine(document.text, pair.key.start, pair.key.end).text.replace(/\s*[:：]$/, "");
  const end = pair.values.at(-1)?.end ?? pair.key.end;
  return {
    document,
    key: normaliseKey(written),
    written,
    lines: pair.values
      .map(({ start, end: stop }) => rawLine(document.text, start, stop))
      .filter((line) => line.text !== ""),
    location: document.lines.location(pair.key.start, end),
  };
}

/** `Key: value` lines of a plain block, offsets counted from `base`; an indented line goes on with the value before. */
export function rawPairs(text: string, base: number): RawPair[] {
  const pairs: { key: RawPair["key"]; values: { start: number; end: number }[] }[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const start = base + match.index;
    const pair = /^[ \t]*([\p{L}][\p{L}\p{N} ()_/-]{0,40}?)[ \t]*[:：][ \t]*(.*?)[ \t]*$/u.exec(match[0]);
    if (pair?.[1] !== undefined && pair[2] !== undefined) {
      const keyStart = start + match[0].indexOf(pair[1]);
      const valueStart = start + match[0].trimEnd().length - pair[2].length;
      const value = pair[2] === "" ? [] : [{ start: valueStart, end: valueStart + pair[2].length }];
      pairs.push({ key: { start: keyStart, end: keyStart + pair[1].length }, values: value });
    } else pairs.at(-1)?.values.push({ start, end: start + match[0].length });
  }
  return pairs;
}
