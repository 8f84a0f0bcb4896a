import type { Sentence, SentenceContent } from "nlcst";
import { search } from "nlcst-search";
import { toString as textOf } from "nlcst-to-string";
import { weakVerbs } from "./hedge-words.ts";
import type { NormativeSentence } from "./sentences.ts";

/**
 * Words of a normative sentence that take back what it demands, as written.
 * @param phrases words and phrases that weaken a demand wherever they stand
 * @param allowed words and phrases that are fine in this repository, in lower case
 */
export function hedgesIn(
  { node }: NormativeSentence,
  phrases: readonly string[],
  allowed: ReadonlySet<string>,
): readonly string[] {
  const found: { readonly at: number; readonly word: string }[] = [];
  search(node, [...phrases, ...weakVerbs], (nodes, at, _, phrase) => {
    const word = nodes.map((one) => textOf(one)).join("");
    const isWeakVerb = weakVerbs.some((verb) => verb === phrase);
    if (allowed.has(phrase) || isTerm(word)) return;
    if (isWeakVerb && isConditional(node, at)) return;
    found.push({ at, word });
  });
  return found.sort((a, b) => a.at - b.at).map(({ word }) => word);
}

/** In capitals it is a word of RFC 2119, which says what it means. */
function isTerm(word: string): boolean {
  return word === word.toUpperCase() && /\p{Lu}{2}/u.test(word);
}

const opening = new Set(
  `that which who whom whose what if when whenever whether where wherever unless until while because since as how however
  although though than after before why`.split(/\s+/),
);

/** Whether the clause of a verb tells a condition or describes something: "a value that may be secret MUST be masked". */
function isConditional(sentence: Sentence, at: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    const node = sentence.children[index];
    if (node === undefined || endsClause(node)) return false;
    const word = textOf(node).toLowerCase();
    if (word === "but" || (word === "and" && isNext(sentence, index, at))) return false;
    if (opening.has(word)) return true;
  }
  return false;
}

function endsClause(node: SentenceContent): boolean {
  return node.type === "PunctuationNode" && /[,;:()–—]/.test(textOf(node));
}

function isNext(sentence: Sentence, from: number, to: number): boolean {
  return sentence.children.slice(from + 1, to).every((node) => node.type === "WhiteSpaceNode");
}
