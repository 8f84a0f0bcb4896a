import type { CallSite, SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { callsDemand } from "./calls-symbol.demand.ts";
import { callsCounterexamples, callsInvariances } from "./calls-symbol.probes.ts";
import { excerpt, lookalike, moduleFinding, symbolText } from "./code-places.ts";

export interface CallsSymbol extends CheckOptions {
  readonly symbol: SymbolRef;
  readonly from: {
    readonly module: RepoPath;
    /**
     * Functions that each have to call it themselves, by the names of all functions and classes around the call
     * (`createDispatch.dispatch`); anywhere in the module where absent.
     */
    readonly functions?: readonly string[];
  };
}

/** The module, or each of the named functions in it, calls the symbol. That it is called first, and always, is what `guarded` says. */
export function callsSymbol(args: CallsSymbol): Check {
  const { symbol, from } = args;
  return ownCheck({
    kind: "callsSymbol",
    name: args.name ?? `callsSymbol:${symbol.export}`,
    claim: args.claim ?? `${from.functions?.join(", ") ?? from.module} calls \`${symbol.export}\``,
    subject: { kind: "export", ...symbol },
    subjects: [{ kind: "export", module: from.module, export: "*" }],
    supports: everyKind,
    demand: callsDemand(args),
    evaluate: (context) => {
      const broken = [symbol.module, from.module].flatMap((module) => moduleFinding(context, module) ?? []);
      const { calls, escapes } = context.code.callsOf(symbol, [from.module]);
      const sure = calls.filter((call) => !call.optional && call.kind !== "new");
      const findings = broken.length > 0 ? broken : missing(args, sure, escapes[0], context);
      const selected = sure.filter(
        (call) => from.functions === undefined || from.functions.includes(call.enclosingPath),
      ).length;
      return {
        findings,
        scope: {
          selected,
          candidates: calls.length + escapes.length,
          unit: "calls",
          roster: `uses in ${from.module}`,
        },
      };
    },
    counterexamples: callsCounterexamples(args),
    invariances: callsInvariances(args),
  });
}

type Escape = ReturnType<CheckContext["code"]["callsOf"]>["escapes"][number];

function missing(
  { symbol, from }: CallsSymbol,
  calls: readonly CallSite[],
  leak: Escape | undefined,
  context: CheckContext,
): Finding[] {
  const callee = symbolText(symbol);
  const callers = from.functions ?? [undefined];
  const silent = callers.filter(
    (caller) => !calls.some((call) => caller === undefined || call.enclosingPath === caller),
  );
  return silent.map((caller) => {
    // A function that is passed on may be called there by somebody else.
    if (leak !== undefined)
      return found(
        "call-undecidable",
        { callee, expression: excerpt(context, leak.location) },
        locationOf(leak.location),
      );
    const near = lookalike(context, from.module, symbol.export);
    const name = caller === undefined ? from.module : `\`${caller}\` of ${from.module}`;
    const place = (caller === undefined
      ? undefined
      : lookalike(context, from.module, caller.split(".").at(-1) ?? caller)) ??
      near ?? { path: from.module };
    return found(
      "call-missing",
      { callee, caller: name, lookalike: near !== undefined && calls.length === 0 },
      near !== undefined && calls.length === 0 ? near : place,
    );
  });
}
