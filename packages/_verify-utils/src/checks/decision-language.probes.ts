import type { Counterexample, Invariance } from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import { type Demanded, stating } from "./decision-statements.probes.ts";
import { drafting, harmlessRegisterEdits } from "./register-edits.ts";

export function languageCounterexamples(demanded: Demanded): readonly Counterexample[] {
  const { ids, word } = demanded;
  const saying = (name: string, expect: FindingCode, statement: string): Counterexample => ({
    name,
    expect,
    apply: drafting(ids, stating(demanded, "decided", { statement })),
  });
  return [
    saying("a decision is to be decided", "decision-placeholder", "TBD"),
    saying(
      "a decision holds a slot",
      "decision-placeholder",
      `A request ${word} be answered within <a limit>.`,
    ),
    saying("a decision trails off", "decision-placeholder", `A request ${word} be answered by…`),
    saying("a demand holds usually", "decision-hedged", `A request ${word} usually be answered once.`),
    saying(
      "a demand holds if possible",
      "decision-hedged",
      `A request ${word}, if possible, be answered once.`,
    ),
    {
      name: "where it holds is left open",
      expect: "decision-placeholder",
      apply: drafting(ids, stating(demanded, "decided", { scope: "To be determined." })),
    },
  ];
}

export function languageInvariances(demanded: Demanded): readonly Invariance[] {
  const { ids, word } = demanded;
  return [
    ...harmlessRegisterEdits(ids),
    {
      name: "a hedge is quoted, and a placeholder is code",
      apply: drafting(
        ids,
        stating(demanded, "decided", {
          statement: `A log that says "perhaps" or \`TODO\` ${word} be refused.`,
        }),
      ),
    },
    {
      name: "a condition says what may be",
      apply: drafting(
        ids,
        stating(demanded, "decided", { statement: `A value that may be secret ${word} be masked.` }),
      ),
    },
  ];
}
