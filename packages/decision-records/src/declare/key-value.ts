import type { InlineLine } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";
import { roleOf } from "../vocabulary/vocabulary.ts";
import { tidy } from "./declaration.ts";

export interface KeyValue {
  readonly key: string;
  readonly value: InlineLine;
}

const longestKey = 60;

/**
 * Reads `Key: value` in one line, with any decoration around key and colon: `**Key:** value`, `` `key`: `value` ``,
 * `Clé : valeur`, `状态：已接受`. Prose that happens to hold a colon is refused by its length and its punctuation.
 */
export function keyValue(line: InlineLine): KeyValue | null {
  const colon = /[:：]/.exec(line.text)?.index ?? -1;
  if (colon <= 0 || colon > longestKey) return null;
  const key = tidy(line.text.slice(0, colon));
  if (!looksLikeKey(key)) return null;
  if (inside(line, colon, (segment) => segment.code || segment.url !== null)) return null;
  return { key, value: sliceLine(line, colon + 1) };
}

/** A bold word that is a known key, without a colon: `**Decision.** We …`, `**Status** accepted`. */
export function boldLabel(line: InlineLine): KeyValue | null {
  const first = line.segments.findIndex((segment) => segment.text.trim() !== "");
  const end = line.segments.findIndex((segment, index) => index >= first && !segment.strong);
  if (first < 0 || end <= first) return null;
  const length = line.segments.slice(0, end).reduce((sum, segment) => sum + segment.text.length, 0);
  const key = tidy(line.text.slice(0, length)).replace(/[.:：\s]+$/, "");
  if (roleOf(key) === null) return null;
  const marks = /^[\s.:：–—-]*/.exec(line.text.slice(length))?.[0].length ?? 0;
  return { key, value: sliceLine(line, length + marks) };
}

function looksLikeKey(key: string): boolean {
  return /^[\p{L}\p{N}]/u.test(key) && !/[.!?;,"“”«»=<>{}|]/u.test(key) && key.split(" ").length <= 7;
}

function inside(
  line: InlineLine,
  index: number,
  test: (segment: InlineLine["segments"][number]) => boolean,
): boolean {
  let at = 0;
  for (const segment of line.segments) {
    at += segment.text.length;
    if (index < at) return test(segment);
  }
  return false;
}
