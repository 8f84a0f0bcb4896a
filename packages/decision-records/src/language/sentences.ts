import type { Root, Sentence } from "nlcst";
import { toString as textOf } from "nlcst-to-string";
import retextEnglish from "retext-english";
import { unified } from "unified";
import { anyOf } from "./requirement.ts";

const processor = unified().use(retextEnglish).freeze();

export interface NormativeSentence {
  readonly text: string;
  readonly node: Sentence;
}

/**
 * The sentences of a text that demand something: statements, not questions, with one of some words and more to say.
 * Text without any of the words is not parsed.
 */
export function normativeSentences(prose: string, words: readonly string[]): readonly NormativeSentence[] {
  if (words.length === 0) return [];
  const pattern = anyOf(words);
  if (!pattern.test(prose)) return [];
  return sentencesOf(processor.parse(prose))
    .map((node) => ({ node, text: textOf(node).trim() }))
    .filter(({ text }) => pattern.test(text) && !/\?\W*$/.test(text) && wordsIn(text) > fewestWords);
}

/** A demand names at least what must and what it must. */
const fewestWords = 2;

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

function sentencesOf(root: Root): Sentence[] {
  return root.children.flatMap((paragraph) =>
    "children" in paragraph
      ? paragraph.children.filter((node): node is Sentence => node.type === "SentenceNode")
      : [],
  );
}
