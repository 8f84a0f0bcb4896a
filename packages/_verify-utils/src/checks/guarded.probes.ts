import { parentOf } from "@phasegate/workspace";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { atCalls, ofImpostor, onAnother } from "./call-edits.ts";
import { harmlessModuleEdits } from "./edits.ts";
import type { Guarded } from "./guarded.ts";

type Args = Pick<Guarded, "effect" | "by" | "within" | "same" | "policy">;

/** Edits every call of the guard in the first module that may use the effect. */
function atGuards({ by, within }: Args, replace: (call: string) => string | undefined): Probe["apply"] {
  return atCalls(by, within[0], replace);
}

export function guardedCounterexamples(args: Args): readonly Counterexample[] {
  const { by, effect } = args;
  const bypassed = (name: string, replace: (call: string) => string | undefined): Counterexample => ({
    name,
    expect: "guard-bypassed",
    apply: atGuards(args, replace),
  });
  return [
    bypassed("the guard is removed", () => "undefined"),
    bypassed("the guard is commented out", (call) => `undefined /* ${call} */`),
    bypassed(
      "the guard runs on one branch only",
      (call) => `(process.argv.length > 2 ? ${call} : undefined)`,
    ),
    bypassed("the guard can be skipped by a short circuit", (call) => `(process.argv.length > 2 && ${call})`),
    bypassed("the guard is only defined, not run", (call) => `(() => ${call})`),
    bypassed(
      "what the guard throws is swallowed",
      (call) => `(() => { try { ${call}; } catch { return; } })()`,
    ),
    ...(by.export === "default"
      ? []
      : [bypassed("another function of the guard's name is called", (call) => ofImpostor(by.export, call))]),
    ...(args.same === undefined ? [] : [bypassed("the guard is given another thing", onAnother)]),
    ...("method" in effect
      ? [
          {
            name: "another module uses the effect",
            expect: "guard-bypassed",
            apply: elsewhere(args),
          } as const,
        ]
      : []),
  ];
}

function elsewhere({ effect, within }: Args): Probe["apply"] {
  return () => {
    const [module] = within;
    if (module === undefined || !("method" in effect))
      return new NotApplicable("no module may use the effect");
    const folder = parentOf(module);
    const { constructor: made, method } = effect;
    const source = `import { ${made.export} as Taken } from ${JSON.stringify(made.module)};\nexport const reached = (request: never) => new Taken({} as never).${method}(request);\n`;
    return { [`${folder === "" ? "" : `${folder}/`}phasegate-probe.ts`]: source };
  };
}

export function guardedInvariances(args: Args): readonly Invariance[] {
  const [module] = args.within;
  return [
    ...(module === undefined ? [] : harmlessModuleEdits(module)),
    { name: "parentheses around the guard", apply: atGuards(args, (call) => `(${call})`) },
    {
      name: "a comment inside the guard's call",
      apply: atGuards(args, (call) => call.replace("(", "(/* first */ ")),
    },
    { name: "the guard is called twice", apply: atGuards(args, (call) => `(${call}, ${call})`) },
  ];
}
