import {
  type DecisionRecord,
  type Field,
  normaliseKey,
  type Paragraph,
  paragraphsOf,
  phrasesIn,
  placeholderIn,
  placeOf,
  requirementWords,
  roleOf,
  type Said,
  saidUnder,
  saysNothing,
  statementOf,
  statusWord,
} from "@phasegate/decision-records";
import { type Memo, readText, type Workspace } from "@phasegate/workspace";
import type { Check } from "../check.ts";
import { type Finding, found, locationOf } from "../finding.ts";
import { type DecisionFields, fieldsOf, headingsOf, usualTransitionFields } from "./decision-fields.ts";
import { languageCounterexamples, languageInvariances } from "./decision-language.probes.ts";
import {
  type DecisionRuleOptions,
  decisionRule,
  nameOf,
  placeOfTitle,
  type RuleView,
} from "./decision-rule.ts";
import { ruleDemands } from "./decision-rules.demand.ts";
import type { Demanded } from "./decision-statements.probes.ts";
import { type DecisionState, type DecisionStates, stateOf, statesOver } from "./decision-states.ts";
import { normativeProse } from "./normative-prose.ts";

export interface DecisionLanguage extends DecisionRuleOptions {
  /** Names of fields in place of the usual ones. */
  readonly fields?: Partial<DecisionFields>;
  /** Statuses of each state, in place of the usual ones. */
  readonly states?: Partial<DecisionStates>;
  /** Words that make a sentence normative, as written; those of RFC 2119 where absent. */
  readonly words?: readonly string[];
  /** Words and phrases that are fine here, though they hedge or stand for a gap elsewhere. */
  readonly allow?: readonly string[];
  /** Words and phrases that no statement of a decision may hold. */
  readonly deny?: readonly string[];
}

interface Lists {
  readonly words: readonly string[];
  readonly allow: ReadonlySet<string>;
  readonly deny: readonly string[];
}

/** Headings below which a decision usually explains itself. */
const usualSections = ["context", "consequences", "alternatives", "rationale"] as const;

/** What a decision has to say is written out, and its normative sentences do not take back what they demand. */
export function decisionLanguage(options: DecisionLanguage = {}): Check {
  const fields = fieldsOf(options.fields);
  const lists: Lists = {
    words: options.words ?? requirementWords,
    allow: new Set([
      ...(options.allow ?? []).map((word) => word.toLowerCase()),
      // A repository that demands in lower case means it.
      ...(options.words ?? []).filter((word) => word === word.toLowerCase()),
    ]),
    deny: options.deny ?? [],
  };
  const demanded: Demanded = {
    ids: options.ids,
    fields,
    states: (statuses) => statesOver(statuses, options.states),
    word: lists.words[0] ?? "MUST",
  };
  return decisionRule({
    kind: "decisionLanguage",
    claim: "Decisions hold no placeholder where text is due, and no hedge in a normative sentence",
    options,
    demand: ruleDemands.language(options),
    headings: [...headingsOf(fields), ...usualSections],
    judge: (view) => {
      const states = statesOver(view.context.policy.statuses, options.states);
      return {
        findings: view.chosen.flatMap((record) => recordFindings(record, states, fields, lists, view)),
      };
    },
    counterexamples: languageCounterexamples(demanded),
    invariances: languageInvariances(demanded),
  });
}

function recordFindings(
  record: DecisionRecord,
  states: DecisionStates,
  fields: DecisionFields,
  lists: Lists,
  { context }: RuleView,
): Finding[] {
  const word = record.status === null ? undefined : statusWord(record.status, context.policy.statuses);
  const state = stateOf(word, states);
  const normative = state === "decided" ? normativeOf(record, fields) : [];
  return [
    ...titleFindings(record, lists),
    ...[...normative, ...otherFields(record, state, fields)].flatMap((said) =>
      gapFindings(record, said, lists),
    ),
    ...(state === "decided" ? restFindings(record, fields, lists, context.workspace) : []),
    ...normative.flatMap((said) => hedgeFindings(record, said, lists, context.memo)),
  ];
}

/** Whatever else a final text says: nothing in it waits to be written. That there is `none` of something is said. */
function restFindings(
  record: DecisionRecord,
  fields: DecisionFields,
  lists: Lists,
  workspace: Workspace,
): Finding[] {
  const due = [
    statementOf(record, fields.statement),
    ...[fields.scope, fields.evidence].map((names) => saidUnder(record, names)),
  ];
  const rest = Object.values(record.fields).filter(
    (field) => !due.some((said) => said.field === field) && isArgument(field, fields),
  );
  return rest.flatMap((field) =>
    field.values.length === 0
      ? emptyFindings(record, field, workspace)
      : paragraphsOf(field.values).flatMap((paragraph) =>
          placeholderFindings(record, field.key, paragraph, lists),
        ),
  );
}

/** What argues for a decision, or tells how it came about; who owns it, say, may still be open. */
function isArgument({ key, written }: Field, { question, reason }: DecisionFields): boolean {
  const role = roleOf(written);
  if (role === "section" || role === "decision") return true;
  return [...question, ...reason, ...usualTransitionFields].some((name) => normaliseKey(name) === key);
}

/** An item of a list that is a key and nothing else; headings hold what stands below them. */
function emptyFindings(record: DecisionRecord, { key, location }: Field, workspace: Workspace): Finding[] {
  const line = readText(workspace, location.path)?.split("\n")[location.start.line - 1] ?? "";
  if (!/^\s*[-*+]\s/.test(line)) return [];
  return [
    found("decision-placeholder", { decision: nameOf(record), field: key, text: "" }, locationOf(location)),
  ];
}

/** What a decision demands, and of what. */
function normativeOf(record: DecisionRecord, fields: DecisionFields): readonly Said[] {
  return [statementOf(record, fields.statement), saidUnder(record, fields.scope)];
}

/** The other fields in which text is due. */
function otherFields(record: DecisionRecord, state: DecisionState, fields: DecisionFields): readonly Said[] {
  switch (state) {
    case "decided":
      return [saidUnder(record, fields.evidence)];
    case "deferred":
      return [saidUnder(record, fields.reason), saidUnder(record, fields.watchpoints)];
    case "open":
      return [saidUnder(record, fields.question)];
    case "other":
      return [];
  }
}

function titleFindings(record: DecisionRecord, { allow }: Lists): Finding[] {
  const { title } = record;
  const gap = title !== "" && saysNothing(title) ? title : placeholderIn(title, title);
  if (gap === undefined || allow.has(gap.toLowerCase())) return [];
  return [
    found(
      "decision-placeholder",
      { decision: nameOf(record), field: "title", text: gap },
      placeOfTitle(record),
    ),
  ];
}

function gapFindings(record: DecisionRecord, { values, field }: Said, lists: Lists): Finding[] {
  return paragraphsOf(values).flatMap((paragraph) =>
    placeholderFindings(record, field?.key ?? "title", paragraph, lists, saysNothing(paragraph.text)),
  );
}

/** @param isEmpty the paragraph as a whole says nothing */
function placeholderFindings(
  record: DecisionRecord,
  field: string,
  paragraph: Paragraph,
  { allow }: Lists,
  isEmpty = false,
): Finding[] {
  const { text, prose } = paragraph;
  const gap = isEmpty ? text.trim() : placeholderIn(prose, text);
  if (gap === undefined || allow.has(gap.toLowerCase())) return [];
  const at = placeOf(gap, paragraph);
  const args = { decision: nameOf(record), field, text: gap };
  return [found("decision-placeholder", args, at === undefined ? undefined : locationOf(at))];
}

function hedgeFindings(record: DecisionRecord, { values, field }: Said, lists: Lists, memo: Memo): Finding[] {
  const decision = nameOf(record);
  return paragraphsOf(values).flatMap((paragraph) => {
    const { hedges } = normativeProse(paragraph.prose, lists.words, lists.allow, memo);
    const denied = phrasesIn(paragraph.prose, lists.deny);
    return [...new Set([...hedges, ...denied])].map((word) => {
      const at = placeOf(word, paragraph);
      const args = { decision, field: field?.key ?? "title", word };
      return found("decision-hedged", args, at === undefined ? undefined : locationOf(at));
    });
  });
}
