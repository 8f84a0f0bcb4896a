import type { CanonicalStatus } from "../model/status.ts";
import { isCjk, knownAtStart, negations } from "../status/known.ts";
import { adverbBook, fold, jointBook, qualifierBook } from "../vocabulary/vocabulary.ts";

/** A status that a text starts with, as a statement and not as an adjective of something else. */
export interface Stated {
  readonly statuses: readonly CanonicalStatus[];
  readonly negated: boolean;
  /** Where the words of the status start and end. */
  readonly start: number;
  readonly end: number;
}

/** `after-verb`: what follows "is"; `after-mark`: what follows a colon, or fills a cell, where nouns stand as well. */
export type Position = "after-verb" | "after-mark";

/** Reads `still open until …`, `not yet closed`, `an open question`, `locked or closed`; refuses `open questions`. */
export function statedAtStart(text: string, position: Position): Stated | null {
  const lead = modifiers(text);
  const first = knownAtStart(text.slice(lead.length));
  if (first === null || first.status === null) return null;
  const statuses = [first.status];
  let end = lead.length + first.length;
  for (let next = alternative(text, end); next !== null; next = alternative(text, end)) {
    statuses.push(next.status);
    end = next.end;
  }
  const word = text.slice(lead.length, end);
  if (!ends(text.slice(end), word, lead.article, position)) return null;
  return { statuses, negated: lead.negated, start: lead.length, end };
}

interface Modifiers {
  readonly length: number;
  readonly negated: boolean;
  readonly article: boolean;
}

const marks = /^(?:\s|:[a-z0-9_+-]+:|[^\p{L}\p{N}.,;!?()\ufffc])+/u;
const articles = /^(?:an?|the|as|ein|eine|un|une|una|uma|een)\s+/i;

/** Marks, adverbs, negations and an article before the status. */
function modifiers(text: string): Modifiers {
  let length = marks.exec(text)?.[0].length ?? 0;
  let negated = false;
  for (let word = modifier(text.slice(length)); word !== null; word = modifier(text.slice(length))) {
    if (word.negates) negated = !negated;
    length += word.length;
  }
  const article = articles.exec(text.slice(length))?.[0].length ?? 0;
  return { length: length + article, negated, article: article > 0 };
}

function modifier(text: string): { length: number; negates: boolean } | null {
  const pair = /^\p{L}+\s+\p{L}+(?=\s)\s*/u.exec(text)?.[0];
  const single = /^\p{L}+(?=\s)\s*/u.exec(text)?.[0];
  for (const words of [pair, single]) {
    if (words === undefined) continue;
    const folded = fold(words);
    const negates = negations.has(folded);
    if (negates || adverbBook.meanings.has(folded) || qualifierBook.meanings.has(folded))
      return { length: words.length, negates };
  }
  return null;
}

function alternative(text: string, end: number): { status: CanonicalStatus; end: number } | null {
  const joint = /^\s*(?:[,/&]|\b(?:or|and|oder|und|ou|et|o|y|e|of|en)\b)\s*(?:is\s+)?/u.exec(text.slice(end));
  if (joint === null) return null;
  const known = knownAtStart(text.slice(end + joint[0].length));
  if (known === null || known.status === null) return null;
  return { status: known.status, end: end + joint[0].length + known.length };
}

const stop = /^\s*(?:$|[.,;:!?()[\]{}"'“”’»|·*→\ufffc]|->|[–—]|\d{4}\b)|^\s+-(?:\s|$)/u;
const nouns = /^\s+(?:decision|question|item|issue|matter|point)s?\b/i;
/** Status words that are as often something else when a word follows. */
const ambiguous = new Set(
  "review draft proposal discussion idea candidate final current standing active living complete legacy stable effective done".split(
    " ",
  ),
);
const compounds = /^open\s+(?:to|source|ended|access|loop|form|circuit)\b/i;

/** Whether the status ends here. */
function ends(rest: string, word: string, article: boolean, position: Position): boolean {
  if (stop.test(rest) || isCjk(word)) return true;
  if (article) return nouns.test(rest);
  const next = /^\s+(\p{L}+)/u.exec(rest)?.[1];
  if (next === undefined || compounds.test(word + rest)) return false;
  if (jointBook.meanings.has(fold(next))) return true;
  return position === "after-verb" && !ambiguous.has(fold(word));
}
