import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine, Segment } from "../markdown/inline.ts";
import { extent, sliceLine } from "../markdown/slice.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { type Declaration, normaliseKey } from "./declaration.ts";
import { boldLabel, keyValue } from "./key-value.ts";

/**
 * Declarations of one line of text: `**Status:** accepted`, `Status: accepted`, and several of them set apart by
 * dots or bars: `**Status:** accepted · **Date:** 2026-02-21`. A key without decoration must be a known one, as prose
 * holds colons too.
 */
export function lineDeclarations(document: MarkdownDocument, line: InlineLine): Declaration[] {
  return split(line).flatMap((part) => {
    const pair = keyValue(part) ?? boldLabel(part);
    if (pair === null || !(startsDecorated(part) || declares(pair.key))) return [];
    const at = extent(part);
    if (at === null) return [];
    const location = document.lines.location(at.start, at.end);
    const lines = pair.value.text === "" ? [] : [pair.value];
    return [{ document, key: normaliseKey(pair.key), written: pair.key, lines, location }];
  });
}

function declares(key: string): boolean {
  const role = roleOf(key);
  return role !== null && role !== "section" && role !== "meta" && role !== "decision";
}

function startsDecorated(line: InlineLine): boolean {
  const first = line.segments.find((segment) => segment.text.trim() !== "");
  return first !== undefined && (first.strong || first.code || first.emphasis);
}

/** A separator with something like a key and a colon behind it. */
const separator = /(?:\s*[·|•;,–—]\s*|\s{2,})(?=[^·|•;,–—:：]{1,60}[:：])/g;
const longestLine = 2000;
const mostPairs = 16;

/** Cuts a line where a separator is followed by another key. */
function split(line: InlineLine): InlineLine[] {
  const cuts = [0];
  for (const mark of line.text.slice(0, longestLine).matchAll(separator)) {
    if (cuts.length === mostPairs) break;
    const from = mark.index + mark[0].length;
    const rest = sliceLine(line, from, from + longestLine);
    const pair = keyValue(rest);
    if (pair !== null && (declares(pair.key) || boldAt(rest))) cuts.push(from);
  }
  return cuts.map((from, index) => {
    const to = cuts[index + 1];
    return sliceLine(line, from, to === undefined ? line.text.length : beforeMark(line.text, to));
  });
}

function boldAt(line: InlineLine): Segment | undefined {
  const [first] = line.segments;
  return first?.strong ? first : undefined;
}

function beforeMark(text: string, to: number): number {
  return text.slice(0, to).replace(/[\s·|•;,–—]+$/, "").length;
}
