import { languages } from "../languages/index.ts";
import { type CanonicalStatus, canonicalStatuses } from "../model/status.ts";
import { type KeyRole, keyRoles, type Language } from "./language.ts";

/** Case, accents, width and blanks do not tell words apart. `_` and `-` count as blanks. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}|\p{Cf}/gu, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

/** Folded phrases, the longest first, so that the first that fits is the most specific. */
export interface PhraseBook<Meaning> {
  readonly meanings: ReadonlyMap<string, Meaning>;
  readonly longest: readonly string[];
}

export const statusBook = book<CanonicalStatus>((language) =>
  canonicalStatuses.flatMap((status) => entries(language.statuses[status], status)),
);

const keyBook = book<KeyRole>((language) => keyRoles.flatMap((role) => entries(language.keys[role], role)));

export const successorBook = book((language) => entries(language.successorPhrases, true));
export const predecessorBook = book((language) => entries(language.predecessorPhrases, true));
export const qualifierBook = book((language) => entries(language.qualifiers, true));
export const copulaBook = book((language) => entries(language.copulas, true));
export const adverbBook = book((language) => entries(language.adverbs, true));
export const jointBook = book((language) => entries(language.joints, true));
export const templateBook = book((language) => entries(language.templates, true));

function entries<Meaning>(phrases: readonly string[] | undefined, meaning: Meaning): [string, Meaning][] {
  return (phrases ?? []).map((phrase) => [fold(phrase), meaning]);
}

/** Made when it is asked for: most runs know what records say from the run before. */
function book<Meaning>(read: (language: Language) => [string, Meaning][]): PhraseBook<Meaning> {
  let made: PhraseBook<Meaning> | undefined;
  const whole = (): PhraseBook<Meaning> => {
    made ??= makeBook(read);
    return made;
  };
  return {
    get meanings() {
      return whole().meanings;
    },
    get longest() {
      return whole().longest;
    },
  };
}

/** English comes first: where two languages disagree on a word, the one that most files use decides. */
function makeBook<Meaning>(read: (language: Language) => [string, Meaning][]): PhraseBook<Meaning> {
  const meanings = new Map<string, Meaning>();
  const ordered = [...languages].sort((a, b) => Number(b.tag === "en") - Number(a.tag === "en"));
  for (const [phrase, meaning] of ordered.flatMap(read))
    if (!meanings.has(phrase)) meanings.set(phrase, meaning);
  return { meanings, longest: [...meanings.keys()].sort((a, b) => b.length - a.length) };
}

const roles = new Map<string, KeyRole | null>();
const mostRoles = 10_000;

/** What a key or heading stands for, decoration and numbering removed (`## 2. Status`), or `null`. */
export function roleOf(written: string): KeyRole | null {
  if (written.length > longestKey) return null;
  const before = roles.get(written);
  if (before !== undefined) return before;
  const role = readRole(written);
  if (roles.size < mostRoles) roles.set(written, role);
  return role;
}

/** Units of the longest key that any vocabulary holds, with room for decoration and numbering. */
const longestKey = 100;

function readRole(written: string): KeyRole | null {
  const bare = fold(written)
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(/^(?:\d+(?:\.\d+)*|[ivx]+|[a-h])[.):]\s*/, "")
    .replace(/[^\p{L}\p{N})]+$/u, "");
  return keyBook.meanings.get(bare) ?? keyBook.meanings.get(bare.replace(/\s*\(.*\)$/, "")) ?? null;
}
