import type { DecisionRecord } from "../model/record.ts";
import { decisionKey, isSameNumber } from "./id-key.ts";
import { isAnotherDecision, isSameDecision } from "./likeness.ts";

/** What became of a decision's id. */
export type IdChange =
  | { readonly kind: "deleted"; readonly before: DecisionRecord }
  | { readonly kind: "renumbered"; readonly before: DecisionRecord; readonly now: DecisionRecord }
  | { readonly kind: "reused"; readonly before: DecisionRecord; readonly now: DecisionRecord };

/** Decisions by key; several where an id was given twice. */
export function byKey(records: readonly DecisionRecord[]): ReadonlyMap<string, readonly DecisionRecord[]> {
  const keys = new Map<string, DecisionRecord[]>();
  for (const record of records) {
    const key = decisionKey(record);
    keys.set(key, [...(keys.get(key) ?? []), record]);
  }
  return keys;
}

/** The decision of today that carries a decision's id, also when it is written with or without its kind. */
export function heirOf(
  before: DecisionRecord,
  now: ReadonlyMap<string, readonly DecisionRecord[]>,
): DecisionRecord | undefined {
  const key = decisionKey(before);
  const same = now.get(key);
  if (same !== undefined) return same[0];
  const other = [...now].filter(([one]) => isSameNumber(one, key));
  return other.length === 1 ? other[0]?.[1][0] : undefined;
}

/**
 * How ids changed from one state of all registers to another: an id that is gone, one that its decision exchanged for
 * another, and one that was given to another decision. Where a decision stands, in which order, in which format, and how
 * its text is worded makes no difference.
 */
export function idChanges(
  before: readonly DecisionRecord[],
  now: readonly DecisionRecord[],
): readonly IdChange[] {
  const known = byKey(before);
  const today = byKey(now);
  const fresh = now.filter((record) => heirOf(record, known) === undefined);
  return [...known.values()].flatMap(([record]): IdChange[] => {
    if (record === undefined) return [];
    const heir = heirOf(record, today);
    if (heir !== undefined)
      return isAnotherDecision(record, heir) ? [{ kind: "reused", before: record, now: heir }] : [];
    const moved = fresh.find((one) => isSameDecision(record, one));
    // A decision that gets its first id is not renumbered.
    if (moved !== undefined && record.id === null) return [];
    return [
      moved === undefined
        ? { kind: "deleted", before: record }
        : { kind: "renumbered", before: record, now: moved },
    ];
  });
}
