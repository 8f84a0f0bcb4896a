import type { CallTarget, Combinator, FollowedQuery, SymbolRef } from "@phasegate/code-facts";
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
import { followedDemand } from "./followed.demand.ts";
import { followedCounterexamples, followedInvariances } from "./followed.probes.ts";

export interface Followed extends CheckOptions {
  /** What has to be followed: an export, or a method of what a constructor makes. */
  readonly first: CallTarget;
  readonly by: SymbolRef;
  /** Which arguments have to be the same thing, from 0; `"1.context"` is a property of the second. */
  readonly same?: FollowedQuery["same"];
  /** Globs of the modules that are judged (`!` takes away); all of git's roster where absent. */
  readonly among?: readonly string[];
  /** The modules that may use the first one at all. */
  readonly within: readonly RepoPath[];
  readonly combinators?: readonly Combinator[];
  /** `"unguarded"`: whoever calls the code around and is not known calls nothing else. */
  readonly unknownCallers?: FollowedQuery["unknownCallers"];
}

/** Wherever the first call came to its end, the other one has too, before the code around is left. */
export function followed(args: Followed): Check {
  const { first, by, within, among, same, combinators, unknownCallers } = args;
  return ownCheck({
    kind: "followed",
    name: args.name ?? `followed:${targetName(first)}`,
    claim: args.claim ?? `${targetText(first)} is always followed by ${symbolText(by)}`,
    subject: { kind: "export", ...by },
    supports: everyKind,
    demand: followedDemand(withoutReasons(spoken(args))),
    evaluate: (context) => {
      const broken = [...within, by.module].flatMap((module) => moduleFinding(context, module) ?? []);
      const answer = context.code.followed({
        first,
        next: by,
        within,
        candidates: modulesAmong(context, among),
        ...(same === undefined ? {} : { same }),
        ...(combinators === undefined ? {} : { combinators }),
        ...(unknownCallers === undefined ? {} : { unknownCallers }),
      });
      return {
        findings: broken.length > 0 ? broken : answerFindings(args, answer),
        scope: callScope(answer.scope),
        assumptions: combinatorTexts(combinators),
      };
    },
    counterexamples: followedCounterexamples(args),
    invariances: followedInvariances(args),
  });
}

function answerFindings(
  { first, by }: Followed,
  answer: ReturnType<CheckContext["code"]["followed"]>,
): Finding[] {
  const pair = { first: targetText(first), next: symbolText(by) };
  switch (answer.kind) {
    case "passed":
      return [];
    case "failed":
      return [
        found("follow-skipped", { ...pair, witness: answer.witness.map(stepText) }, locationOf(answer.at)),
      ];
    case "undecided":
      return [
        found(
          "follow-undecidable",
          { ...pair, expression: oneLine(answer.expression), reason: reasonText(answer.reason) },
          locationOf(answer.at),
        ),
      ];
  }
}
