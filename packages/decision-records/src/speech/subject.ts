import { roleOf } from "../vocabulary/vocabulary.ts";
import type { IdFinder, IdMatch } from "./ids.ts";

/** Decisions that stand together (`D-009, D-010 and D-011`), and where what is said of them goes on. */
export interface Subject {
  readonly ids: readonly IdMatch[];
  readonly end: number;
}

const joint =
  /^(?:\s*(?:,\s*)?(?:\b(?:and|or|nor|und|oder|noch|et|ou|ni|y|o|e|en|of|och|og)\b|[&/+])|\s*,)\s*(?:the\s+)?/iu;
const conjunction = /\p{L}|[&/+]/u;

/** `sentence`: a list of commas alone is no chain there (`After D-009, D-010 is open`). `entry`: a cell or item may hold one. */
type Place = "sentence" | "entry";

/** The chain of ids that starts with one of them. */
export function subjectAt(text: string, first: IdMatch, ids: IdFinder, place: Place): Subject {
  const chain = [first];
  let end = first.end;
  let joins = false;
  let commas = 0;
  for (;;) {
    const link = joint.exec(text.slice(end))?.[0];
    const next = link === undefined ? null : ids.at(text, end + link.length);
    if (link === undefined || next === null) break;
    if (conjunction.test(link.replace(/the\s+$/i, ""))) joins = true;
    else commas += 1;
    chain.push(next);
    end = next.end;
  }
  if (place === "sentence" && commas > 0 && !joins) return { ids: [first], end: first.end };
  return { ids: chain, end };
}

const relative = /^,?\s(?:which|that|qui|que|die|welche|welches)(?=\s)/iu;
const asides = [
  /^\s*\([^()\ufffc]{1,160}\)/u,
  /^,\s[^,;.()\ufffc]{1,120},(?=\s)/u,
  /^\s[–—-]\s[^–—;.\ufffc]{1,120}\s[–—-](?=\s)/u,
  relative,
];

/** What belongs to a decision and is named along with it: `D-009 and its watchpoints are open`. */
const belongings =
  /^\s+(?:and|with|including)\s+(?:all\s+(?:of\s+)?)?(?:its|their)\s+[\p{L}-]+(?:\s+[\p{L}-]+)??(?=\s+(?:is|are|remain|remains|stay|stays)\s)/iu;

/** Where a sentence goes on after its subject; `relative` behind `which`. */
export interface Continuation {
  readonly from: number;
  readonly relative: boolean;
}

/** What may stand between a subject and what is said of it: `'s`, `status`, an aside in brackets, commas or dashes. */
export function afterSubject(text: string, end: number): readonly Continuation[] {
  const possessive = end + (/^(?:["”’»]|['’]s\b)?(?:\s+itself\b)?/.exec(text.slice(end))?.[0].length ?? 0);
  const word = /^\s+(\p{L}+)/u.exec(text.slice(possessive));
  const named = word?.[1] !== undefined && roleOf(word[1]) === "status";
  const from = named ? possessive + (word?.[0].length ?? 0) : possessive;
  const skipped = [belongings, ...asides].flatMap((aside) => {
    const length = aside.exec(text.slice(from))?.[0].length;
    return length === undefined ? [] : [{ from: from + length, relative: aside === relative }];
  });
  return [{ from, relative: false }, ...skipped];
}

const noun =
  /(?:^|[.!?;:\ufffc]\s+|,\s+|(?<!\p{L})(?:and|but|as|because|so|that|while)\s+)((?:(?!(?:for|of|by|in|on|to|with|from|at|behind|under|against)\s)[\p{L}\p{N}-]+\s+){0,5}(?:decision|question)(?:\s[^.;:(),]{1,60})?)\s?[(,]\s*$/iu;

/** Where a noun starts that an id only explains: `the heavy decision (D-009) is open`; `null` where there is none. */
export function nounBefore(text: string, start: number): number | null {
  const match = noun.exec(text.slice(Math.max(0, start - 200), start));
  if (match === null) return null;
  const from = Math.max(0, start - 200) + match.index + match[0].lastIndexOf(match[1] ?? "");
  return from;
}

/** Behind the bracket or comma that ends an explanation. */
export function afterApposition(text: string, end: number): readonly Continuation[] {
  const length = /^\s*[),]/.exec(text.slice(end))?.[0].length;
  return length === undefined ? afterSubject(text, end) : [{ from: end + length, relative: false }];
}
