import type { CallSite } from "@phasegate/code-facts";
import type { CheckContext, Counterexample, Invariance } from "../check.ts";
import { keptCalls } from "../edits/kept-calls.ts";
import { skippedCalls } from "../edits/skipped-calls.ts";
import type { CallsSymbol } from "./calls-symbol.ts";
import { commentOf, editing, harmlessModuleEdits, splice } from "./edits.ts";

type Args = Pick<CallsSymbol, "symbol" | "from">;

/** The calls that count, last one first, so that replacing one does not move the others. */
export function callsIn(context: CheckContext, { symbol, from }: Args): readonly CallSite[] {
  const { calls } = context.code.callsOf(symbol, [from.module]);
  return calls.filter((call) => call.kind === "call").toReversed();
}

function atCalls(args: Args, replace: (call: string) => string) {
  return editing(args.from.module, (text, context) =>
    callsIn(context, args).reduce(
      (edited, { location: { start, end } }) =>
        splice(edited, start.offset, end.offset, replace(text.slice(start.offset, end.offset))),
      text,
    ),
  );
}

/** The edits that leave no call at all. */
const losing: readonly string[] = ["its statement is gone", "its import leads to another module"];

export function callsCounterexamples(args: Args): readonly Counterexample[] {
  const { symbol, from } = args;
  const impostor = (call: string) =>
    `((${symbol.export}: (...all: unknown[]) => void) => ${symbol.export === "default" ? "undefined" : call.replace(/^[^(]*/, symbol.export)})(() => undefined)`;
  return [
    { name: "the call is removed", expect: "call-missing", apply: atCalls(args, () => "undefined") },
    {
      name: "the call is commented out",
      expect: "call-missing",
      apply: atCalls(args, (call) => `undefined ${commentOf(call)}`),
    },
    {
      name: "the call is text",
      expect: "call-missing",
      apply: atCalls(args, (call) => JSON.stringify(call)),
    },
    ...(symbol.export === "default"
      ? []
      : [
          {
            name: "another function of that name is called",
            expect: "call-missing",
            apply: atCalls(args, impostor),
          } as const,
        ]),
    {
      name: "the call can be skipped",
      expect: "call-missing",
      apply: atCalls(args, (call) => call.replace("(", "?.(")),
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
      apply: atCalls(args, (call) => `globalThis.queueMicrotask(${call.replace(/\([\s\S]*$/, "")})`),
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

export function callsInvariances(args: Args): readonly Invariance[] {
  return [
    ...harmlessModuleEdits(args.from.module),
    { name: "parentheses around the call", apply: atCalls(args, (call) => `(${call})`) },
    { name: "a comment inside the call", apply: atCalls(args, (call) => call.replace("(", "(/* first */ ")) },
    { name: "the result is thrown away in so many words", apply: atCalls(args, (call) => `void ${call}`) },
    // A helper inside a function that has to call for itself is another function.
    ...(args.from.functions === undefined ? keptCalls(args.symbol, args.from.module) : []),
  ];
}
