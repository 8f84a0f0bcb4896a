import type { CanonicalStatus } from "../model/status.ts";
import { fold, qualifierBook, statusBook } from "../vocabulary/vocabulary.ts";

/** A phrase of the vocabulary in a text; `length` counts the text's own units. */
export interface KnownPhrase {
  readonly length: number;
  /** `null` when a qualifier turns the meaning round: `not implemented`. */
  readonly status: CanonicalStatus | null;
}

/** Units of the longest phrase that any vocabulary holds, qualifier included. */
const longestPhrase = 48;

/** The longest phrase of the vocabulary, after qualifiers, that the text starts with. */
export function knownAtStart(text: string): KnownPhrase | null {
  for (const end of wordEnds(text).reverse()) {
    const phrase = fold(text.slice(0, end));
    const status = statusBook.meanings.get(phrase) ?? qualifiedStatus(phrase);
    if (status !== undefined) return { length: end, status };
  }
  return null;
}

/** The first status word inside prose. Short words are too many things to count there. */
export function knownWithin(text: string): { start: number; phrase: KnownPhrase } | null {
  const sentence = (text.split(/[.。!?]\s|\n/)[0] ?? text).slice(0, 240);
  for (const word of sentence.matchAll(/[\p{L}-]+/gu)) {
    if (isCjk(word[0])) {
      const inner = knownInside(word[0]);
      if (inner !== null) return { start: word.index + inner.start, phrase: inner.phrase };
      continue;
    }
    const status = word[0].length > 3 ? statusBook.meanings.get(fold(word[0])) : undefined;
    if (status !== undefined) return { start: word.index, phrase: { length: word[0].length, status } };
  }
  return null;
}

/** In a script without blanks, a phrase may start at any character. */
function knownInside(text: string): { start: number; phrase: KnownPhrase } | null {
  for (let start = 0; start < text.length; start++) {
    const phrase = knownAtStart(text.slice(start));
    if (phrase !== null) return { start, phrase };
  }
  return null;
}

export function isCjk(text: string): boolean {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]/u.test(text);
}

function qualifiedStatus(phrase: string): CanonicalStatus | null | undefined {
  const qualifier = qualifierBook.longest.find((word) => phrase.startsWith(`${word} `));
  if (qualifier === undefined) return undefined;
  const status = statusBook.meanings.get(phrase.slice(qualifier.length + 1));
  return status !== undefined && negations.has(qualifier) ? null : status;
}

/** Qualifiers that turn a status into its opposite. */
export const negations = new Set(
  "not,not yet,no longer,never,nicht,noch nicht,nicht mehr,non,pas encore,no,aún no,não,ainda não,non ancora,niet,nog niet,nie,jeszcze nie,не,ещё не,ne,ще не,inte,ännu inte,ikke,ikke ennå,endnu ikke,ei,尚未"
    .split(",")
    .map(fold),
);

/** Places where a word can end: before a blank or mark, and between any two characters of scripts without blanks. */
function wordEnds(text: string): number[] {
  const ends: number[] = [];
  const limit = Math.min(text.length, longestPhrase);
  for (let at = 1; at <= limit; at++) {
    const [before = "", after = ""] = [text[at - 1], text[at]];
    if (!/[\p{L}\p{N}\p{M}ー]/u.test(before)) continue;
    if (at === text.length || !/[\p{L}\p{N}]/u.test(after) || isCjk(before) || isCjk(after)) ends.push(at);
  }
  return ends;
}
