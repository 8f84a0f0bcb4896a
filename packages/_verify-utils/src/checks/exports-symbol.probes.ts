import type { SymbolRef } from "@phasegate/code-facts";
import { bare } from "@phasegate/code-facts/tree";
import type { ZodType } from "zod";
import { type CheckContext, type Counterexample, type Invariance, NotApplicable } from "../check.ts";
import { textOf } from "../edits/source.ts";
import { atFirstPart, atList, type ObjectPlace, objectPlace } from "../edits/value-edits.ts";
import { editing, harmlessModuleEdits, splice } from "./edits.ts";
import { plainValue } from "./static-data.ts";

interface Args {
  readonly symbol: SymbolRef;
  readonly value?: ZodType;
}

export function exportsCounterexamples({ symbol, value }: Args): readonly Counterexample[] {
  const { module, export: name } = symbol;
  const demandsValue = value !== undefined;
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
          ...valueCounterexamples(symbol, value),
        ] satisfies Counterexample[])
      : []),
  ];
}

/** What the schema itself refuses, asked of the data that would stand there. */
function valueCounterexamples(symbol: SymbolRef, schema: ZodType): readonly Counterexample[] {
  const at = { path: symbol.module };
  const refused = (place: ObjectPlace, key: string, by: unknown) => {
    const data = plainValue(place.value).data;
    if (typeof data !== "object" || data === null) return false;
    const { [key]: _, ...rest } = { ...data } as Record<string, unknown>;
    return !schema.safeParse(by === undefined ? rest : { ...rest, [key]: by }).success;
  };
  const none = "the schema asks nothing of the parts";
  const part = (name: string, by: unknown, text: string): Counterexample => ({
    name,
    expect: "value-mismatch",
    at,
    apply: atFirstPart(symbol, none, ({ value }, key, place) =>
      refused(place, key, by) ? { start: value.start, end: value.end, by: text } : undefined,
    ),
  });
  const computed = (name: string, by: (written: string) => string): Counterexample => ({
    name,
    expect: "value-undecidable",
    at,
    apply: atFirstPart(symbol, none, ({ value }, _, { source }) => {
      return { start: value.start, end: value.end, by: by(textOf(source, value)) };
    }),
  });
  const after = (name: string, statement: (key: string) => string): Counterexample => ({
    name,
    expect: ["value-undecidable", "value-mismatch"],
    at,
    apply: atFirstPart(symbol, none, (_, key, { source }) => {
      const end = source.text.length;
      return { start: end, end, by: `\n${statement(key)}\n` };
    }),
  });
  const { export: name } = symbol;
  return [
    {
      name: "a part that it needs is missing",
      expect: "value-mismatch",
      at,
      apply: atFirstPart(symbol, none, (property, key, place) => {
        if (!refused(place, key, undefined)) return undefined;
        const rest = /^\s*,/.exec(place.source.text.slice(property.end))?.[0] ?? "";
        return { start: property.start, end: property.end + rest.length, by: "" };
      }),
    },
    part("a part is an empty list", [], "[]"),
    part("a part is a number", 0, "0"),
    part("a part is null", null, "null"),
    part("a part is an empty object", {}, "{}"),
    computed(
      "a part depends on the environment",
      (it) => `process.env.PROBE === undefined ? ${it} : JSON.parse("[]")`,
    ),
    computed("a part is made by a call", (it) => `structuredClone(${it})`),
    {
      name: "another module writes into it",
      expect: "value-undecidable",
      at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
      apply: () => {
        const file = symbol.module.slice(symbol.module.lastIndexOf("/") + 1);
        const text = `import * as all from "./${file}";\nObject.assign(all.${name}, JSON.parse("{}"));\n`;
        return { [`${symbol.module.slice(0, -file.length)}phasegate-probe.ts`]: text };
      },
    },
    after("a part is assigned afterwards", (key) => `Reflect.set(${name}, "${key}", []);`),
    after("all parts are assigned afterwards", () => `Object.assign(${name}, JSON.parse("{}"));`),
    after(
      "a part is changed in place afterwards",
      (key) => `(${name}.${key} as unknown as string[]).length = 0;`,
    ),
    after(
      "a part is emptied by a method afterwards",
      (key) => `(${name}.${key} as unknown as string[]).pop();`,
    ),
  ];
}

function renamed(text: string, { code }: CheckContext, symbol: SymbolRef): string | undefined {
  const answer = code.exportOf(symbol);
  if (answer.kind !== "found" || answer.declaration.module !== symbol.module) return undefined;
  const { location, name } = answer.declaration;
  const start = text.indexOf(name, location.start.offset);
  return start < 0 ? undefined : splice(text, start, start + name.length, `${name}Renamed`);
}

export function exportsInvariances({ symbol, value }: Args): readonly Invariance[] {
  return [...harmlessModuleEdits(symbol.module), ...(value === undefined ? [] : valueInvariances(symbol))];
}

function valueInvariances(symbol: SymbolRef): readonly Invariance[] {
  const none = "it holds no list with something in it";
  return [
    {
      name: "what is in a list has a name first",
      apply: atList(symbol, none, ({ elements: [first] }, source) => {
        if (first === null || first === undefined || bare(first).type !== "Literal") return [];
        return [
          { start: 0, end: 0, by: `const namedProbe = ${textOf(source, first)} as const;\n` },
          { start: first.start, end: first.end, by: "namedProbe" },
        ];
      }),
    },
    {
      name: "a list stands in parentheses",
      apply: atList(symbol, none, (node, source) => [
        { start: node.start, end: node.end, by: `(${textOf(source, node)})` },
      ]),
    },
    {
      name: "a list comes out of another one",
      apply: atList(symbol, none, (node, source) => [
        { start: node.start, end: node.end, by: `[...${textOf(source, node)}]` },
      ]),
    },
    {
      name: "it is frozen",
      apply: (context) => {
        const place = objectPlace(context, symbol);
        if (place === undefined)
          return new NotApplicable(`${symbol.export} is not written down as an object`);
        const { source, node } = place;
        const by = `Object.freeze(${textOf(source, node)})`;
        const plain = source.text.slice(node.end).replace(/^\s*as const/, "");
        return { [source.path]: source.text.slice(0, node.start) + by + plain };
      },
    },
  ];
}
