import { parentOf } from "@phasegate/workspace";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { atEveryCallPlace } from "../edits/call-places.ts";
import { atCallTexts, type CallText, calledAtOnce, ofImpostor } from "../edits/call-text.ts";
import { keptCalls } from "../edits/kept-calls.ts";
import { otherArguments } from "../edits/other-arguments.ts";
import { skippedCalls } from "../edits/skipped-calls.ts";
import { textOf } from "../edits/source.ts";
import { alone } from "./call-edits.ts";
import { commentOf, harmlessModuleEdits } from "./edits.ts";
import type { Guarded } from "./guarded.ts";

type Args = Pick<Guarded, "effect" | "by" | "within" | "same" | "policy" | "among">;

/** Edits every call of the guard in the first module that may use the effect. */
function atGuards({ by, within }: Args, replace: (call: CallText) => string | undefined): Probe["apply"] {
  return atCallTexts(by, within[0], replace);
}

export function guardedCounterexamples(args: Args): readonly Counterexample[] {
  const { by, effect } = args;
  const [module] = args.within;
  const at: Counterexample["at"] = module === undefined ? undefined : { path: module };
  const around = (name: string, apply: Probe["apply"]): Counterexample => ({
    name,
    expect: ["guard-bypassed", "guard-undecidable"],
    apply: alone(by, module, args.among, apply),
    ...(at === undefined ? {} : { at }),
  });
  const bypassed = (name: string, replace: (call: CallText) => string | undefined): Counterexample => ({
    name,
    expect: "guard-bypassed",
    apply: alone(by, module, args.among, atGuards(args, replace)),
    ...(at === undefined ? {} : { at }),
  });
  return [
    bypassed("the guard is removed", () => "undefined"),
    bypassed("the guard is commented out", ({ whole }) => `undefined ${commentOf(whole)}`),
    bypassed(
      "the guard runs on one branch only",
      ({ whole }) => `(process.argv.length > 2 ? ${whole} : undefined)`,
    ),
    bypassed(
      "the guard can be skipped by a short circuit",
      ({ whole }) => `(process.argv.length > 2 && ${whole})`,
    ),
    bypassed("the guard is only defined, not run", ({ lazy, yields, whole }) =>
      yields ? undefined : `(${lazy}() => ${whole})`,
    ),
    bypassed("what the guard throws is swallowed", (call) =>
      calledAtOnce(`try { ${call.whole}; } catch { return; }`, call),
    ),
    ...(by.export === "default"
      ? []
      : [bypassed("another function of the guard's name is called", (call) => ofImpostor(by.export, call))]),
    ...skippedCalls(by, module).map(({ name, apply }) => around(`the guard: ${name}`, apply)),
    around("the guard comes after the effect", behind(args)),
    ...(typeof args.same?.guardArgument === "number"
      ? otherArguments(by, module, args.same.guardArgument).map(({ name, apply }) =>
          around(`the guard: ${name}`, apply),
        )
      : []),
    ...(args.policy === undefined
      ? []
      : otherPolicies(args, args.policy.argument).map((one) => around(one.name, one.apply))),
    ...("method" in effect
      ? [
          {
            name: "another module uses the effect",
            expect: "guard-bypassed",
            apply: elsewhere(args),
            at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
          } satisfies Counterexample,
        ]
      : []),
  ];
}

/** The statement of the guard is moved behind the last one of its block that is no `return`. */
function behind({ by, within }: Args): Probe["apply"] {
  return atEveryCallPlace(
    by,
    within[0],
    "no call of the guard is a statement of its own",
    ({ source, statement }) => {
      const block = statement?.parent;
      if (statement === undefined || block?.type !== "BlockStatement") return [];
      const last = block.body.filter(({ type }) => type !== "ReturnStatement").at(-1);
      if (last === undefined || last === statement) return [];
      return [
        { start: statement.start, end: statement.end, by: "" },
        { start: last.end, end: last.end, by: `\n${textOf(source, statement)}` },
      ];
    },
  );
}

/** Other policies than the one that the guard has to be given. */
function otherPolicies(
  { by, within, policy }: Args,
  argument: number,
): readonly { name: string; apply: Probe["apply"] }[] {
  const given = (name: string, other: (written: string) => string | undefined) => ({
    name,
    apply: atEveryCallPlace(by, within[0], "the policy is no plain member", ({ source, call }) => {
      const node = call.arguments[argument];
      const text = node === undefined ? undefined : other(textOf(source, node));
      return node === undefined || text === undefined ? [] : [{ start: node.start, end: node.end, by: text }];
    }),
  });
  const [member] = policy?.is.member ?? [];
  return [
    given("the guard is given no policy", () => "[]"),
    given("the guard is given a part of the policy", (it) => `${it}.slice(1)`),
    given("the guard is given the policy on one way only", (it) => `(process.argv.length > 2 ? ${it} : [])`),
    given("the guard is given the policy of another", (it) =>
      member === undefined ? undefined : it.replace(new RegExp(`\\b${member}\\b(?=\\W*$)`), `${member}Other`),
    ),
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
    { name: "parentheses around the guard", apply: atGuards(args, ({ whole }) => `(${whole})`) },
    {
      name: "a comment inside the guard's call",
      apply: atGuards(
        args,
        ({ callee, types, args: given }) => `${callee}${types}${given.replace("(", "(/* first */ ")}`,
      ),
    },
    { name: "the guard is called twice", apply: atGuards(args, ({ whole }) => `(${whole}, ${whole})`) },
    ...keptCalls(args.by, module).map((one) => ({ ...one, name: `the guard: ${one.name}` })),
  ];
}
