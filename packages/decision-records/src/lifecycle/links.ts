import type { DecisionRecord, Reference } from "../model/record.ts";
import { type FoundDecision, findDecision } from "./find-decision.ts";

/** Where the references of one decision lead. */
export interface Links {
  /** Decisions that it says replace it, and that it says it replaces. */
  readonly successors: readonly DecisionRecord[];
  readonly predecessors: readonly DecisionRecord[];
  /** What replaces it, as either side tells. */
  readonly replacements: readonly DecisionRecord[];
  /** Successors that stand outside of the registers. */
  readonly elsewhere: readonly Reference[];
  /** References, of both kinds, to decisions that no register holds. */
  readonly unknown: readonly Reference[];
}

export type AllLinks = ReadonlyMap<DecisionRecord, Links>;

export function readLinks(all: readonly DecisionRecord[]): AllLinks {
  const follow = (references: readonly Reference[]) =>
    references.map((reference) => ({ reference, to: findDecision(reference, all) }));
  const read = all.map((record) => ({
    record,
    forward: follow(record.supersededBy),
    back: follow(record.supersedes),
  }));
  const told = new Map<DecisionRecord, DecisionRecord[]>();
  for (const { record, back } of read)
    for (const other of decisions(back)) told.set(other, [...(told.get(other) ?? []), record]);
  return new Map(
    read.map(({ record, forward, back }) => [
      record,
      {
        successors: decisions(forward),
        predecessors: decisions(back),
        replacements: [...decisions(forward), ...(told.get(record) ?? [])],
        elsewhere: forward.flatMap(({ to, reference }) => (to.kind === "elsewhere" ? [reference] : [])),
        unknown: [...forward, ...back].flatMap(({ to, reference }) =>
          to.kind === "missing" ? [reference] : [],
        ),
      },
    ]),
  );
}

const nowhere: Links = { successors: [], predecessors: [], replacements: [], elsewhere: [], unknown: [] };

export function linksOf(record: DecisionRecord, links: AllLinks): Links {
  return links.get(record) ?? nowhere;
}

function decisions(found: readonly { readonly to: FoundDecision }[]): DecisionRecord[] {
  return found.flatMap(({ to }) => (to.kind === "decision" ? [to.record] : []));
}
