import type { CallTarget, Combinator, GuardedQuery, SymbolRef } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { spoken, withoutReasons } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import {
  callScope,
  combinatorTexts,
  moduleFinding,
  modulesAmong,
  oneLine,
  reasonText,
  stepText,
  symbolText,
  targetName,
  targetText,
} from "./code-places.ts";
import { guardedDemand } from "./guarded.demand.ts";
import { guardedCounterexamples, guardedInvariances } from "./guarded.probes.ts";

export interface Guarded extends CheckOptions {
  /** What may only happen after the guard: an export, or a method of what a constructor makes. */
  readonly effect: CallTarget;
  readonly by: SymbolRef;
  /** Which arguments have to be the same thing, from 0; `"1.context"` is a property of the second. */
  readonly same?: GuardedQuery["same"];
  /** Only calls of the effect that are given this value, as far as that can be told. */
  readonly where?: GuardedQuery["where"];
  /** The guard is given this value, or a part of it. */
  readonly policy?: GuardedQuery["policy"];
  /** The guard speaks by its result, not by returning at all; `guardProperty` of it, where that carries the answer. */
  readonly guardReturns?: GuardedQuery["guardReturns"];
  readonly guardProperty?: string;
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
  /** The modules that may use the effect at all. */
  readonly within: readonly RepoPath[];
  readonly combinators?: readonly Combinator[];
  /** `unguarded`: a function that is returned or handed on is a way in, so the guard has to stand inside it. */
  readonly unknownCallers?: GuardedQuery["unknownCallers"];
}

/** Every call of the effect, in every module of the roster, happens only after the guard has returned. */
export function guarded(args: Guarded): Check {
  const { effect, by, within } = args;
  return ownCheck({
    kind: "guarded",
    name: args.name ?? `guarded:${targetName(effect)}`,
    claim: args.claim ?? `${targetText(effect)} happens only after ${symbolText(by)}`,
    subject: { kind: "export", ...by },
    subjects: within.map((module) => ({ kind: "export", module, export: "*" })),
    supports: everyKind,
    demand: guardedDemand(withoutReasons(spoken(args))),
    evaluate: (context) => {
      const broken = [...within, by.module].flatMap((module) => moduleFinding(context, module) ?? []);
      const answer = context.code.guarded(queryOf(args, context));
      return {
        findings: broken.length > 0 ? broken : answerFindings(args, answer),
        scope: callScope(answer.scope),
        assumptions: combinatorTexts(args.combinators),
      };
    },
    counterexamples: guardedCounterexamples(args),
    invariances: guardedInvariances(args),
  });
}

function queryOf(
  {
    effect,
    by,
    same,
    where,
    policy,
    guardReturns,
    guardProperty,
    within,
    among,
    combinators,
    unknownCallers,
  }: Guarded,
  context: CheckContext,
): GuardedQuery {
  return {
    effect,
    guard: by,
    within,
    candidates: modulesAmong(context, among),
    ...(same === undefined ? {} : { same }),
    ...(where === undefined ? {} : { where }),
    ...(policy === undefined ? {} : { policy }),
    ...(guardReturns === undefined ? {} : { guardReturns }),
    ...(guardProperty === undefined ? {} : { guardProperty }),
    ...(unknownCallers === undefined ? {} : { unknownCallers }),
    ...(combinators === undefined ? {} : { combinators }),
  };
}

function answerFindings(
  { effect, by }: Guarded,
  answer: ReturnType<CheckContext["code"]["guarded"]>,
): Finding[] {
  switch (answer.kind) {
    case "passed":
      return [];
    case "failed":
      return [
        found(
          "guard-bypassed",
          { effect: targetText(effect), guard: symbolText(by), witness: answer.witness.map(stepText) },
          locationOf(answer.at),
        ),
      ];
    case "undecided":
      return [
        found(
          "guard-undecidable",
          {
            effect: targetText(effect),
            expression: oneLine(answer.expression),
            reason: reasonText(answer.reason),
          },
          locationOf(answer.at),
        ),
      ];
  }
}
