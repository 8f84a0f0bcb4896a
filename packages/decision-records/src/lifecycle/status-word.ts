import type { DeclaredStatus } from "../model/record.ts";
import { type CanonicalStatus, canonicalStatuses } from "../model/status.ts";
import { fold, statusBook } from "../vocabulary/vocabulary.ts";

/**
 * The word of a repository's vocabulary that a status means: the one that is written, or else the one that means the
 * same (`Frozen` is `locked`). `undefined` when there is none, or when several mean the same.
 */
export function statusWord(
  { written, canonical }: Pick<DeclaredStatus, "written" | "canonical">,
  vocabulary: readonly string[],
): string | undefined {
  const folded = fold(written);
  const same = vocabulary.find((word) => fold(word) === folded);
  if (same !== undefined || canonical === null) return same;
  const alike = vocabulary.filter((word) => meaningOf(word) === canonical);
  return alike.find((word) => word === canonical) ?? (alike.length === 1 ? alike[0] : undefined);
}

/** What a word of a vocabulary means, or `undefined` for a repository's own word. */
export function meaningOf(word: string): CanonicalStatus | undefined {
  const folded = fold(word);
  return canonicalStatuses.find((status) => status === folded) ?? statusBook.meanings.get(folded);
}
