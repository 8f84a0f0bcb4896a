import { type ProofOutcome, type ProofProbe, refuting, unknowing, type Verdict } from "@phasegate/report";

/** A check is proved when every edit did what it is for, and at least one turned it red. */
export function checkVerdict(tried: readonly Pick<ProofProbe, "outcome">[]): Verdict {
  const some = (outcomes: readonly ProofOutcome[]) => tried.some(({ outcome }) => outcomes.includes(outcome));
  if (some(refuting)) return "failed";
  if (some(unknowing)) return "blocked";
  return some(["killed"]) ? "passed" : "failed";
}
