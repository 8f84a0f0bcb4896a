import { type Counterexample, NotApplicable, type Probe } from "../check.ts";
import { editing, splice } from "./edits.ts";
import type { ListSource } from "./list-source.ts";
import type { SetsAgree } from "./sets-agree.ts";

/** A type and a schema are broken where they are declared, and where their texts stand. */
export function typeCounterexamples(
  source: ListSource,
  { lists }: Pick<SetsAgree, "lists">,
): readonly Counterexample[] {
  const symbol = "type" in source ? source.type : "schema" in source ? source.schema : undefined;
  if (symbol === undefined || !("type" in source || "schema" in source)) return [];
  const { module, export: name } = symbol;
  const declared = (by: string) =>
    editing(module, (text, { code }) => {
      const found = code.exportOf(symbol);
      if (found.kind !== "found" || found.declaration.module !== module) return undefined;
      const { start, end } = found.declaration.location;
      return splice(text, start.offset, end.offset, by);
    });
  const isType = "type" in source;
  return [
    {
      name: `${name} admits any text`,
      expect: "value-undecidable",
      apply: declared(isType ? `type ${name} = string;` : `${name} = Object(String)`),
    },
    ...(isType && source.path === undefined
      ? [
          {
            name: `${name} admits another text`,
            expect: "sets-differ",
            apply: declared(`type ${name} = "phasegate-probe";`),
          } as const,
        ]
      : []),
    // Lists of the code that come from one another change together.
    ...(lists.some((list) => "texts" in list)
      ? [{ name: `${name} lacks a text`, expect: "sets-differ", apply: without(source) } as const]
      : []),
  ];
}

/** Renames the first text where it stands, wherever that is. */
function without(source: Extract<ListSource, { type: unknown } | { schema: unknown }>): Probe["apply"] {
  return (context) => {
    const answer = context.code.textsOf(source);
    const [first] = answer.kind === "texts" ? answer.texts : [];
    if (first === undefined) return new NotApplicable("it admits no text that stands in the code");
    const { path, start, end } = first.location;
    return editing(path, (text) => splice(text, start.offset, end.offset, '"phasegate-probe"'))(context);
  };
}
