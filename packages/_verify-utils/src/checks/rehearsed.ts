import { type Check, type CheckContext, type CheckOptions, type Evaluation, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { configNames } from "../load-config.ts";
import { ownCheck } from "../own-check.ts";
import { type Difference, differences } from "../rehearsal/rehearsal.ts";
import { rehearsedDemand } from "./rehearsed.demand.ts";
import { rehearsedCounterexamples, rehearsedInvariances } from "./rehearsed.probes.ts";

export interface Rehearsed extends CheckOptions {
  /** The suite that is run in a clean clone; the check itself belongs to another one. */
  readonly suite: string;
}

/** A suite decides the same in a clean clone of what is judged, without anything that cleanup takes away. */
export function rehearsed({ suite, name, claim }: Rehearsed): Check {
  return ownCheck({
    kind: "rehearsed",
    name: name ?? `rehearsed:${suite}`,
    claim: claim ?? `The suite ${suite} decides the same in a clean clone, after cleanup`,
    subject: { kind: "document", path: configNames[0] },
    supports: everyKind,
    demand: rehearsedDemand({ suite }),
    rehearses: suite,
    evaluate: (context) => evaluate(suite, context),
    counterexamples: rehearsedCounterexamples(suite),
    invariances: rehearsedInvariances(suite),
  });
}

function evaluate(suite: string, { rehearsal }: CheckContext): Evaluation {
  const answer = rehearsal(suite);
  const scope = { unit: "gates and checks", roster: `suite ${suite}` };
  if (answer.kind === "unknown") {
    const { why, command } = answer;
    return {
      findings: [found("rehearsal-unknown", { suite, why, command })],
      scope: { ...scope, selected: 0, candidates: 0 },
    };
  }
  const { here, there } = answer;
  return {
    findings: differences(here, there).map((one) => toFinding(suite, one)),
    scope: { ...scope, selected: there.length, candidates: here.length },
  };
}

/** Where nothing is known here, there is nothing to differ from. */
function toFinding(suite: string, { isKnown, ...one }: Difference): Finding {
  if (isKnown) return found("rehearsal-differs", { suite, ...one });
  const why = `${one.gate} → ${one.check} is «${one.here}» here`;
  return found("rehearsal-unknown", { suite, why, command: `phasegate verify ${suite}` });
}
