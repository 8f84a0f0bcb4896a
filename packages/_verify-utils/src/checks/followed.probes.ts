import type { Counterexample, Invariance, Probe } from "../check.ts";
import { atCallTexts, type CallText, ofImpostor } from "../edits/call-text.ts";
import { keptCalls } from "../edits/kept-calls.ts";
import { otherArguments } from "../edits/other-arguments.ts";
import { skippedCalls } from "../edits/skipped-calls.ts";
import { alone, swallowed } from "./call-edits.ts";
import { commentOf, harmlessModuleEdits } from "./edits.ts";
import type { Followed } from "./followed.ts";

type Args = Pick<Followed, "by" | "within" | "same" | "among">;

export function followedCounterexamples({ by, within, same, among }: Args): readonly Counterexample[] {
  const [module] = within;
  // Where the code around is handed on, whoever runs it may still make the second call.
  const around = ({ name, apply }: Probe): Counterexample => ({
    name,
    expect: ["follow-skipped", "follow-undecidable"],
    apply: alone(by, module, among, apply),
  });
  const skipped = (name: string, replace: (call: CallText) => string | undefined): Counterexample =>
    around({ name, apply: atCallTexts(by, module, replace) });
  return [
    skipped("the second call is removed", () => "undefined"),
    skipped("the second call is commented out", ({ whole }) => `undefined ${commentOf(whole)}`),
    skipped(
      "the second call runs on one branch only",
      ({ whole }) => `(process.argv.length > 2 ? ${whole} : undefined)`,
    ),
    skipped(
      "the second call can be skipped by a short circuit",
      ({ whole }) => `(process.argv.length > 2 && ${whole})`,
    ),
    skipped("the second call is only defined, not run", ({ lazy, yields, whole }) =>
      yields ? undefined : `(${lazy}() => ${whole})`,
    ),
    around({ name: "what the second call throws is swallowed", apply: swallowed(by, module) }),
    ...(by.export === "default"
      ? []
      : [skipped("another function of its name is called", (call) => ofImpostor(by.export, call))]),
    ...[
      ...(typeof same?.nextArgument === "number" ? otherArguments(by, module, same.nextArgument) : []),
      ...skippedCalls(by, module),
    ].map(({ name, apply }) => around({ name: `the second call: ${name}`, apply })),
  ];
}

export function followedInvariances({ by, within }: Args): readonly Invariance[] {
  const around = (replace: (call: CallText) => string | undefined): Probe["apply"] =>
    atCallTexts(by, within[0], replace);
  return [
    ...within.slice(0, 1).flatMap(harmlessModuleEdits),
    { name: "parentheses around the second call", apply: around(({ whole }) => `(${whole})`) },
    {
      name: "a comment inside the second call",
      apply: around(
        ({ callee, types, args: given }) => `${callee}${types}${given.replace("(", "(/* then */ ")}`,
      ),
    },
    ...keptCalls(by, within[0]).map((one) => ({ ...one, name: `the second call: ${one.name}` })),
  ];
}
