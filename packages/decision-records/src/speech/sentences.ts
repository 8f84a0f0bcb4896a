import { copulaBook, fold } from "../vocabulary/vocabulary.ts";
import type { IdFinder, IdMatch } from "./ids.ts";
import { type Stated, statedAtStart } from "./stated.ts";
import { afterSubject, subjectAt } from "./subject.ts";
import { isObject, voiceAt } from "./voice.ts";

/** Something that a text says of a decision; indexes of the text. */
export interface Said {
  readonly id: IdMatch;
  readonly stated: Stated;
  readonly end: number;
}

/**
 * What sentences say of decisions: `D-009 remains open`, `D-009 and D-010 are closed`, `D-009 (the policy) is not yet
 * closed`, `D-009: open`, `D-009 (open)`. Quotations have to be filled (see `shownText`).
 */
export function sayings(text: string, ids: IdFinder): Said[] {
  return ids.all(text).flatMap((id) => {
    const said = sayingOf(text, id, ids);
    return said === null ? [] : [said];
  });
}

function sayingOf(text: string, id: IdMatch, ids: IdFinder): Said | null {
  const { ids: chain, end } = subjectAt(text, id, ids, "sentence");
  for (const { from, relative } of afterSubject(text, end)) {
    const predicate = predicateAt(text, from);
    if (predicate === null) continue;
    // "D-009 and D-010 is open" speaks of the last one only.
    if (predicate.singular && chain.length > 1 && /\band\b/i.test(text.slice(id.end, end))) continue;
    // "The gate for D-009 is open" speaks of the gate.
    if (predicate.verb && !relative && isObject(text.slice(0, id.start))) return null;
    const voice = voiceAt(text, id.start, predicate.end);
    if (!voice.asserts) return null;
    const negated = predicate.stated.negated !== (voice.negated || predicate.negated);
    return { id, stated: { ...predicate.stated, negated }, end: predicate.end };
  }
  return null;
}

interface Predicate {
  readonly stated: Stated;
  readonly end: number;
  readonly negated: boolean;
  readonly singular: boolean;
  readonly verb: boolean;
}

const mark = /^\s*(?:[:：=→⇒]|->|=>)\s*/u;
const bracket = /^\s*[([]\s*(?:(?:status|state)\s*[:=]?\s*)?/iu;
const contraction = /^\s+(?:(?:is|are)n['’]t|ha(?:s|ve)(?:n['’]t|\s+not)\s+(?:yet\s+)?been)(?=\s)/i;

function predicateAt(text: string, from: number): Predicate | null {
  const rest = text.slice(from, from + 400);
  const contracted = contraction.exec(rest)?.[0].length;
  if (contracted !== undefined) return predicate(rest, from, contracted, "after-verb", { negated: true });
  const verb = copulaAt(rest);
  if (verb !== null) return predicate(rest, from, verb.length, "after-verb", { singular: verb.singular });
  const colon = mark.exec(rest)?.[0].length;
  if (colon !== undefined) return predicate(rest, from, colon, "after-mark", {});
  const open = bracket.exec(rest)?.[0].length;
  if (open === undefined) return null;
  const inside = predicate(rest, from, open, "after-mark", {});
  const close = inside === null ? "" : text.slice(inside.end);
  return /^\s*(?:[,;]?\s*(?:on|since|am|le|el)?\s*\d{4}-\d\d-\d\d\s*)?[)\]]/.test(close) ? inside : null;
}

function predicate(
  rest: string,
  from: number,
  at: number,
  position: Parameters<typeof statedAtStart>[1],
  { negated = false, singular = false }: { negated?: boolean; singular?: boolean },
): Predicate | null {
  const stated = statedAtStart(rest.slice(at), position);
  if (stated === null) return null;
  const shifted = { ...stated, start: stated.start + from + at, end: stated.end + from + at };
  return { stated: shifted, end: shifted.end, negated, singular, verb: position === "after-verb" };
}

const singulars = new Set(["is", "remains", "stays", "stands", "has been", "counts as"].map(fold));

/** The verb that a text goes on with; in scripts without blanks, the particle. */
function copulaAt(rest: string): { length: number; singular: boolean } | null {
  const spaced = /^\s+\p{L}+(?:\s+\p{L}+)?(?=[\s:]|$)/u.exec(rest)?.[0];
  const single = /^\s+\p{L}+(?=[\s:]|$)/u.exec(rest)?.[0];
  for (const words of [spaced, single]) {
    if (words === undefined || !copulaBook.meanings.has(fold(words))) continue;
    const colon = /^\s*:/.exec(rest.slice(words.length))?.[0].length ?? 0;
    return { length: words.length + colon, singular: singulars.has(fold(words)) };
  }
  const particle = /^\s*(仍为|仍是|保持|[は是为는은])\s*/u.exec(rest);
  return particle === null ? null : { length: particle[0].length, singular: false };
}
