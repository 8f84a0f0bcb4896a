import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { editing, harmlessModuleEdits, splice } from "./edits.ts";
import type { ListSource, SetsAgree } from "./sets-agree.ts";

type Args = Pick<SetsAgree, "lists">;

/** Lists that stand in the code as an exported value. */
function values({ lists }: Args) {
  return lists.flatMap((list) => ("values" in list ? [list.values] : []));
}

export function agreeCounterexamples(args: Args): readonly Counterexample[] {
  return [...valueCounterexamples(args), ...args.lists.flatMap((list) => typeCounterexamples(list, args))];
}

/** A type and a schema are broken where they are declared, and where their texts stand. */
function typeCounterexamples(source: ListSource, { lists }: Args): readonly Counterexample[] {
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

function valueCounterexamples(args: Args): readonly Counterexample[] {
  return values(args).flatMap((symbol): Counterexample[] => {
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
  const modules = args.lists.flatMap((list) =>
    "values" in list
      ? [list.values.module]
      : "type" in list
        ? [list.type.module]
        : "schema" in list
          ? [list.schema.module]
          : [],
  );
  return [...new Set(modules)].flatMap((module) =>
    harmlessModuleEdits(module).map((edit) => ({ ...edit, name: `${edit.name} (${module})` })),
  );
}
