import { basename, dirname, join } from "node:path/posix";
import type { DecisionRecord, Reference } from "../model/record.ts";
import { fold } from "../vocabulary/vocabulary.ts";
import { idKey, isSameNumber } from "./id-key.ts";

/** What a reference leads to. `elsewhere`: an address outside, or something that is no id of these registers. */
export type FoundDecision =
  | { readonly kind: "decision"; readonly record: DecisionRecord }
  | { readonly kind: "missing" }
  | { readonly kind: "elsewhere" };

/** Follows a reference of one decision to another: by its link, or else by the id that it names. */
export function findDecision(
  { text, url, location }: Reference,
  records: readonly DecisionRecord[],
): FoundDecision {
  const [path = "", anchor = ""] = (url ?? "").split("#");
  if (url === null) return byId(text, records) ?? unknown(text, records);
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) {
    const linked = records.filter((record) => basename(record.location.path) === basename(path));
    return one(linked) ?? byId(text, linked) ?? { kind: "elsewhere" };
  }
  const file = path === "" ? location.path : join(dirname(location.path), decoded(path));
  const there = records.filter((record) => record.location.path === file);
  const named = records.filter(({ location: at }) => basename(at.path) === basename(file));
  return (
    one(there) ??
    byAnchor(decoded(anchor), there) ??
    byId(text, there) ??
    one(named) ??
    (there.length === 0 ? byId(text, records) : undefined) ?? { kind: "missing" }
  );
}

function one(records: readonly DecisionRecord[]): FoundDecision | undefined {
  const [record] = records;
  return record !== undefined && records.length === 1 ? { kind: "decision", record } : undefined;
}

/** Anchors of headings start with the id: `#d-009--heavy-middleware`. */
function byAnchor(anchor: string, records: readonly DecisionRecord[]): FoundDecision | undefined {
  const key = idKey(anchor);
  if (key === "") return undefined;
  const fitting = records.filter(({ id }) => id !== null && `${key} `.startsWith(`${idKey(id)} `));
  return one(fitting);
}

function byId(text: string, records: readonly DecisionRecord[]): FoundDecision | undefined {
  const name = basename(text).replace(/\.md$/i, "");
  const keys = [idKey(text), idKey(name)];
  const exact = records.filter(({ id }) => id !== null && keys.includes(idKey(id)));
  const numbered = records.filter(({ id }) => id !== null && isSameNumber(idKey(id), idKey(text)));
  const opening = records.filter(
    ({ id }) => id !== null && [text, name].some((label) => startsWithId(label, id)),
  );
  const titled = records.filter(({ title }) => title !== "" && fold(title) === fold(text));
  return first(exact) ?? first(numbered) ?? first(opening) ?? first(titled);
}

function first(records: readonly DecisionRecord[]): FoundDecision | undefined {
  const [record] = records;
  return record === undefined ? undefined : { kind: "decision", record };
}

function startsWithId(text: string, id: string): boolean {
  return `${idKey(text)} `.startsWith(`${idKey(id)} `);
}

/** An id in the manner of these registers that none of them holds, or a name of something else. */
function unknown(text: string, records: readonly DecisionRecord[]): FoundDecision {
  const manner = (id: string) => idKey(id).replace(/\d+/g, "0");
  const own = records.some(({ id }) => id !== null && manner(id) === manner(text));
  return own ? { kind: "missing" } : { kind: "elsewhere" };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
