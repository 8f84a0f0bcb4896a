import type { DecisionRecord } from "../model/record.ts";
import { fold, roleOf } from "../vocabulary/vocabulary.ts";

/** Least share of words for a text to be called the same one, moved. */
const sameText = 0.7;
/** Fewest words that make a text worth comparing. */
const enoughWords = 6;
/** Most of the words that two decisions about different things share. */
const otherTitle = 0.34;
const otherText = 0.3;

/** Whether a reader would say that this is the same decision under another id. */
export function isSameDecision(one: DecisionRecord, other: DecisionRecord): boolean {
  if (one.title !== "" && fold(one.title) === fold(other.title)) return true;
  const [a, b] = [wordsOf(bodyOf(one)), wordsOf(bodyOf(other))];
  return Math.min(a.size, b.size) >= enoughWords && shared(a, b) >= sameText;
}

/** Whether nothing of a decision is left under its id: neither its title nor what it says. */
export function isAnotherDecision(before: DecisionRecord, now: DecisionRecord): boolean {
  if (fold(before.title) === fold(now.title)) return false;
  if (shared(wordsOf(before.title), wordsOf(now.title)) >= otherTitle) return false;
  const all = (record: DecisionRecord) => wordsOf(`${record.title} ${bodyOf(record)}`);
  return shared(all(before), all(now)) < otherText;
}

/** What a decision says of itself in words, its state and its days left out. */
function bodyOf({ fields }: DecisionRecord): string {
  return Object.values(fields)
    .filter(({ written }) => roleOf(written) !== "status" && roleOf(written) !== "date")
    .flatMap(({ values }) => values.map(({ prose }) => prose))
    .join(" ");
}

/** Words that carry meaning, by their beginnings, so that inflection does not count. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = fold(text).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !common.has(word)).map((word) => word.slice(0, 6)));
}

/** Of the shorter text, the share of words that the longer one has too. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size === 0) return 0;
  return [...few].filter((word) => many.has(word)).length / few.size;
}

const common = new Set(
  `a about after all also an and any are as at be been before but by can could do does each for from had has have how if
  in into is it its may more most must no not of on once one only or other our per shall should so such than that the
  their then there these they this those to up use used uses was we were what when where which while who will with would
  yes you your`.split(/\s+/),
);
