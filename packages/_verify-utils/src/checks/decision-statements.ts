import {
  type DecisionRecord,
  demandingWords,
  paragraphsOf,
  readWatchpoints,
  type Said,
  saidUnder,
  saysNothing,
  statementOf,
  statusWord,
  type WatchpointLabels,
  watchpointParts,
} from "@phasegate/decision-records";
import type { Memo } from "@phasegate/workspace";
import type { Check } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { type DecisionFields, fieldsOf, headingsOf, usualLabels } from "./decision-fields.ts";
import {
  type DecisionRuleOptions,
  decisionRule,
  isWithin,
  nameOf,
  placeOfTitle,
  type RuleView,
} from "./decision-rule.ts";
import { ruleDemands } from "./decision-rules.demand.ts";
import {
  type Demanded,
  statementsCounterexamples,
  statementsInvariances,
} from "./decision-statements.probes.ts";
import { type DecisionStates, stateOf, statesOver } from "./decision-states.ts";
import { normativeProse } from "./normative-prose.ts";

export interface DecisionStatements extends DecisionRuleOptions {
  /** Names of fields in place of the usual ones; what has no name is not demanded. */
  readonly fields?: Partial<DecisionFields>;
  /** Statuses of each state, in place of the usual ones. */
  readonly states?: Partial<DecisionStates>;
  /** Words of which a normative sentence holds one, as written: MUST, SHALL and REQUIRED of RFC 2119 where absent. */
  readonly words?: readonly string[];
  /** Names of the parts of a watchpoint in place of the usual ones. */
  readonly labels?: Partial<WatchpointLabels>;
}

interface Demands {
  readonly fields: DecisionFields;
  readonly words: readonly string[];
  readonly labels: WatchpointLabels;
}

/** What a decision has to say in its state. */
export function decisionStatements(options: DecisionStatements = {}): Check {
  const demands: Demands = {
    fields: fieldsOf(options.fields),
    words: options.words ?? demandingWords,
    labels: { ...usualLabels, ...options.labels },
  };
  const demanded: Demanded = {
    ids: options.ids,
    fields: demands.fields,
    states: (statuses) => statesOver(statuses, options.states),
    word: demands.words[0] ?? "MUST",
  };
  return decisionRule({
    kind: "decisionStatements",
    claim:
      "A decision that is locked or closed says what has to be so, where, and what proves it; one that is deferred says why, and who watches for what; one that is open asks a question",
    options,
    demand: ruleDemands.statements(options),
    headings: headingsOf(demands.fields),
    judge: (view) => {
      const states = statesOver(view.context.policy.statuses, options.states);
      return { findings: view.chosen.flatMap((record) => recordFindings(record, states, demands, view)) };
    },
    counterexamples: statementsCounterexamples(demanded),
    invariances: statementsInvariances(demanded),
  });
}

function recordFindings(
  record: DecisionRecord,
  states: DecisionStates,
  demands: Demands,
  view: RuleView,
): Finding[] {
  const word = record.status === null ? undefined : statusWord(record.status, view.context.policy.statuses);
  const { fields } = demands;
  switch (stateOf(word, states)) {
    case "decided":
      return [
        ...statementFindings(record, demands, view.context.memo),
        ...missing(record, fields.scope, view),
        ...missing(record, fields.evidence, view),
      ];
    case "deferred":
      return [...missing(record, fields.reason, view), ...watchpointFindings(record, demands, view)];
    case "open":
      return asks(record.title) ? [] : missing(record, fields.question, view);
    case "other":
      return [];
  }
}

function asks(title: string): boolean {
  return /[?？]\s*$/u.test(title);
}

/** Hedges are not this rule's business. */
const nothingAllowed: ReadonlySet<string> = new Set();

function statementFindings(record: DecisionRecord, { fields, words }: Demands, memo: Memo): Finding[] {
  if (fields.statement.length === 0) return [];
  const said = statementOf(record, fields.statement);
  const field = nameOfField(said, fields.statement);
  const decision = nameOf(record);
  if (said.values.length === 0) return [found("field-missing", { decision, field }, placeOf(record, said))];
  const isNormative = paragraphsOf(said.values).some(
    ({ prose }) => normativeProse(prose, words, nothingAllowed, memo).sentences > 0,
  );
  return isNormative || words.length === 0
    ? []
    : [found("field-not-normative", { decision, field, words }, placeOf(record, said))];
}

/** A field that is not there, says nothing, or stands there twice; nothing where no name is asked for. */
function missing(record: DecisionRecord, names: readonly string[], view: RuleView): Finding[] {
  if (names.length === 0) return [];
  const decision = nameOf(record);
  const said = saidUnder(record, names);
  const field = nameOfField(said, names);
  const again = view.registers.problems.find(
    (problem) =>
      problem.code === "repeated-field" &&
      problem.key === said.field?.key &&
      isWithin(problem.location, record),
  );
  if (said.values.every(({ text }) => saysNothing(text)))
    return [found("field-missing", { decision, field }, placeOf(record, said))];
  return again === undefined
    ? []
    : [found("field-repeated", { decision, field }, locationOf(again.location))];
}

function watchpointFindings(record: DecisionRecord, { fields, labels }: Demands, view: RuleView): Finding[] {
  const absent = missing(record, fields.watchpoints, view);
  if (absent.length > 0 || fields.watchpoints.length === 0) return absent;
  const decision = nameOf(record);
  const said = saidUnder(record, fields.watchpoints);
  const watchpoints = readWatchpoints(said.values, labels);
  if (watchpoints.length === 0)
    return [
      found(
        "watchpoint-incomplete",
        { decision, number: 1, lacks: watchpointParts.map((part) => labels[part][0] ?? part) },
        placeOf(record, said),
      ),
    ];
  return watchpoints.flatMap(({ told, vague, location }, index) => {
    const lacks = watchpointParts.filter((part) => labels[part].length > 0 && !told.has(part));
    if (lacks.length === 0)
      return vague.map(({ part, text, location: at }) =>
        found("watchpoint-vague", { decision, column: labels[part][0] ?? part, text }, locationOf(at)),
      );
    const named = lacks.map((part) => labels[part][0] ?? part);
    const args = { decision, number: index + 1, lacks: named };
    return [found("watchpoint-incomplete", args, locationOf(location))];
  });
}

function nameOfField({ field }: Said, names: readonly string[]): string {
  return field?.key ?? names[0] ?? "";
}

function placeOf(record: DecisionRecord, { field }: Said) {
  return field === null ? placeOfTitle(record) : locationOf(field.location);
}
