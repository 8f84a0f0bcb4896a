import type { Counterexample, Invariance } from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import type { DecisionFields } from "./decision-fields.ts";
import type { DecisionStates } from "./decision-states.ts";
import { type DraftMaker, drafting, harmlessRegisterEdits } from "./register-edits.ts";

/** What a check demands, as far as its probes have to know. */
export interface Demanded {
  readonly ids: readonly string[] | undefined;
  readonly fields: DecisionFields;
  readonly states: (statuses: readonly string[]) => DecisionStates;
  /** The first word that makes a sentence normative. */
  readonly word: string;
}

type Part = keyof DecisionFields;

/** A decision in some state that says what is asked of it, but for what a probe changes. */
export function stating(
  { fields, states, word }: Demanded,
  state: keyof DecisionStates,
  change: Readonly<{ [part in Part]?: string | null }> = {},
): DraftMaker {
  return ({ statuses }) => {
    const status = states(statuses)[state][0];
    if (status === undefined || Object.keys(change).some((part) => fields[part as Part].length === 0))
      return undefined;
    const whole: Readonly<Record<Part, string>> = {
      statement: `A request ${word} be answered once.`,
      scope: "Every route of the server.",
      evidence: "`README.md`",
      question: "How often is a request answered?",
      reason: "Nobody measured it yet.",
      watchpoints: "trigger: two answers; seen: in the log; who: the owner",
    };
    const said = Object.entries({ ...whole, ...change }).flatMap(([part, text]) => {
      const name = fields[part as Part][0];
      return name === undefined || text === null ? [] : [[name, text]];
    });
    return [{ title: "Answers", fields: { status, ...Object.fromEntries(said) } }];
  };
}

export function statementsCounterexamples(demanded: Demanded): readonly Counterexample[] {
  const { ids } = demanded;
  const without = (
    name: string,
    expect: FindingCode,
    state: keyof DecisionStates,
    change: Readonly<{ [part in Part]?: string | null }>,
  ): Counterexample => ({ name, expect, apply: drafting(ids, stating(demanded, state, change)) });
  return [
    without("a decision decides nothing", "field-missing", "decided", { statement: null }),
    without("a decision demands nothing", "field-not-normative", "decided", {
      statement: "A request is answered once.",
    }),
    without("a decision only quotes a demand", "field-not-normative", "decided", {
      statement: `The old text said "a request ${demanded.word} be answered once".`,
    }),
    without("a decision does not say where it holds", "field-missing", "decided", { scope: null }),
    without("a decision names no evidence", "field-missing", "decided", { evidence: "none" }),
    without("a decision is put off without a reason", "field-missing", "deferred", { reason: null }),
    without("nobody looks at a watchpoint", "watchpoint-incomplete", "deferred", {
      watchpoints: "trigger: two answers; seen: in the log",
    }),
    without("an open decision asks nothing", "field-missing", "open", { question: null }),
  ];
}

export function statementsInvariances(demanded: Demanded): readonly Invariance[] {
  const states = ["decided", "deferred", "open"] as const;
  return [
    ...harmlessRegisterEdits(demanded.ids),
    ...states.map((state) => ({
      name: `one more decision, ${state}, that says what it has to`,
      apply: drafting(demanded.ids, stating(demanded, state)),
    })),
  ];
}
