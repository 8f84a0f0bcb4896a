import type { CanonicalStatus } from "../model/status.ts";

/**
 * The words that decisions use in one natural language. All in lower case, blanks single, accents as written.
 * A word may stand in several languages; it must then mean the same status in all of them.
 */
export interface Language {
  /** BCP 47 tag. */
  readonly tag: string;
  /** Words and phrases for each status, in every inflection that files use. */
  readonly statuses: { readonly [status in CanonicalStatus]?: readonly string[] };
  /** Words that may stand before a status and belong to it: `partly superseded`. */
  readonly qualifiers: readonly string[];
  /** Verbs that join a decision to its status, in the present: `is`, `remains`. What was, or will be, is another thing. */
  readonly copulas: readonly string[];
  /** Words that may stand between such a verb and the status, and change nothing: `still`. */
  readonly adverbs: readonly string[];
  /** Words after which a status line goes on to something else: `accepted by …`, `accepted on …`. */
  readonly joints: readonly string[];
  /** Keys and headings that introduce a value; each list starts with the most usual one. */
  readonly keys: { readonly [role in KeyRole]?: readonly string[] };
  /** Phrases after which the successor is named, beyond a status word with a joint: `replaced by`. */
  readonly successorPhrases: readonly string[];
  /** Phrases after which the predecessor is named. */
  readonly predecessorPhrases: readonly string[];
  /** Words of file names and headings that mark a form to be filled in. */
  readonly templates: readonly string[];
}

/** What a key or heading stands for. `section` covers the headings that only a decision has. */
export const keyRoles = [
  "status",
  "title",
  "id",
  "date",
  "supersedes",
  "supersededBy",
  "meta",
  "decision",
  "section",
] as const;

export type KeyRole = (typeof keyRoles)[number];

/** Words and phrases separated by commas, as a list. */
export function words(parts: TemplateStringsArray): readonly string[] {
  return parts
    .join("")
    .split(",")
    .map((word) => word.replace(/\s+/g, " ").trim())
    .filter((word) => word !== "");
}
