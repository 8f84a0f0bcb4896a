import { demandingWords, requirementWords } from "@phasegate/decision-records";
import { demandsOf } from "../demand/demand.ts";
import { isList } from "../demand/json.ts";
import { atLeast, atMost, byKey, incomparable, oneOf, only, order, ranked } from "../demand/orders.ts";
import { fieldsOf, usualLabels, usualTransitionFields } from "./decision-fields.ts";
import type { DecisionIds } from "./decision-ids.ts";
import type { DecisionLanguage } from "./decision-language.ts";
import type { DecisionRuleOptions } from "./decision-rule.ts";
import type { DecisionStatements } from "./decision-statements.ts";
import type { DecisionSupersession } from "./decision-supersession.ts";
import type { DecisionTransitions } from "./decision-transitions.ts";

type Arguments<Options> = Omit<Options, "claim" | "name">;

/** More words make more sentences normative; a word in lower case is let through as well. */
const requiring = order((now, before) => {
  if (!isList(now) || !isList(before) || !before.every((word) => now.includes(word))) return "no";
  const added = now.filter((word) => !before.includes(word));
  return added.some((word) => typeof word === "string" && word === word.toLowerCase()) ? "no" : "yes";
});

const ofStatuses = demandsOf<Arguments<DecisionRuleOptions>>({ ids: only });

const ofIds = demandsOf<Arguments<DecisionIds>>({ ids: only, withoutId: ranked("by-title", "refused") });

const ofTransitions = demandsOf<Arguments<DecisionTransitions>>({ ids: only, fields: incomparable });

const ofStatements = demandsOf<Arguments<DecisionStatements>>({
  ids: only,
  fields: byKey(oneOf),
  states: byKey(incomparable),
  words: oneOf,
  labels: byKey(oneOf),
});

const ofLanguage = demandsOf<Arguments<DecisionLanguage>>({
  ids: only,
  fields: byKey(incomparable),
  states: byKey(incomparable),
  words: requiring,
  allow: atMost,
  deny: atLeast,
});

const ofSupersession = demandsOf<Arguments<DecisionSupersession>>({
  ids: only,
  deadEnds: atLeast,
  oneSided: ranked("allowed", "refused"),
});

/** What each rule on decisions demands, with what is usual where nothing is said. */
export const ruleDemands = {
  statuses: ({ ids }: DecisionRuleOptions) => ofStatuses(chosen(ids)),
  ids: ({ ids, withoutId = "refused" }: DecisionIds) => ofIds({ ...chosen(ids), withoutId }),
  transitions: ({ ids, fields = usualTransitionFields }: DecisionTransitions) =>
    ofTransitions({ ...chosen(ids), fields }),
  statements: ({ ids, fields, states = {}, words = demandingWords, labels }: DecisionStatements) =>
    ofStatements({
      ...chosen(ids),
      fields: fieldsOf(fields),
      states,
      words,
      labels: { ...usualLabels, ...labels },
    }),
  language: ({
    ids,
    fields,
    states = {},
    words = requirementWords,
    allow = [],
    deny = [],
  }: DecisionLanguage) =>
    ofLanguage({ ...chosen(ids), fields: fieldsOf(fields), states, words, allow, deny }),
  supersession: ({ ids, deadEnds = ["rejected", "withdrawn"], oneSided = "refused" }: DecisionSupersession) =>
    ofSupersession({ ...chosen(ids), deadEnds, oneSided }),
};

function chosen(ids: readonly string[] | undefined) {
  return ids === undefined ? {} : { ids };
}
