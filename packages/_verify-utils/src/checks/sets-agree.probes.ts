import { type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { harmlessModuleEdits } from "./edits.ts";
import type { ListSource } from "./list-source.ts";
import { manifestOf } from "./manifest-places.ts";
import { argumentCounterexamples, argumentInvariances } from "./sets-agree.calls.ts";
import { itemCounterexamples, itemOf, onceCounterexamples } from "./sets-agree.items.ts";
import { saidCounterexamples, saidInvariances } from "./sets-agree.said.ts";
import type { SetsAgree } from "./sets-agree.ts";
import { typeCounterexamples } from "./sets-agree.types.ts";
import { sameTexts, valueCounterexamples, values } from "./sets-agree.values.ts";

type Args = Pick<SetsAgree, "lists" | "once">;

export function agreeCounterexamples(args: Args): readonly Counterexample[] {
  return [
    ...valueCounterexamples(args),
    ...args.lists.flatMap(argumentCounterexamples),
    ...args.lists.flatMap(saidCounterexamples),
    ...args.lists.flatMap((list) => typeCounterexamples(list, args)),
    ...args.lists.flatMap(itemCounterexamples),
    ...(args.once === true ? args.lists.flatMap(onceCounterexamples) : []),
    ...args.lists.flatMap(metadataCounterexamples),
  ];
}

/** A package declares something else. */
function metadataCounterexamples(source: ListSource): readonly Counterexample[] {
  if (!("metadata" in source)) return [];
  const { metadata, items, label } = source;
  return [
    {
      name: `${label}: a package.json says something else`,
      expect: "sets-differ",
      apply: ({ packages }) => {
        const one = packages.find(({ manifest }) => Object.hasOwn(manifest, metadata));
        if (one === undefined) return new NotApplicable(`no package has ${metadata}`);
        const edited = { ...one.manifest, [metadata]: JSON.parse(itemOf(items)) };
        return { [manifestOf(one)]: `${JSON.stringify(edited, null, 2)}\n` };
      },
    },
  ];
}

export function agreeInvariances(args: Args): readonly Invariance[] {
  const modules = args.lists.flatMap((list) =>
    "values" in list
      ? [list.values.module]
      : "type" in list
        ? [list.type.module]
        : "schema" in list
          ? [list.schema.module]
          : [],
  );
  const harmless = [...new Set(modules)].flatMap((module) =>
    harmlessModuleEdits(module).map((edit) => ({ ...edit, name: `${edit.name} (${module})` })),
  );
  return [
    ...harmless,
    ...values(args).flatMap(sameTexts),
    ...args.lists.flatMap(argumentInvariances),
    ...args.lists.flatMap(saidInvariances),
  ];
}
