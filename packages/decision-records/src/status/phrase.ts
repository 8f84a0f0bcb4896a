import type { CanonicalStatus } from "../model/status.ts";
import { fold, jointBook, statusBook } from "../vocabulary/vocabulary.ts";
import { isCjk, type KnownPhrase, knownAtStart, knownWithin } from "./known.ts";

export interface StatusPhrase {
  readonly written: string;
  readonly canonical: CanonicalStatus | null;
}

/** Longest wording that is taken for a status of its own: with a known word in front, and without. */
const mostWords = { known: 3, unknown: 4 } as const;

/**
 * The word or phrase of a status line that names the status: `Accepted` of `✅ Accepted (lazy consensus)`,
 * `Partly superseded` of `Partly superseded by ADR-7`. A line of prose gives the first status word in it, or nothing.
 */
export function statusPhrase(text: string): StatusPhrase | null {
  const bare = withoutLead(text);
  if (bare === "") return null;
  const known = knownAtStart(bare);
  return known === null ? unknownPhrase(bare) : knownPhrase(bare, known);
}

function knownPhrase(text: string, known: KnownPhrase): StatusPhrase {
  const clause = firstClause(text, known.length).text;
  const whole =
    wordsOf(clause).length <= mostWords.known && !isCjk(clause) ? clause : text.slice(0, known.length);
  return { written: whole.trim(), canonical: statusBook.meanings.get(fold(whole)) ?? known.status };
}

function unknownPhrase(text: string): StatusPhrase | null {
  const clause = firstClause(text, 0);
  const words = wordsOf(clause.text);
  const prose = clause.goesOn || words.length > mostWords.unknown || opensProse(words[0] ?? "");
  const within = prose || isCjk(clause.text) ? knownWithin(text) : null;
  if (within !== null) {
    const written = text.slice(within.start, within.start + within.phrase.length);
    return { written, canonical: within.phrase.status };
  }
  return prose && !(clause.goesOn && words.length <= 2) ? null : { written: clause.text, canonical: null };
}

/** Words that start a sentence about the status instead of naming it. */
function opensProse(word: string): boolean {
  return jointBook.meanings.has(fold(word)) || articles.has(fold(word));
}

const articles = new Set(
  "the this these we it there our an a i you they that die der das diese dieser dieses wir le la les l cette ce nous il el los las este esta o os as este isto lo gli questa questo de het dit deze wij".split(
    " ",
  ),
);

/** Emoji, their short codes, bullets, check marks and quotes before the word. */
function withoutLead(text: string): string {
  return text.replace(/^(?:\s|:[a-z0-9_+-]+:|\[[ xX✓]?\]|[^\p{L}])+/u, "");
}

const endOfClause =
  /\s*(?:[([（【「{<,;:!?·|/&+、。，；："„«\n]|->|→|=>|⇒|\.(?=\s|$)|\s[-–—]|[–—]|\s[*#]?\d{1,4}\b|["”»')\]}]+$)/u;

/** Up to the mark, the joint or the date at which the line turns to something else. */
function firstClause(text: string, from: number): { text: string; goesOn: boolean } {
  const rest = text.slice(from);
  const mark = rest.search(endOfClause);
  const clause = mark < 0 ? rest : rest.slice(0, mark);
  const joint = [...clause.matchAll(/\S+/g)].find(
    (word) => (from > 0 || word.index > 0) && jointBook.meanings.has(fold(word[0])),
  );
  const end = joint === undefined ? clause.length : joint.index;
  return { text: text.slice(0, from + end).trim(), goesOn: joint !== undefined };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/);
}
