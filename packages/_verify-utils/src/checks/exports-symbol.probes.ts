import type { SymbolRef } from "@phasegate/code-facts";
import type { CheckContext, Counterexample, Invariance } from "../check.ts";
import { editing, harmlessModuleEdits, splice } from "./edits.ts";

export function exportsCounterexamples({
  symbol,
  demandsValue,
}: {
  symbol: SymbolRef;
  demandsValue: boolean;
}): readonly Counterexample[] {
  const { module, export: name } = symbol;
  const whole = (text: string) => editing(module, () => text);
  return [
    { name: "the module is deleted", expect: "module-missing", apply: () => ({ [module]: null }) },
    {
      name: "the module is no longer TypeScript",
      expect: "module-unparsable",
      apply: editing(module, (text) => `${text}\nexport const = ;\n`),
    },
    {
      name: "the export is commented out",
      expect: "export-missing",
      apply: editing(module, (text) => `export {};\n/*\n${text.replaceAll("*/", "* /")}\n*/\n`),
    },
    {
      name: "the export is renamed",
      expect: "export-missing",
      apply: editing(module, (text, context) => renamed(text, context, symbol)),
    },
    ...(name === "default"
      ? []
      : [
          {
            name: "only a type is left",
            expect: "export-type-only",
            apply: whole(`export type ${name} = "";\n`),
          } as const,
        ]),
    ...(demandsValue && name !== "default"
      ? ([
          {
            name: "the value is empty",
            expect: "value-mismatch",
            apply: whole(`export const ${name} = {};\n`),
          },
          {
            name: "the value is computed",
            expect: "value-undecidable",
            apply: whole(`export const ${name} = JSON.parse(String(process.env.VALUE));\n`),
          },
          {
            name: "the value can be reassigned",
            expect: "value-undecidable",
            apply: whole(`export let ${name} = {};\n${name} = {};\n`),
          },
        ] as const)
      : []),
  ];
}

function renamed(text: string, { code }: CheckContext, symbol: SymbolRef): string | undefined {
  const answer = code.exportOf(symbol);
  if (answer.kind !== "found" || answer.declaration.module !== symbol.module) return undefined;
  const { location, name } = answer.declaration;
  const start = text.indexOf(name, location.start.offset);
  return start < 0 ? undefined : splice(text, start, start + name.length, `${name}Renamed`);
}

export function exportsInvariances({ module }: SymbolRef): readonly Invariance[] {
  return harmlessModuleEdits(module);
}
