import { byKey, type DecisionRecord, type IdChange, idChanges } from "@phasegate/decision-records";
import type { Check } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { baseText, readBaseRegisters } from "./base-registers.ts";
import { usualHeadings } from "./decision-fields.ts";
import { idsCounterexamples, idsInvariances } from "./decision-ids.probes.ts";
import {
  type DecisionRuleOptions,
  decisionRule,
  isWithin,
  type Judgement,
  nameOf,
  placeOfTitle,
  type RuleView,
} from "./decision-rule.ts";
import { ruleDemands } from "./decision-rules.demand.ts";

export interface DecisionIds extends DecisionRuleOptions {
  /** `by-title`: decisions without an id are known by their titles. `refused` where absent. */
  readonly withoutId?: "refused" | "by-title";
}

/** Each decision has an id of its own, and the ids of the base are neither gone, nor changed, nor given to others. */
export function decisionIds(options: DecisionIds = {}): Check {
  return decisionRule({
    kind: "decisionIds",
    claim: "Each decision has an id of its own, and no id was reused, changed or deleted since the base",
    options,
    demand: ruleDemands.ids(options),
    headings: usualHeadings,
    judge: (view) => {
      const history = historyOf(view);
      return { ...history, findings: [...ownFindings(view, options), ...history.findings] };
    },
    counterexamples: idsCounterexamples(options.ids),
    invariances: idsInvariances(options.ids),
  });
}

function ownFindings(view: RuleView, { withoutId = "refused" }: DecisionIds): Finding[] {
  const { chosen, registers } = view;
  const nameless = withoutId === "refused" ? chosen.filter(({ id }) => id === null) : [];
  const mismatches = registers.problems.flatMap((problem) => {
    if (problem.code !== "id-mismatch") return [];
    const record = chosen.find((one) => isWithin(problem.location, one));
    const { heading, file, location } = problem;
    return record === undefined
      ? []
      : [found("decision-id-mismatch", { heading, file }, locationOf(location))];
  });
  return [
    ...nameless.map((record) => found("decision-without-id", { title: record.title }, placeOfTitle(record))),
    ...mismatches,
    ...[...byKey(registers.records).values()].flatMap((same) => repeated(same.filter(view.isChosen))),
  ];
}

function repeated(same: readonly DecisionRecord[]): Finding[] {
  const [first, second] = same;
  if (first === undefined || second === undefined) return [];
  const others = same.map(({ titleLocation: { path, start } }) => `${path}:${start.line}`);
  const args = { decision: nameOf(first), count: same.length, others };
  return [found("decision-duplicated", args, placeOfTitle(second))];
}

function historyOf({ context, registers, isChosen }: RuleView): Judgement {
  const before = readBaseRegisters(context, registers, usualHeadings);
  if (before.kind !== "compared") return before.kind === "waived" ? { ...before, findings: [] } : before;
  const base = baseText(context.base);
  const unread = new Set(registers.findings.flatMap(({ location }) => location?.path ?? []));
  return {
    assumptions: before.assumptions,
    findings: idChanges(before.records, registers.records)
      .filter(({ before: record }) => isChosen(record))
      // What stands in a register that cannot be read is not known to be gone.
      .filter(({ before: record }) => !unread.has(record.location.path))
      .map((change) => changeFinding(change, base, registers.files[0]?.path)),
  };
}

function changeFinding(change: IdChange, base: string, register: string | undefined): Finding {
  const decision = nameOf(change.before);
  const title = change.before.title;
  switch (change.kind) {
    case "deleted": {
      const at: Location | undefined = register === undefined ? undefined : { path: register };
      return found("decision-deleted", { decision, title, base }, at);
    }
    case "renumbered":
      return found(
        "decision-renumbered",
        { decision, now: nameOf(change.now), base },
        placeOfTitle(change.now),
      );
    case "reused":
      return found(
        "decision-id-reused",
        { decision, title, now: change.now.title, base },
        placeOfTitle(change.now),
      );
  }
}
