import type { Check } from "../check.ts";
import { type DecisionIds, decisionIds } from "./decision-ids.ts";
import { type DecisionLanguage, decisionLanguage } from "./decision-language.ts";
import type { DecisionRuleOptions } from "./decision-rule.ts";
import { type DecisionStatements, decisionStatements } from "./decision-statements.ts";
import { decisionStatuses } from "./decision-statuses.ts";
import { type DecisionSupersession, decisionSupersession } from "./decision-supersession.ts";
import { type DecisionTransitions, decisionTransitions } from "./decision-transitions.ts";

type Own<Options> = Omit<Options, keyof DecisionRuleOptions>;

export interface DecisionRules {
  /** The only decisions to judge; every decision of the registers where absent. */
  readonly ids?: readonly string[];
  readonly identity?: Own<DecisionIds>;
  readonly transitions?: Own<DecisionTransitions>;
  /** Fields and states also hold for the language. */
  readonly statements?: Own<DecisionStatements>;
  readonly language?: Own<DecisionLanguage>;
  readonly supersession?: Own<DecisionSupersession>;
}

/** Every rule on the text and the lifecycle of decisions, for a gate of its own. */
export function decisionRules(rules: DecisionRules = {}): readonly Check[] {
  const chosen = rules.ids === undefined ? {} : { ids: rules.ids };
  const { fields, states } = rules.statements ?? {};
  const shared = { ...(fields === undefined ? {} : { fields }), ...(states === undefined ? {} : { states }) };
  return [
    decisionStatuses(chosen),
    decisionIds({ ...rules.identity, ...chosen }),
    decisionTransitions({ ...rules.transitions, ...chosen }),
    decisionStatements({ ...rules.statements, ...chosen }),
    decisionLanguage({ ...shared, ...rules.language, ...chosen }),
    decisionSupersession({ ...rules.supersession, ...chosen }),
  ];
}
