import type { CanonicalStatus } from "../model/status.ts";

/** Words that different vocabularies use for one state of affairs. */
const families = [
  ["draft", "proposed", "open"],
  ["accepted", "locked", "implemented", "closed"],
  ["deferred"],
  ["superseded", "deprecated"],
  ["rejected", "withdrawn"],
] as const satisfies readonly (readonly CanonicalStatus[])[];

/**
 * Whether two words can both be true of a decision. Two words of the repository's own vocabulary mean two things;
 * a word from elsewhere (`accepted`, `done`) only tells what has been decided from what has not.
 */
export function sameState(
  one: CanonicalStatus,
  other: CanonicalStatus,
  vocabulary: readonly string[],
): boolean {
  if (one === other) return true;
  if (vocabulary.includes(one) && vocabulary.includes(other)) return false;
  return families.some(
    (family: readonly CanonicalStatus[]) => family.includes(one) && family.includes(other),
  );
}
