import { hedgesIn, hedgeWords, normativeSentences } from "@phasegate/decision-records";
import type { Memo } from "@phasegate/workspace";
import { z } from "zod";

/** What a paragraph demands. */
export interface NormativeProse {
  /** Sentences that demand something. */
  readonly sentences: number;
  /** Words in them that take it back. */
  readonly hedges: readonly string[];
}

/** Named apart from other facts by paragraph. */
const namespace = "normative-prose/2";
const knownSchema = z.object({ sentences: z.int().nonnegative(), hedges: z.array(z.string()) });

/**
 * Reads a paragraph as English; once, and again only when it or a list changed.
 * @param words what makes a sentence normative, as written
 * @param allow hedges that are fine, in lower case
 */
export function normativeProse(
  prose: string,
  words: readonly string[],
  allow: ReadonlySet<string>,
  memo: Memo,
): NormativeProse {
  const key = JSON.stringify([prose, words, [...allow]]);
  const known = knownSchema.safeParse(memo.get(namespace, key));
  if (known.success) return known.data;
  const sentences = normativeSentences(prose, words);
  const hedges = sentences.flatMap((sentence) => hedgesIn(sentence, hedgeWords, allow));
  const read = { sentences: sentences.length, hedges };
  memo.set(namespace, key, read);
  return read;
}
