import type { FieldValue } from "../model/record.ts";
import { knownAtStart } from "../status/known.ts";
import { fold } from "../vocabulary/vocabulary.ts";
import { statusWord } from "./status-word.ts";

/** What a text says of how a status changed: the statuses in their order, the last one alone when it names no other. */
export type StatedTransition =
  | { readonly kind: "steps"; readonly statuses: readonly string[] }
  /** `none`, `n/a`. */
  | { readonly kind: "nothing" }
  | { readonly kind: "unclear" };

const arrow = /\s*(?:-+>|=+>|→|⇒|⟶|➜|➔|»)\s*/u;
const nothing = /^(?:none|no|n\/a|na|nil|not applicable|no change|unchanged)?[^\p{L}\p{N}]*$/iu;

/** Reads `open → closed`, `from open to closed`, `locked -> closed on 2026-02-21`, `closed`. */
export function readTransition(text: string, vocabulary: readonly string[]): StatedTransition {
  if (nothing.test(text.trim())) return { kind: "nothing" };
  const parts = text.split(arrow);
  if (parts.length > 1) return steps(parts, vocabulary);
  const joined = /(?:^|\bfrom\b)(.*?)\bto\b(.*)$/iu.exec(text);
  if (joined !== null) {
    const read = steps([joined[1] ?? "", joined[2] ?? ""], vocabulary);
    if (read.kind === "steps") return read;
  }
  const named = [...new Set(wordsIn(text, vocabulary))];
  const [only] = named;
  return only !== undefined && named.length === 1 ? { kind: "steps", statuses: [only] } : { kind: "unclear" };
}

/** Of the part before the first arrow the last status counts, of the others the first: what stands next to the arrow. */
function steps(parts: readonly string[], vocabulary: readonly string[]): StatedTransition {
  const statuses = parts.flatMap((part, index) => {
    const words = wordsIn(part, vocabulary);
    return (index === 0 ? words.at(-1) : words[0]) ?? [];
  });
  return statuses.length === parts.length ? { kind: "steps", statuses } : { kind: "unclear" };
}

/** Words of the vocabulary in a text, in its order. */
export function wordsIn(text: string, vocabulary: readonly string[]): string[] {
  const found: string[] = [];
  let after = 0;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}])\p{L}/gu)) {
    if (index < after) continue;
    const at = wordAt(text.slice(index), vocabulary);
    if (at === undefined) continue;
    found.push(at.word);
    after = index + at.length;
  }
  return found;
}

function wordAt(text: string, vocabulary: readonly string[]): { word: string; length: number } | undefined {
  const own = vocabulary.find((word) => {
    const start = text.slice(0, word.length);
    return fold(start) === fold(word) && !/^[\p{L}\p{N}]/u.test(text.slice(word.length));
  });
  if (own !== undefined) return { word: own, length: own.length };
  const known = knownAtStart(text);
  if (known === null) return undefined;
  const word = statusWord({ written: text.slice(0, known.length), canonical: known.status }, vocabulary);
  return word === undefined ? undefined : { word, length: known.length };
}

/**
 * The changes that a field states, oldest first, one value a change or several in a row. `null` where a value cannot be
 * understood. Lists that start with the newest change are turned round.
 * @param status what the decision's status is now
 */
export function statedTransitions(
  values: readonly FieldValue[],
  vocabulary: readonly string[],
  status: string | undefined,
): readonly (readonly string[])[] | null {
  const read = values.map(({ text }) => readTransition(text, vocabulary));
  if (read.some(({ kind }) => kind === "unclear")) return null;
  const stated = read.flatMap((one) => (one.kind === "steps" ? [one.statuses] : []));
  const newestFirst = stated.at(-1)?.at(-1) !== status && stated[0]?.at(-1) === status;
  return newestFirst ? [...stated].reverse() : stated;
}
