/** Statuses by what a decision in them has to say. */
export interface DecisionStates {
  readonly decided: readonly string[];
  readonly deferred: readonly string[];
  readonly open: readonly string[];
}

/**
 * The states over the words of a vocabulary: `locked` and `closed` decide, or, in a vocabulary without them, `accepted`
 * and `implemented`.
 */
export function statesOver(vocabulary: readonly string[], own: Partial<DecisionStates> = {}): DecisionStates {
  const among = (words: readonly string[]) => words.filter((word) => vocabulary.includes(word));
  const final = among(["locked", "closed"]);
  return {
    decided: final.length > 0 ? final : among(["accepted", "implemented"]),
    deferred: among(["deferred"]),
    open: among(["open"]),
    ...own,
  };
}

export type DecisionState = keyof DecisionStates | "other";

export function stateOf(status: string | undefined, states: DecisionStates): DecisionState {
  if (status === undefined) return "other";
  const all = ["decided", "deferred", "open"] as const;
  return all.find((state) => states[state].includes(status)) ?? "other";
}
