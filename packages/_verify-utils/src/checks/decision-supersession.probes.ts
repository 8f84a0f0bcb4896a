import type { Counterexample, Invariance } from "../check.ts";
import type { FindingCode } from "../findings/index.ts";
import { type DraftMaker, drafting, harmlessRegisterEdits } from "./register-edits.ts";

const valid = ["locked", "closed", "accepted", "implemented"];

/** Two decisions, the first of them superseded; fields by the ids that both get. */
function pair(
  fields: (first: string, second: string) => readonly [Record<string, string>, Record<string, string>],
): DraftMaker {
  return ({ statuses }, ids) => {
    const holds = statuses.find((word) => valid.includes(word));
    if (!statuses.includes("superseded") || holds === undefined) return undefined;
    const [older, newer] = fields(...ids);
    return [
      { title: "Answers", fields: { status: "superseded", ...older } },
      { title: "More answers", fields: { status: holds, ...newer } },
    ];
  };
}

export function supersessionCounterexamples(ids: readonly string[] | undefined): readonly Counterexample[] {
  const paired = (name: string, expect: FindingCode, fields: Parameters<typeof pair>[0]): Counterexample => ({
    name,
    expect,
    apply: drafting(ids, pair(fields)),
  });
  return [
    paired("nothing supersedes", "supersession-without-successor", () => [{}, {}]),
    paired("the successor does not exist", "supersession-unknown", (first) => [
      { "superseded by": first.replace(/\d+(?!.*\d)/, "9909") },
      {},
    ]),
    paired("a circle", "supersession-circular", (first, second) => [
      { "superseded by": second, supersedes: second },
      { "superseded by": first, supersedes: first, status: "superseded" },
    ]),
    paired("the successor was refused", "supersession-dead-end", (first, second) => [
      { "superseded by": second },
      { supersedes: first, status: "rejected" },
    ]),
  ];
}

export function supersessionInvariances(ids: readonly string[] | undefined): readonly Invariance[] {
  return [
    ...harmlessRegisterEdits(ids),
    {
      name: "both name each other",
      apply: drafting(
        ids,
        pair((first, second) => [{ "superseded by": second }, { supersedes: first }]),
      ),
    },
  ];
}
