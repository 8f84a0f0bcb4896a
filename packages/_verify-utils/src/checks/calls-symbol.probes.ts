import type { Counterexample, Invariance } from "../check.ts";
import { atCallTexts, type CallText, ofImpostor } from "../edits/call-text.ts";
import { keptCalls } from "../edits/kept-calls.ts";
import { skippedCalls } from "../edits/skipped-calls.ts";
import type { CallsSymbol } from "./calls-symbol.ts";
import { commentOf, harmlessModuleEdits } from "./edits.ts";

type Args = Pick<CallsSymbol, "symbol" | "from">;

/** The edits that leave no call at all. */
const losing: readonly string[] = ["its statement is gone", "its import leads to another module"];

export function callsCounterexamples(args: Args): readonly Counterexample[] {
  const { symbol, from } = args;
  const at = (replace: (call: CallText) => string | undefined) => atCallTexts(symbol, from.module, replace);
  return [
    { name: "the call is removed", expect: "call-missing", apply: at(() => "undefined") },
    {
      name: "the call is commented out",
      expect: "call-missing",
      apply: at(({ whole }) => `undefined ${commentOf(whole)}`),
    },
    {
      name: "the call is text",
      expect: "call-missing",
      apply: at(({ whole }) => JSON.stringify(whole)),
    },
    ...(symbol.export === "default"
      ? []
      : [
          {
            name: "another function of that name is called",
            expect: "call-missing",
            apply: at((call) => ofImpostor(symbol.export, call)),
          } as const,
        ]),
    {
      name: "the call can be skipped",
      expect: "call-missing",
      apply: at(({ callee, types, args }) => `${callee}?.${types}${args}`),
    },
    ...skippedCalls(symbol, from.module)
      .filter(({ name }) => losing.includes(name))
      .map(
        ({ name, apply }): Counterexample => ({
          name,
          expect: "call-missing",
          apply,
          at: { path: from.module },
        }),
      ),
    {
      name: "the function is passed on instead",
      expect: "call-undecidable",
      apply: at(({ callee }) => `globalThis.queueMicrotask(${callee})`),
    },
    {
      name: "the calling module is deleted",
      expect: "module-missing",
      apply: () => ({ [from.module]: null }),
    },
    {
      name: "the called module is deleted",
      expect: "module-missing",
      apply: () => ({ [symbol.module]: null }),
    },
  ];
}

export function callsInvariances({ symbol, from }: Args): readonly Invariance[] {
  const at = (replace: (call: CallText) => string | undefined) => atCallTexts(symbol, from.module, replace);
  return [
    ...harmlessModuleEdits(from.module),
    { name: "parentheses around the call", apply: at(({ whole }) => `(${whole})`) },
    {
      name: "a comment inside the call",
      apply: at(({ callee, types, args }) => `${callee}${types}${args.replace("(", "(/* first */ ")}`),
    },
    { name: "the result is thrown away in so many words", apply: at(({ whole }) => `void ${whole}`) },
    // A helper inside a function that has to call for itself is another function.
    ...(from.functions === undefined ? keptCalls(symbol, from.module) : []),
  ];
}
