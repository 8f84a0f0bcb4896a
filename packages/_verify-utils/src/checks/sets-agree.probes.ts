import type { Counterexample, Invariance } from "../check.ts";
import { editing, harmlessModuleEdits, splice } from "./edits.ts";
import type { SetsAgree } from "./sets-agree.ts";

type Args = Pick<SetsAgree, "lists">;

/** Modules that hold a list as an exported value. */
function holders({ lists }: Args) {
  return lists.flatMap((list) => ("values" in list ? [list.values] : []));
}

export function agreeCounterexamples(args: Args): readonly Counterexample[] {
  return holders(args).flatMap((symbol): Counterexample[] => {
    const { module, export: name } = symbol;
    return [
      {
        name: `${name} names one thing more`,
        expect: "sets-differ",
        apply: editing(module, (text, { code }) => {
          const value = code.valueOf(symbol);
          const list =
            value.kind === "array"
              ? value
              : value.kind === "object"
                ? value.properties.map((one) => one.value).find((one) => one.kind === "array")
                : undefined;
          return (
            list &&
            splice(text, list.location.start.offset, list.location.start.offset + 1, '["phasegate-probe", ')
          );
        }),
      },
      {
        name: `${name} is computed`,
        expect: "value-undecidable",
        apply: editing(module, () => `export const ${name} = JSON.parse(String(process.env.VALUE));\n`),
      },
    ];
  });
}

export function agreeInvariances(args: Args): readonly Invariance[] {
  return holders(args).flatMap(({ module }) =>
    harmlessModuleEdits(module).map((edit) => ({ ...edit, name: `${edit.name} (${module})` })),
  );
}
