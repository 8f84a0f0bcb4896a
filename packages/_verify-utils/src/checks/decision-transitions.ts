import {
  byKey,
  type DecisionRecord,
  heirOf,
  isLegal,
  saidUnder,
  statedTransitions,
  statusWord,
} from "@phasegate/decision-records";
import type { Check } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { baseText, readBaseRegisters } from "./base-registers.ts";
import { headingsOf, usualFields, usualHeadings, usualTransitionFields } from "./decision-fields.ts";
import {
  type DecisionRuleOptions,
  decisionRule,
  type Judgement,
  nameOf,
  placeOfTitle,
  type RuleView,
} from "./decision-rule.ts";
import { ruleDemands } from "./decision-rules.demand.ts";
import { transitionsCounterexamples, transitionsInvariances } from "./decision-transitions.probes.ts";

export interface DecisionTransitions extends DecisionRuleOptions {
  /** Fields in which a decision may tell how its status changed: `open → closed`. */
  readonly fields?: readonly string[];
}

/** Each status change since the base is one that the policy allows, and is told as it happened. */
export function decisionTransitions(options: DecisionTransitions = {}): Check {
  const fields = options.fields ?? usualTransitionFields;
  const headings =
    options.fields === undefined ? usualHeadings : headingsOf({ ...usualFields, statement: fields });
  return decisionRule({
    kind: "decisionTransitions",
    claim: "Each status changed only as the policy allows, and as the decision tells",
    options,
    demand: ruleDemands.transitions(options),
    headings,
    judge: (view) => judge(view, fields, headings),
    counterexamples: transitionsCounterexamples(options.ids),
    invariances: transitionsInvariances(options.ids),
  });
}

interface Judged {
  readonly record: DecisionRecord;
  readonly status: string;
  readonly stated: readonly (readonly string[])[];
  /** The field is there, and tells of no change. */
  readonly tellsNone: boolean;
  /** Where the change is told, or else the status. */
  readonly at: Location;
}

function judge(view: RuleView, fields: readonly string[], headings: readonly string[]): Judgement {
  const { context, registers, chosen } = view;
  const before = readBaseRegisters(context, registers, headings);
  if (before.kind === "blocked") return before;
  const known = before.kind === "compared" ? byKey(before.records) : undefined;
  const adopted = known === undefined ? new Set<string>() : adoptedEntries(view, known);
  const findings: Finding[] = [];
  for (const record of chosen) {
    const judged = readJudged(record, fields, view);
    if (judged === undefined) continue;
    if ("code" in judged) {
      findings.push(judged);
      continue;
    }
    const old = known === undefined ? undefined : heirOf(record, known);
    const from = old?.status ? statusWord(old.status, context.policy.statuses) : undefined;
    findings.push(...statedFindings(judged, from, view));
    if (known === undefined) continue;
    if (old === undefined) findings.push(...startFindings(judged, adopted, view));
    else if (from !== undefined) findings.push(...changeFindings(judged, from, view));
  }
  const entries = [...adopted].map(
    (entry) => `${entry} held no decision at the base, so where its decisions start was not judged`,
  );
  return { findings, assumptions: [...before.assumptions, ...entries] };
}

/** A decision with what it tells of its status; a finding where that cannot be understood; nothing without a status. */
function readJudged(
  record: DecisionRecord,
  fields: readonly string[],
  { context }: RuleView,
): Judged | Finding | undefined {
  const { statuses } = context.policy;
  const status = record.status === null ? undefined : statusWord(record.status, statuses);
  if (record.status === null || status === undefined) return undefined;
  const { values, field, written } = saidUnder(record, fields);
  const stated = statedTransitions(values, statuses, status);
  const at = locationOf(field?.location ?? record.status.location);
  if (stated !== null) {
    const tellsNone = values.length > 0 && stated.length === 0;
    return { record, status, stated, tellsNone, at };
  }
  return found(
    "transition-unclear",
    {
      decision: nameOf(record),
      field: written ?? "",
      text: values.map(({ text }) => text).join("; "),
      vocabulary: statuses,
    },
    at,
  );
}

/** Entries of the policy none of whose decisions is known to the base: registers that are taken up whole. */
function adoptedEntries(
  { registers }: RuleView,
  known: ReadonlyMap<string, readonly DecisionRecord[]>,
): Set<string> {
  const entries = new Set(registers.files.map(({ entry }) => entry));
  for (const { entry, records } of registers.files)
    if (records.some((record) => heirOf(record, known) !== undefined)) entries.delete(entry);
  return entries;
}

function startFindings(
  { record, status }: Judged,
  adopted: ReadonlySet<string>,
  { context, registers }: RuleView,
): Finding[] {
  const file = registers.files.find(({ records }) => records.includes(record));
  const { initial } = context.policy;
  if ((file !== undefined && adopted.has(file.entry)) || initial.includes(status)) return [];
  const args = { decision: nameOf(record), status, initial, base: baseText(context.base) };
  return [found("decision-start-illegal", args, placeOfTitle(record))];
}

function changeFindings(
  { record, status, stated, at }: Judged,
  from: string,
  { context }: RuleView,
): Finding[] {
  const { transitions } = context.policy;
  if (isLegal(transitions, from, status) || leads(stated.flat(), from, status)) return [];
  const legal = transitions[from] ?? [];
  const args = { decision: nameOf(record), from, to: status, legal, base: baseText(context.base) };
  return [
    found("transition-illegal", args, record.status === null ? at : locationOf(record.status.location)),
  ];
}

/** Steps in between that a decision tells, each of which is judged on its own. */
function leads(steps: readonly string[], from: string, to: string): boolean {
  return steps.length > 2 && steps.indexOf(from) >= 0 && steps.indexOf(from) < steps.lastIndexOf(to);
}

function statedFindings(
  { record, status, stated, tellsNone, at }: Judged,
  from: string | undefined,
  { context }: RuleView,
): Finding[] {
  const decision = nameOf(record);
  const { transitions } = context.policy;
  const all = stated.flat();
  const text = stated.map((steps) => steps.join(" → ")).join("; ");
  const isChanged = from !== undefined && from !== status;
  const agrees =
    all.length === 0
      ? !(isChanged && tellsNone)
      : all.at(-1) === status &&
        (!isChanged || all.length === 1 || all.slice(0, -1).includes(from)) &&
        isConnected(stated);
  if (!agrees)
    return [found("transition-text-differs", { decision, text, from: from ?? "", to: status }, at)];
  return stated
    .flatMap((steps) => steps.slice(1).map((to, index) => ({ from: steps[index] ?? to, to })))
    .filter((step) => !isLegal(transitions, step.from, step.to))
    .filter((step) => step.from !== from || step.to !== status)
    .map((step) =>
      found(
        "transition-illegal",
        { decision, ...step, legal: transitions[step.from] ?? [], base: "as the decision tells" },
        at,
      ),
    );
}

/** Whether each change starts where the one before it ended. */
function isConnected(stated: readonly (readonly string[])[]): boolean {
  return stated.every((steps, index) => {
    const end = stated[index - 1]?.at(-1);
    return end === undefined || steps.length === 1 || steps[0] === end;
  });
}
