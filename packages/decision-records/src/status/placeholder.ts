import { fold, statusBook } from "../vocabulary/vocabulary.ts";

/** A choice that the template offers, or a slot that it leaves: `{proposed | accepted}`, `Draft | Accepted`, `<status>`. */
export function offersChoice(text: string): boolean {
  const slot = /^["'`]?\s*(?:\[([^\]]*)\]|\{+([^}]*)\}*|<([^>]*)>?|［([^］]*)］)\s*["'`]?$/.exec(text);
  const inner = slot?.[1] ?? slot?.[2] ?? slot?.[3] ?? slot?.[4];
  if (inner !== undefined && !isStatus(inner)) return true;
  const bars = text.split(/\s*[|｜]\s*/);
  if (bars.length > 1 && bars.filter(startsWithStatus).length >= 2) return true;
  const parts = text.split(/\s*(?:[|/,、·;]|\bor\b|\boder\b|\bou\b|\bили\b|->|→|\s[-–—]\s)\s*/);
  return parts.length > 2 && parts.filter(isStatus).length >= 3;
}

function isStatus(text: string): boolean {
  return statusBook.meanings.has(fold(text.replace(/[^\p{L}\p{N}\s-]/gu, "")));
}

function startsWithStatus(text: string): boolean {
  const words = text
    .replace(/[^\p{L}\p{N}\s-]/gu, " ")
    .trim()
    .split(/\s+/);
  return isStatus(words[0] ?? "") || isStatus(words.slice(0, 2).join(" "));
}
