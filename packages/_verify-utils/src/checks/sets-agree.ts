import { type Check, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { type ListSource, type ReadList, readList, symbolOf } from "./list-source.ts";
import { setsDemand } from "./sets-agree.demand.ts";
import { agreeCounterexamples, agreeInvariances } from "./sets-agree.probes.ts";

export interface SetsAgree extends CheckOptions {
  readonly lists: readonly [ListSource, ListSource, ...ListSource[]];
  /** No list of objects names anything twice. */
  readonly once?: true;
}

/** Lists that stand in several places of the code name the same things. */
export function setsAgree(args: SetsAgree): Check {
  const { lists } = args;
  const subject = lists.map(symbolOf).find((one) => one !== undefined) ?? { module: "", export: "" };
  const labels = lists.map(({ label }) => label).join(", ");
  return ownCheck({
    kind: "setsAgree",
    name: args.name ?? `setsAgree:${subject.export}`,
    claim: args.claim ?? `${labels} name the same things`,
    subject: { kind: "export", ...subject },
    subjects: lists.flatMap((one) => symbolOf(one) ?? []).map((one) => ({ kind: "export", ...one })),
    supports: everyKind,
    demand: setsDemand(args),
    evaluate: (context) => {
      const read = lists.map((source) => ({ label: source.label, ...readList(source, context) }));
      const elements = read.flatMap((one) => [...one.elements.keys()]);
      const unreadable = read.flatMap((one) => one.findings);
      const repeated = args.once === true ? read.flatMap(repetitions) : [];
      return {
        findings: unreadable.length > 0 ? unreadable : [...differences(read), ...repeated],
        // An empty list agrees with every other empty one: nothing was compared.
        scope: {
          selected: read.every((one) => one.elements.size > 0) ? new Set(elements).size : 0,
          candidates: elements.length,
          unit: "names",
          roster: labels,
        },
      };
    },
    counterexamples: agreeCounterexamples(args),
    invariances: agreeInvariances(args),
  });
}

function repetitions({ label, repeated = [] }: ReadList & { readonly label: string }): readonly Finding[] {
  return repeated.map(([element, location]) => found("named-twice", { element, list: label }, location));
}

function differences(lists: readonly ({ readonly label: string } & Pick<ReadList, "elements">)[]): Finding[] {
  return lists.flatMap((one) =>
    lists.flatMap((other) =>
      [...one.elements]
        .filter(([element]) => !other.elements.has(element))
        .map(([element, location]) =>
          found("sets-differ", { element, has: one.label, lacks: other.label }, location),
        ),
    ),
  );
}
