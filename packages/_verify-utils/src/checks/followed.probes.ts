import type { Counterexample, Invariance, Probe } from "../check.ts";
import { keptCalls } from "../edits/kept-calls.ts";
import { skippedCalls } from "../edits/skipped-calls.ts";
import { atCalls, ofImpostor, onAnother } from "./call-edits.ts";
import { harmlessModuleEdits } from "./edits.ts";
import type { Followed } from "./followed.ts";

type Args = Pick<Followed, "by" | "within" | "same">;

export function followedCounterexamples({ by, within, same }: Args): readonly Counterexample[] {
  const skipped = (name: string, replace: (call: string) => string | undefined): Counterexample => ({
    name,
    expect: "follow-skipped",
    apply: atCalls(by, within[0], replace),
  });
  return [
    skipped("the second call is removed", () => "undefined"),
    skipped("the second call is commented out", (call) => `undefined /* ${call} */`),
    skipped(
      "the second call runs on one branch only",
      (call) => `(process.argv.length > 2 ? ${call} : undefined)`,
    ),
    skipped(
      "the second call can be skipped by a short circuit",
      (call) => `(process.argv.length > 2 && ${call})`,
    ),
    skipped("the second call is only defined, not run", (call) => `(() => ${call})`),
    skipped("what the second call throws is swallowed", (call) => `${call}.catch(() => undefined)`),
    ...(by.export === "default"
      ? []
      : [skipped("another function of its name is called", (call) => ofImpostor(by.export, call))]),
    ...(same === undefined ? [] : [skipped("the second call is given another thing", onAnother)]),
    ...skippedCalls(by, within[0]).map(
      ({ name, apply }): Counterexample => ({
        name: `the second call: ${name}`,
        expect: ["follow-skipped", "follow-undecidable"],
        apply,
      }),
    ),
  ];
}

export function followedInvariances({ by, within }: Args): readonly Invariance[] {
  const around = (replace: (call: string) => string): Probe["apply"] => atCalls(by, within[0], replace);
  return [
    ...within.slice(0, 1).flatMap(harmlessModuleEdits),
    { name: "parentheses around the second call", apply: around((call) => `(${call})`) },
    {
      name: "a comment inside the second call",
      apply: around((call) => call.replace("(", "(/* then */ ")),
    },
    ...keptCalls(by, within[0]).map((one) => ({ ...one, name: `the second call: ${one.name}` })),
  ];
}
