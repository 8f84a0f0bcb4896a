import { type DecisionRecord, statusCondition, statusWord } from "@phasegate/decision-records";
import type { Check } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { usualHeadings } from "./decision-fields.ts";
import {
  type DecisionRuleOptions,
  decisionRule,
  isWithin,
  nameOf,
  placeOfTitle,
  type RuleView,
} from "./decision-rule.ts";
import { ruleDemands } from "./decision-rules.demand.ts";
import { statusesCounterexamples, statusesInvariances } from "./decision-statuses.probes.ts";

export type DecisionStatuses = DecisionRuleOptions;

/** Each decision states one status, without a condition, and its word is in the policy's vocabulary. */
export function decisionStatuses(options: DecisionStatuses = {}): Check {
  return decisionRule({
    kind: "decisionStatuses",
    claim: "Each decision has exactly one status, and it is a word of the vocabulary",
    options,
    demand: ruleDemands.statuses(options),
    headings: usualHeadings,
    judge: (view) => ({ findings: view.chosen.flatMap((record) => statusFindings(record, view)) }),
    counterexamples: statusesCounterexamples(options.ids),
    invariances: statusesInvariances(options.ids),
  });
}

function statusFindings(record: DecisionRecord, { context, registers }: RuleView): Finding[] {
  const decision = nameOf(record);
  const { status, statuses } = record;
  const vocabulary = context.policy.statuses;
  if (status === null) {
    const slot = registers.problems.find(
      (problem) => problem.code === "placeholder-status" && isWithin(problem.location, record),
    );
    return slot?.code === "placeholder-status"
      ? [found("status-unknown", { decision, written: slot.written, vocabulary }, locationOf(slot.location))]
      : [found("status-missing", { decision }, placeOfTitle(record))];
  }
  const at = locationOf((statuses[1] ?? status).location);
  if (statuses.length > 1)
    return [found("status-repeated", { decision, statuses: statuses.map(({ written }) => written) }, at)];
  const word = statusWord(status, vocabulary);
  if (word === undefined)
    return [found("status-unknown", { decision, written: status.written, vocabulary }, at)];
  const rest = statusCondition(status, vocabulary);
  return rest === undefined ? [] : [found("status-qualified", { decision, status: word, rest }, at)];
}
