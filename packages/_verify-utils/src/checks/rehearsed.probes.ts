import {
  type CheckContext,
  type Counterexample,
  type Invariance,
  NotApplicable,
  type Probe,
} from "../check.ts";
import type { Decided, Rehearsal } from "../rehearsal/rehearsal.ts";

/** A clean clone that decides otherwise in one thing. */
function clone(
  suite: string,
  edit: (there: readonly Decided[]) => readonly Decided[],
): Pick<Probe, "apply" | "rehearsal"> {
  return {
    apply: () => ({}),
    rehearsal: ({ rehearsal }: CheckContext): Rehearsal | NotApplicable => {
      const told = rehearsal(suite);
      if (told.kind === "unknown") return new NotApplicable("nothing was rehearsed");
      return { ...told, there: edit(told.there) };
    },
  };
}

const missing = "evidence-path-missing: it rests on a file that is not there";

/** The last check, and its gate with it. */
function atCheck(edit: (one: Decided) => Decided) {
  return (there: readonly Decided[]): readonly Decided[] => {
    const last = there.findLast(({ check }) => check !== "");
    return there.map((one) => (one === last ? edit(one) : one));
  };
}

export function rehearsedCounterexamples(suite: string): readonly Counterexample[] {
  const differs = (name: string, edit: Parameters<typeof clone>[1]): Counterexample => ({
    name,
    expect: "rehearsal-differs",
    ...clone(suite, edit),
  });
  return [
    differs(
      "a check rests on a file that a clean clone does not have",
      atCheck((one) => ({ ...one, verdict: "failed", findings: [...one.findings, missing] })),
    ),
    differs(
      "a check cannot be decided in a clean clone",
      atCheck((one) => ({ ...one, verdict: "blocked" })),
    ),
    differs(
      "a check finds something else in a clean clone",
      atCheck((one) => ({ ...one, findings: [...one.findings, missing] })),
    ),
    differs("a clean clone judges one thing less", (there) => there.slice(0, -1)),
    differs("a clean clone judges one gate more", (there) => [
      ...there,
      { gate: "probe-gate", check: "", verdict: "passed", findings: [] },
    ]),
    differs("a clean clone judges nothing", () => []),
    {
      name: "the clone cannot be installed",
      expect: "rehearsal-unknown",
      apply: () => ({}),
      rehearsal: () => ({ kind: "unknown", why: "a probe", command: "pnpm fetch" }),
    },
  ];
}

export function rehearsedInvariances(suite: string): readonly Invariance[] {
  return [
    { name: "a clean clone decides the same", ...clone(suite, (there) => [...there]) },
    { name: "a clean clone judges in another order", ...clone(suite, (there) => [...there].reverse()) },
  ];
}
