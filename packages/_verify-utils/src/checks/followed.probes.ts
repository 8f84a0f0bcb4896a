import type { Counterexample, Invariance, Probe } from "../check.ts";
import { keptCalls } from "../edits/kept-calls.ts";
import { otherArguments } from "../edits/other-arguments.ts";
import { skippedCalls } from "../edits/skipped-calls.ts";
import { alone, atCalls, ofImpostor, swallowed } from "./call-edits.ts";
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
  const skipped = (name: string, replace: (call: string) => string | undefined): Counterexample =>
    around({ name, apply: atCalls(by, module, replace) });
  return [
    skipped("the second call is removed", () => "undefined"),
    skipped("the second call is commented out", (call) => `undefined ${commentOf(call)}`),
    skipped(
      "the second call runs on one branch only",
      (call) => `(process.argv.length > 2 ? ${call} : undefined)`,
    ),
    skipped(
      "the second call can be skipped by a short circuit",
      (call) => `(process.argv.length > 2 && ${call})`,
    ),
    skipped("the second call is only defined, not run", (call) => `(() => ${call})`),
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
