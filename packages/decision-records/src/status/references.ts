import { fieldValue, tidy } from "../declare/declaration.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import type { InlineLine } from "../markdown/inline.ts";
import { sliceLine } from "../markdown/slice.ts";
import type { Reference } from "../model/record.ts";
import { fold, predecessorBook, successorBook } from "../vocabulary/vocabulary.ts";

/** Units of a line in which references are looked for. */
const longestLine = 2000;

/** Other decisions that a stretch of text names: its links, or else what looks like an id or a file name. */
export function references(document: MarkdownDocument, whole: InlineLine): Reference[] {
  const line = sliceLine(whole, 0, longestLine);
  if (isNothing(line.text)) return [];
  const linked = line.segments.filter((segment) => segment.url !== null);
  if (linked.length > 0) {
    return linked.map(({ text, url, start, end }) => {
      return { text: tidy(text), url: target(url), location: document.lines.location(start, end) };
    });
  }
  return [...line.text.matchAll(idLike)]
    .filter((match) => namesDecision(match[0], line.text))
    .flatMap((match) => {
      const value = fieldValue(document, sliceLine(line, match.index, match.index + match[0].length));
      return value === null ? [] : [{ text: value.text, url: null, location: value.location }];
    });
}

/** A short bare number is an id only where nothing else is said. */
function namesDecision(token: string, whole: string): boolean {
  return /\p{L}|#|\d{3}/u.test(token) || whole.replace(/[^\p{L}\p{N}]/gu, "") === token;
}

/** An undefined reference-style link keeps its label as target; it is no address. */
function target(url: string | null): string | null {
  return url === null || /^\[.*\]$/.test(url) ? null : url;
}

const idLike =
  /https?:\/\/[^\s<>"')\]]+|(?:\p{Lu}[\p{L}\p{N}]*[- ]#?)*#?(?!\d{4}-\d{2}(?:-\d{2})?(?![\p{L}\p{N}-]))\d{1,}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*(?:\.md)?|[\p{L}\p{N}_/.-]+\.md/gu;

/** A value that only fills its place: `n/a`, `TBD`, `–`. */
export function isNothing(text: string): boolean {
  const bare = fold(text).replace(/[.。\s]+$/, "");
  return bare === "" || /^[^\p{L}\p{N}]*$/u.test(bare) || nothing.has(bare);
}

const nothing = new Set(
  [
    "n/a",
    "na",
    "none",
    "no",
    "nil",
    "null",
    "tbd",
    "todo",
    "not applicable",
    "keine",
    "keiner",
    "kein",
    "entfallt",
  ]
    .concat([
      "aucun",
      "aucune",
      "neant",
      "ninguno",
      "ninguna",
      "nenhum",
      "nenhuma",
      "nessuno",
      "nessuna",
      "geen",
    ])
    .concat([
      "brak",
      "nie dotyczy",
      "нет",
      "не применимо",
      "-",
      "なし",
      "無し",
      "无",
      "無",
      "없음",
      "해당 없음",
      "yok",
    ])
    .map(fold),
);

/**
 * Successors and predecessors that a status line names after a phrase such as "superseded by". In languages that name
 * the successor before the verb, what stands before it counts when nothing follows.
 */
export function relations(
  document: MarkdownDocument,
  whole: InlineLine,
): { successors: Reference[]; predecessors: Reference[] } {
  const line = sliceLine(whole, 0, longestLine);
  const text = foldKeepingLength(line.text);
  const successor = find(text, successorBook.longest);
  const predecessor = find(text, predecessorBook.longest);
  const replaced = successor !== null && !(predecessor !== null && covers(predecessor, successor));
  return {
    successors: replaced ? around(document, line, successor, predecessor?.start) : [],
    predecessors:
      predecessor !== null && !(successor !== null && covers(successor, predecessor))
        ? around(document, line, predecessor, successor?.start)
        : [],
  };
}

interface Found {
  readonly start: number;
  readonly end: number;
}

function find(text: string, phrases: readonly string[]): Found | null {
  for (const phrase of phrases) {
    const start = indexOfPhrase(text, phrase);
    if (start >= 0) return { start, end: start + phrase.length };
  }
  return null;
}

function indexOfPhrase(text: string, phrase: string): number {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const bounded = (index: number) => !/[\p{L}\p{N}]/u.test(text[index] ?? " ");
    if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(phrase)) return at;
    if (bounded(at - 1) && bounded(at + phrase.length)) return at;
  }
  return -1;
}

function covers(outer: Found, inner: Found): boolean {
  return (
    outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start
  );
}

function around(
  document: MarkdownDocument,
  line: InlineLine,
  at: Found,
  other: number | undefined,
): Reference[] {
  const stop = other !== undefined && other > at.end ? other : line.text.length;
  const after = references(document, sliceLine(line, at.end, stop));
  if (after.length > 0) return after;
  const from = other !== undefined && other < at.start ? other : 0;
  return references(document, sliceLine(line, from, at.start));
}

/** Lower case without accents, each unit in its place, so that indexes stay those of the line. */
function foldKeepingLength(text: string): string {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text[index] ?? "";
    const folded = unit.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    if (/[\s_-]/.test(unit)) return " ";
    return folded.length === 1 ? folded : unit.toLowerCase().slice(0, 1) || unit;
  }).join("");
}
