import type { DeclaredStatus } from "../model/record.ts";
import { readTransition, wordsIn } from "./transition-text.ts";

const qualifying =
  /^(?:conditionally|provisionally|tentatively|mostly|largely|almost|nearly|probably|maybe|perhaps|partly|partially)(?![\p{L}])/iu;
const condition =
  /^[^\p{L}\p{N}]*\?[^\p{L}\p{N}]*$|(?<![\p{L}])(?:pending|until|unless|if|provided|subject to|conditional|provisional|tentative|awaiting|except|for now|to be confirmed|tbc|tbd|maybe|perhaps|probably|not yet)(?![\p{L}])/iu;
/** Words that replacements and retirements are often given in parts. */
const inParts: ReadonlySet<string | null> = new Set(["superseded", "deprecated", "implemented"]);

/**
 * What makes another status of a status: a condition (`locked until …`, `locked (pending review)`, `locked?`), or a second
 * status on the same line (`locked / open`, `open → closed`). `undefined` when there is nothing of the kind; who decided
 * it, when, and what replaces it are no conditions.
 */
export function statusCondition(
  { written, text, canonical }: DeclaredStatus,
  vocabulary: readonly string[],
): string | undefined {
  if (qualifying.test(written) && !inParts.has(canonical)) return text;
  if (new Set(wordsIn(written, vocabulary)).size > 1) return text;
  const rest = text.slice(text.indexOf(written) + written.length).trim();
  if (condition.test(firstClause(rest))) return rest;
  const joined = /^\W*(?:[/|,&+→⇒]|->|=>|\b(?:or|and)\b)\s*(.*)$/iu.exec(rest)?.[1];
  if (joined === undefined) return undefined;
  const first = /^[^\s,;./|]+/u.exec(joined)?.[0] ?? "";
  const other = readTransition(first, vocabulary);
  const isOther = other.kind === "steps" && first !== "" && other.statuses.length > 0;
  return isOther ? rest : undefined;
}

/** What stands in the brackets behind the word, or else up to the next mark: the rest of a line may tell of anything. */
function firstClause(rest: string): string {
  const bracket = /^[^\p{L}\p{N}?]*?[([（]([^)\]）]*)/u.exec(rest)?.[1];
  return bracket ?? rest.replace(/^[^\p{L}\p{N}?]+/u, "").split(/[,;.([（]/)[0] ?? "";
}
