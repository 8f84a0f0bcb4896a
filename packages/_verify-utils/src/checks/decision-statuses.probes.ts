import type { Counterexample, Invariance } from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import { drafting, harmlessRegisterEdits } from "./register-edits.ts";

export function statusesCounterexamples(ids: readonly string[] | undefined): readonly Counterexample[] {
  const written = (
    name: string,
    expect: FindingCode,
    fields: (words: readonly [string, string]) => Readonly<Record<string, string>>,
  ): Counterexample => ({
    name,
    expect,
    apply: drafting(ids, ({ statuses: [first = "", second = first] }) => [
      { title: "Something else", fields: { ...fields([first, second]), question: "What else is there?" } },
    ]),
  });
  return [
    written("a decision states its status twice", "status-repeated", ([one, other]) => ({
      status: one,
      Status: other,
    })),
    written("a status is in no vocabulary", "status-unknown", () => ({ status: "perhapsish" })),
    written("a status is empty", "status-missing", () => ({ status: "" })),
    written("a status holds under a condition", "status-qualified", ([one]) => ({
      status: `${one} until further notice`,
    })),
    written("a status is left to choose", "status-qualified", ([one, other]) => ({
      status: `${one} / ${other}`,
    })),
  ];
}

export function statusesInvariances(ids: readonly string[] | undefined): readonly Invariance[] {
  return harmlessRegisterEdits(ids);
}
