import type { RootContent } from "mdast";
import { tidy } from "../declare/declaration.ts";
import { blockLines } from "../declare/list.ts";
import { hedgeWords } from "../language/hedge-words.ts";
import { phrasePattern } from "../language/phrases.ts";
import { placeholderIn, saysNothing } from "../language/placeholder.ts";
import type { MarkdownDocument } from "../markdown/document.ts";
import { type InlineLine, inlineLines } from "../markdown/inline.ts";
import { withoutStruck } from "../markdown/slice.ts";
import { isVague } from "../statement/vague.ts";
import { isNothing } from "../status/references.ts";
import type { ForeignContent } from "./contract.ts";

const anyHedge = phrasePattern(hedgeWords);
/** Words of a sentence that can be all hedge; a longer one says something beside it. */
const shortest = 6;

/** Whether a text only stands in for one: `TBD`, `–`, `To be decided.` */
export function isPlaceholder(text: string): boolean {
  return sentencesOf(text).every(isGap);
}

/** Whether a text binds nobody: a placeholder, or a few words that take back themselves (`probably`, `as needed`). */
export function isIdle(text: string): boolean {
  return sentencesOf(text).every((sentence) => isGap(sentence) || isHedge(sentence));
}

function isGap(sentence: string): boolean {
  return saysNothing(sentence) || isNothing(sentence) || placeholderIn(sentence, sentence) !== undefined;
}

function isHedge(sentence: string): boolean {
  if (isVague(sentence)) return true;
  const words = sentence.split(/\s+/).length;
  return words <= shortest && anyHedge.test(sentence);
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?。])\s+/);
}

/** Whether a block says something in words of its own: no code, quotation, comment, crossed-out text or placeholder. */
export function saysSomething(
  document: MarkdownDocument,
  block: RootContent,
  accepts: readonly ForeignContent[] = [],
): boolean {
  if (block.type === "code") return accepts.includes("code") && /[\p{L}\p{N}]/u.test(block.value);
  if (block.type === "blockquote" && !accepts.includes("quote")) return false;
  if (block.type === "heading") return false;
  if (block.type === "table")
    return block.children
      .slice(1)
      .some((row) => row.children.some((cell) => isTold(inlineLines(document.text, cell.children))));
  return isTold(blockLines(document, block, accepts.includes("quote")));
}

function isTold(lines: readonly InlineLine[]): boolean {
  return paragraphs(lines).some((text) => !isIdle(text));
}

function paragraphs(lines: readonly InlineLine[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const text = tidy(withoutStruck(line).text);
    if (line.continues && texts.length > 0) texts.push(`${texts.pop()} ${text}`);
    else texts.push(text);
  }
  return texts;
}
