import { type SupersessionProblem, supersessionProblems } from "@phasegate/decision-records";
import type { Check } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { usualHeadings } from "./decision-fields.ts";
import { type DecisionRuleOptions, decisionRule, nameOf, placeOfTitle } from "./decision-rule.ts";
import { ruleDemands } from "./decision-rules.demand.ts";
import { supersessionCounterexamples, supersessionInvariances } from "./decision-supersession.probes.ts";

/** Statuses in which a decision never came to hold. */
const usualDeadEnds = ["rejected", "withdrawn"] as const;

export interface DecisionSupersession extends DecisionRuleOptions {
  /** Statuses in which the last decision of a chain leaves nothing in place; `rejected` and `withdrawn` where absent. */
  readonly deadEnds?: readonly (typeof usualDeadEnds)[number][];
  /** `allowed`: it is enough that one of two decisions names the other. `refused` where absent. */
  readonly oneSided?: "refused" | "allowed";
}

/** A decision that is superseded names what replaced it, both say so, and the chain ends in one that holds. */
export function decisionSupersession(options: DecisionSupersession = {}): Check {
  const { deadEnds = usualDeadEnds, oneSided = "refused" } = options;
  return decisionRule({
    kind: "decisionSupersession",
    claim: "What is superseded names its successor, both name each other, and the chain ends in what holds",
    options,
    demand: ruleDemands.supersession(options),
    headings: usualHeadings,
    judge: ({ chosen, registers }) => ({
      findings: supersessionProblems(chosen, registers.records, deadEnds)
        .filter(({ kind }) => kind !== "one-sided" || oneSided === "refused")
        .map(problemFinding),
    }),
    counterexamples: supersessionCounterexamples(options.ids),
    invariances: supersessionInvariances(options.ids),
  });
}

function problemFinding(problem: SupersessionProblem): Finding {
  if (problem.kind === "circular") {
    const [first] = problem.circle;
    const circle = problem.circle.map(nameOf);
    return found("supersession-circular", { circle }, first === undefined ? undefined : placeOfTitle(first));
  }
  const { record } = problem;
  const decision = nameOf(record);
  const at = locationOf(record.status?.location ?? record.titleLocation);
  switch (problem.kind) {
    case "no-successor":
      return found("supersession-without-successor", { decision }, at);
    case "unknown": {
      const { text, url, location } = problem.reference;
      return found("supersession-unknown", { decision, reference: url ?? text }, locationOf(location));
    }
    case "not-superseded":
      return found(
        "supersession-not-marked",
        { decision, status: record.status?.written ?? "", successor: nameOf(problem.successor) },
        at,
      );
    case "one-sided":
      return found(
        "supersession-one-sided",
        { decision, other: nameOf(problem.other), lacks: problem.lacks },
        placeOfTitle(problem.other),
      );
    case "dead-end":
      return found(
        "supersession-dead-end",
        { decision, end: nameOf(problem.end), status: problem.end.status?.written ?? "" },
        at,
      );
  }
}
