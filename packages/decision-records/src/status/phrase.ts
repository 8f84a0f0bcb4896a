import { fold, jointBook, qualifierBook, statusBook } from "../languages/vocabulary.ts";
import type { CanonicalStatus } from "../model/status.ts";

export interface StatusPhrase {
  readonly written: string;
  readonly canonical: CanonicalStatus | null;
}

/** Longest wording that is taken for a status of its own when no vocabulary knows it. */
const mostWords = 4;

/**
 * The word or phrase of a status line that names the status: `Accepted` of `✅ Accepted (lazy consensus)`,
 * `Partly superseded` of `Partly superseded by ADR-7`. A line of prose gives the first status word in it, or nothing.
 */
export function statusPhrase(text: string): StatusPhrase | null {
  const bare = withoutLead(text);
  if (bare === "") return null;
  const known = knownAtStart(bare);
  const cut = firstClause(bare, known?.length ?? 0);
  if (known === null && cut.split(/\s+/).length > mostWords) return firstKnownWithin(bare);
  if (known === null) return { written: cut, canonical: null };
  const whole = cut.split(/\s+/).length <= mostWords - 1 && !hasCjk(cut) ? cut : bare.slice(0, known.length);
  return { written: whole.trim(), canonical: statusBook.meanings.get(fold(whole)) ?? known.status };
}

/** Emoji, their short codes, bullets, check marks and quotes before the word. */
function withoutLead(text: string): string {
  return text.replace(/^(?:\s|:[a-z0-9_+-]+:|\[[ xX✓]?\]|[^\p{L}])+/u, "");
}

/** A phrase of the vocabulary, after qualifiers, that the text starts with; `length` counts the text's own units. */
function knownAtStart(text: string): { length: number; status: CanonicalStatus | null } | null {
  const words = boundaries(text);
  for (const end of words.reverse()) {
    const phrase = fold(text.slice(0, end));
    const status = statusBook.meanings.get(phrase);
    if (status !== undefined) return { length: end, status };
    const qualified = withoutQualifier(phrase);
    const inner = qualified === null ? undefined : statusBook.meanings.get(qualified.rest);
    if (inner !== undefined) return { length: end, status: qualified?.negates ? null : inner };
  }
  return null;
}

function withoutQualifier(phrase: string): { rest: string; negates: boolean } | null {
  const qualifier = qualifierBook.longest.find((word) => phrase.startsWith(`${word} `));
  if (qualifier === undefined) return null;
  return { rest: phrase.slice(qualifier.length + 1), negates: negations.has(qualifier) };
}

const negations = new Set(
  [
    "not",
    "not yet",
    "nicht",
    "noch nicht",
    "non",
    "pas encore",
    "no",
    "aún no",
    "não",
    "ainda não",
    "non ancora",
  ]
    .concat(["niet", "nog niet", "nie", "jeszcze nie", "не", "ещё не", "inte", "ikke", "ei", "尚未"])
    .map(fold),
);

/** Places where a word can end: before a blank or mark, and between any two characters of scripts without blanks. */
function boundaries(text: string): number[] {
  const ends: number[] = [];
  const limit = Math.min(text.length, 48);
  for (let at = 1; at <= limit; at++) {
    const before = text[at - 1] ?? "";
    const after = text[at] ?? "";
    if (at === text.length || !/[\p{L}\p{N}]/u.test(after) || isCjk(before) || isCjk(after)) ends.push(at);
  }
  return ends;
}

/** Up to the mark, the joint or the date at which the line turns to something else. */
function firstClause(text: string, from: number): string {
  const rest = text.slice(from);
  const mark = rest.search(
    /\s*(?:[([（【「{<,;:!?·|/&+、。，；："„«\n]|->|→|=>|⇒|\.(?=\s|$)|\s[-–—]|[–—]|\s[*#]?\d{1,4}\b|["”»')\]}]+$)/u,
  );
  const clause = mark < 0 ? rest : rest.slice(0, mark);
  const words = [...clause.matchAll(/\S+/g)];
  const joint = words.find((word) => (from > 0 || word.index > 0) && jointBook.meanings.has(fold(word[0])));
  return (text.slice(0, from) + (joint === undefined ? clause : clause.slice(0, joint.index))).trim();
}

function firstKnownWithin(text: string): StatusPhrase | null {
  const sentence = text.split(/[.。!?]\s|\n/)[0] ?? text;
  for (const word of sentence.slice(0, 240).matchAll(/[\p{L}-]+/gu)) {
    const status = word[0].length > 3 ? statusBook.meanings.get(fold(word[0])) : undefined;
    if (status !== undefined) return { written: word[0], canonical: status };
  }
  return null;
}

function isCjk(text: string): boolean {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]/u.test(text);
}

function hasCjk(text: string): boolean {
  return isCjk(text);
}
