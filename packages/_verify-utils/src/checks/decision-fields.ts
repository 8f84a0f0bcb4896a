import type { WatchpointLabels } from "@phasegate/decision-records";

/** What decisions say, and the names under which they say it; the first name that is there with text counts. */
export interface DecisionFields {
  readonly statement: readonly string[];
  readonly scope: readonly string[];
  readonly evidence: readonly string[];
  readonly question: readonly string[];
  readonly reason: readonly string[];
  readonly watchpoints: readonly string[];
}

/** Names in any writing: `Closure scope`, `closure-scope` and `closure_scope` are one. */
export const usualFields: DecisionFields = {
  statement: ["locked_decision", "closed_decision", "decision", "statement"],
  scope: ["closure_scope", "scope", "applies_to"],
  evidence: ["closure_evidence", "evidence", "proof"],
  question: [
    "question",
    "open_question",
    "problem",
    "problem_statement",
    "context_and_problem_statement",
    "issue",
    "context",
  ],
  reason: [
    "deferral_reason",
    "deferred_reason",
    "reason",
    "why_deferred",
    "deferred_rationale",
    "deferral_rationale",
    "deferred_because",
    "rationale",
  ],
  watchpoints: ["watchpoints", "watchpoint", "watch_points", "triggers"],
};

/** Names of the parts of a watchpoint. */
export const usualLabels: WatchpointLabels = {
  trigger: ["trigger", "triggered by", "when", "condition"],
  seen: [
    "seen",
    "seen in",
    "seen by",
    "signal",
    "detection",
    "detected by",
    "how it is seen",
    "how seen",
    "observed by",
    "how",
  ],
  who: ["who", "who looks", "owner", "watcher", "looks", "responsible"],
};

/** Names of the field in which a decision tells how its status changed. */
export const usualTransitionFields = ["status_transition", "status_transitions", "transition"] as const;

/** Fields with a repository's own names in place of the usual ones. */
export function fieldsOf(own: Partial<DecisionFields> | undefined): DecisionFields {
  return { ...usualFields, ...own };
}

/** Names as keys that headings may declare. */
export function headingsOf(fields: DecisionFields): readonly string[] {
  return [...Object.values(fields).flat(), ...usualTransitionFields].map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, "_"),
  );
}

export const usualHeadings: readonly string[] = headingsOf(usualFields);
