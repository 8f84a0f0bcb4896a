import type { Counterexample, Invariance } from "../check.ts";
import { asItIs, type Draft, drafting, harmlessRegisterEdits } from "./register-edits.ts";

const cache: Draft = {
  title: "Sessions are kept in memory",
  fields: { status: "open", question: "Where do sessions live while a request is being served?" },
};
const logs: Draft = {
  title: "Logs rotate every week",
  fields: { status: "open", question: "For how many days does an operator need old files?" },
};

export function idsCounterexamples(ids: readonly string[] | undefined): readonly Counterexample[] {
  const known = drafting(ids, () => [cache]);
  const always: readonly Counterexample[] = [
    {
      name: "an id is given twice",
      expect: "decision-duplicated",
      apply: drafting(ids, () => [cache, logs], { sameId: true }),
    },
    {
      name: "an id is given to another decision",
      expect: "decision-id-reused",
      base: known,
      apply: drafting(ids, () => [logs]),
    },
  ];
  if (ids !== undefined) return always;
  return [
    ...always,
    { name: "a decision is deleted", expect: "decision-deleted", base: known, apply: asItIs },
    {
      name: "a decision gets another id",
      expect: "decision-renumbered",
      base: known,
      apply: drafting(ids, () => [cache], { first: 1 }),
    },
  ];
}

export function idsInvariances(ids: readonly string[] | undefined): readonly Invariance[] {
  return [
    ...harmlessRegisterEdits(ids),
    {
      name: "a decision gets another title",
      base: drafting(ids, () => [cache]),
      apply: drafting(ids, () => [{ ...cache, title: "Memory for sessions" }]),
    },
  ];
}
