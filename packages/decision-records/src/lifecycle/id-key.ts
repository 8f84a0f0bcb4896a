import { isKind } from "../identity/id.ts";
import type { DecisionRecord } from "../model/record.ts";
import { fold } from "../vocabulary/vocabulary.ts";

/** What two writings of one id share: case, separators and leading zeros do not tell `D-009` and `d 9` apart. */
export function idKey(id: string): string {
  const before = keys.get(id);
  if (before !== undefined) return before;
  const key = readKey(id);
  if (keys.size < mostKeys) keys.set(id, key);
  return key;
}

/** Every reference is held against every id. */
const keys = new Map<string, string>();
const mostKeys = 10_000;

function readKey(id: string): string {
  return fold(id)
    .replace(/(\p{L})(?=\d)/gu, "$1 ")
    .replace(/[.#\s]+/g, " ")
    .replace(/\b0+(?=\d)/g, "")
    .trim();
}

/** The key by which a decision is known: of its id, or of its title where it has none. */
export function decisionKey({ id, title }: Pick<DecisionRecord, "id" | "title">): string {
  return id === null ? `title:${fold(title)}` : idKey(id);
}

/** Whether two keys are one number, which one of them introduces with the kind of document: `adr 12` and `12`. */
export function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [split(one), split(other)];
  if (a === null || b === null || a.number !== b.number || a.prefix === b.prefix) return false;
  const bare = (prefix: string) => prefix === "" || isKind(prefix);
  return bare(a.prefix) && bare(b.prefix) && (a.prefix === "" || b.prefix === "");
}

function split(key: string): { prefix: string; number: string } | null {
  const match = /^(\D*?)\s*(\d.*)$/u.exec(key);
  return match === null ? null : { prefix: match[1] ?? "", number: match[2] ?? "" };
}
