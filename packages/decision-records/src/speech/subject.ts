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

const asides = [
  /^\s*\([^()\ufffc]{1,160}\)/u,
  /^,\s[^,;.()\ufffc]{1,120},(?=\s)/u,
  /^\s[–—-]\s[^–—;.\ufffc]{1,120}\s[–—-](?=\s)/u,
  /^,?\s(?:which|that|qui|que|die|welche|welches)(?=\s)/iu,
];

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
  const skipped = asides.flatMap((aside, index) => {
    const length = aside.exec(text.slice(from))?.[0].length;
    return length === undefined ? [] : [{ from: from + length, relative: index === asides.length - 1 }];
  });
  return [{ from, relative: false }, ...skipped];
}
