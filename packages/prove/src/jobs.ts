import {
  type Check,
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "@phasegate/verify-utils";
import type { Edits } from "@phasegate/workspace";
import { type Mutant, mutantOf } from "./mutant.ts";
import { randomFrom, sample } from "./random.ts";
import { reformattings } from "./reformattings.ts";

/** One edit to try on one check. */
export type Job = { readonly check: Check; readonly mutant: Mutant } & (
  | { readonly side: "counterexample"; readonly probe: Counterexample }
  | { readonly side: "invariance"; readonly probe: Invariance }
  | { readonly side: "pair"; readonly probe: Counterexample; readonly first: Edits; readonly second: Edits }
);

/** Everything that a check ships, and what any check has to bear: other formatting of the modules that it is about. */
export function jobsOf(check: Check, context: CheckContext): readonly Job[] {
  const harmless = check.invariances.map((probe): Job => {
    return { check, side: "invariance", probe, mutant: mutantOf(probe, context) };
  });
  const formatted = reformattings(harmless, context).map((probe): Job => {
    return { check, side: "invariance", probe, mutant: mutantOf(probe, context) };
  });
  const harmful = check.counterexamples.map((probe): Job => {
    return { check, side: "counterexample", probe, mutant: mutantOf(probe, context) };
  });
  return [...harmful, ...harmless, ...formatted];
}

/**
 * Edits that mean nothing and have a place here, each followed by one that must still be seen; the seed and the names
 * decide which.
 * @param single the edits of the check one by one
 */
export function pairsOf(
  check: Check,
  single: readonly Job[],
  context: CheckContext,
  how: {
    readonly seed: number;
    readonly count: number;
    readonly gate: string;
    readonly edited: (edits: Edits) => CheckContext;
  },
): readonly Job[] {
  const mutants = new Map<Probe, Mutant>(single.map(({ probe, mutant }) => [probe, mutant]));
  const placed = <P extends Probe>(probes: readonly P[]) =>
    probes.flatMap((probe) => {
      const mutant = mutants.get(probe);
      // Two made-up bases are no pair of edits.
      return mutant?.kind === "edits" && mutant.gates === undefined
        ? [{ probe, edits: mutant.edits, before: mutant.before ?? {} }]
        : [];
    });
  const seconds = placed(check.counterexamples);
  // What means nothing only beside a base of its own may mean something beside another's.
  const firsts = placed(check.invariances).filter(({ before }) => Object.keys(before).length === 0);
  const all = firsts.flatMap((first) => seconds.map((second) => ({ first, second })));
  const random = randomFrom(how.seed ^ hashOf(`${how.gate}\0${check.name}`));
  return sample(all, how.count, random).map(({ first, second }): Job => {
    const probe = { ...second.probe, name: `${first.probe.name}; then ${second.probe.name}` };
    const edits = second.probe.apply(how.edited(first.edits));
    const isPlaced = !(edits instanceof NotApplicable);
    const apply: Probe["apply"] = () => (isPlaced ? { ...first.edits, ...edits } : edits);
    const mutant = mutantOf({ ...probe, apply }, context);
    return { check, side: "pair", probe, first: first.edits, second: isPlaced ? edits : {}, mutant };
  });
}

/** A number that follows from a text (FNV-1a, 32 bits). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
