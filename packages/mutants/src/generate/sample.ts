import { createHash } from "node:crypto";
import type { MutantText } from "./mutants-of.ts";

/** The first mutant of every function, of some in order. */
export function firstOfEach(ordered: readonly MutantText[]): readonly MutantText[] {
  const units = new Set<string>();
  return ordered.filter((one) => {
    const unit = unitOf(one);
    if (units.has(unit)) return false;
    units.add(unit);
    return true;
  });
}

function unitOf({ mutant, unit }: MutantText): string {
  return `${mutant.subject}\0${unit.index}`;
}

/**
 * The order in which mutants are tried: one of every function first, then a second one of each, and so on, so that whatever
 * the budget cuts off, every function has had its turn. Which one comes first follows from the seed and the mutant alone:
 * a mutant that is added does not shuffle the others.
 */
export function inSampleOrder(mutants: readonly MutantText[], seed: number): readonly MutantText[] {
  const byUnit = new Map<string, { readonly rank: string; readonly one: MutantText }[]>();
  for (const one of mutants) {
    const unit = unitOf(one);
    const rank = createHash("sha256").update(`${seed}\0${one.mutant.id}`).digest("hex");
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), { rank, one }]);
  }
  return [...byUnit.values()]
    .flatMap((group) =>
      group.sort((a, b) => compare(a.rank, b.rank)).map((ranked, turn) => ({ ...ranked, turn })),
    )
    .sort((a, b) => a.turn - b.turn || compare(a.rank, b.rank))
    .map(({ one }) => one);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
