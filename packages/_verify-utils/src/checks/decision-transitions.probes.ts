import type { Counterexample, Invariance } from "../check.ts";
import type { Policy } from "../config.ts";
import { asItIs, type DraftMaker, drafting, harmlessRegisterEdits } from "./register-edits.ts";

/** Two different statuses, the second of which may (not) follow the first. */
function step({ statuses, transitions }: Policy, isLegal: boolean): readonly [string, string] | undefined {
  for (const from of statuses) {
    const to = statuses.find((word) => word !== from && (transitions[from] ?? []).includes(word) === isLegal);
    if (to !== undefined) return [from, to];
  }
  return undefined;
}

/** One decision, in the status at one end of a step. */
function at(end: 0 | 1, isLegal: boolean, told?: (from: string, to: string) => string): DraftMaker {
  return (policy) => {
    const found = step(policy, isLegal);
    if (found === undefined) return undefined;
    const story = told === undefined ? {} : { status_transition: told(...found) };
    return [{ title: "Something else", fields: { status: found[end], question: "What else?", ...story } }];
  };
}

export function transitionsCounterexamples(ids: readonly string[] | undefined): readonly Counterexample[] {
  const always: readonly Counterexample[] = [
    {
      name: "a status changes as the policy does not allow",
      expect: "transition-illegal",
      base: drafting(ids, at(0, false)),
      apply: drafting(ids, at(1, false)),
    },
    {
      name: "a decision tells the change the wrong way round",
      expect: "transition-text-differs",
      base: drafting(ids, at(0, true)),
      apply: drafting(
        ids,
        at(1, true, (from, to) => `${to} → ${from}`),
      ),
    },
    {
      name: "what a decision tells cannot be understood",
      expect: "transition-unclear",
      base: drafting(ids, at(0, true)),
      apply: drafting(
        ids,
        at(1, true, () => "see the minutes"),
      ),
    },
  ];
  if (ids !== undefined) return always;
  return [
    ...always,
    {
      name: "a decision appears at its end",
      expect: "decision-start-illegal",
      base: asItIs,
      apply: drafting(ids, ({ statuses, initial }) => {
        const late = statuses.find((word) => !initial.includes(word));
        return late === undefined ? undefined : [{ title: "Something else", fields: { status: late } }];
      }),
    },
  ];
}

export function transitionsInvariances(ids: readonly string[] | undefined): readonly Invariance[] {
  return [
    ...harmlessRegisterEdits(ids),
    {
      name: "a status changes as the policy allows",
      base: drafting(ids, at(0, true)),
      apply: drafting(ids, at(1, true)),
    },
    {
      name: "a decision tells the change as it happened",
      base: drafting(ids, at(0, true)),
      apply: drafting(
        ids,
        at(1, true, (from, to) => `from ${from} to ${to}`),
      ),
    },
  ];
}
