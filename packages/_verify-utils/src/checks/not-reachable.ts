import type { CallTarget, SymbolRef } from "@phasegate/code-facts";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { spoken } from "../demand/spoken.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import {
  callScope,
  moduleFinding,
  moduleRoster,
  oneLine,
  reasonText,
  stepText,
  symbolText,
  targetName,
  targetText,
} from "./code-places.ts";
import { reachDemand } from "./not-reachable.demand.ts";
import { reachCounterexamples, reachInvariances } from "./not-reachable.probes.ts";

export interface NotReachable extends CheckOptions {
  /** What may only be called … */
  readonly target: CallTarget;
  /** … inside this function or class, or (`export: "*"`) this module. */
  readonly construct: SymbolRef;
}

/** In all modules of the roster, the target is called only by its construct. */
export function notReachable(args: NotReachable): Check {
  const { target, construct } = args;
  return ownCheck({
    kind: "notReachable",
    name: args.name ?? `notReachable:${targetName(target)}`,
    claim: args.claim ?? `${targetText(target)} is called only by ${symbolText(construct)}`,
    subject: { kind: "export", ...construct },
    supports: everyKind,
    demand: reachDemand(spoken(args)),
    evaluate: (context) => {
      const answer = context.code.notReachable({ target, construct, candidates: moduleRoster(context) });
      const broken = moduleFinding(context, construct.module);
      const findings = broken === undefined ? answerFindings(args, answer) : [broken];
      return { findings, scope: callScope(answer.scope) };
    },
    counterexamples: reachCounterexamples(args),
    invariances: reachInvariances(args),
  });
}

function answerFindings(
  { target, construct }: NotReachable,
  answer: ReturnType<CheckContext["code"]["notReachable"]>,
): Finding[] {
  const named = targetText(target);
  switch (answer.kind) {
    case "passed":
      return [];
    case "failed":
      return [
        found(
          "reached-outside",
          { target: named, construct: symbolText(construct), witness: answer.witness.map(stepText) },
          locationOf(answer.at),
        ),
      ];
    case "undecided":
      return [
        found(
          "reach-undecidable",
          { target: named, expression: oneLine(answer.expression), reason: reasonText(answer.reason) },
          locationOf(answer.at),
        ),
      ];
  }
}
