import type { SymbolRef } from "@phasegate/code-facts";
import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { textOf } from "../edits/source.ts";
import { atList } from "../edits/value-edits.ts";
import { editing, harmlessModuleEdits, splice } from "./edits.ts";
import { type Items, itemsIn, type ListSource, listsIn } from "./list-source.ts";
import { manifestOf } from "./manifest-places.ts";
import { saidCounterexamples, saidInvariances } from "./sets-agree.said-probes.ts";
import type { SetsAgree } from "./sets-agree.ts";
import { placeIn } from "./static-data.ts";

type Args = Pick<SetsAgree, "lists" | "once">;

/** Lists that stand in the code as an exported value. */
function values({ lists }: Args) {
  return lists.flatMap((list) => ("values" in list ? [list.values] : []));
}

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

/** A list that is made of calls is broken by one call more, and by one that says something else. */
function argumentCounterexamples(source: ListSource): readonly Counterexample[] {
  if (!("argumentsTo" in source) || source.argument !== 0) return [];
  const { argumentsTo: symbol, path } = source;
  const item = source.items === undefined ? '"phasegate-probe"' : `[${itemOf(source.items)}]`;
  const literal = path.toReversed().reduce((inner, key) => `{ ${key}: ${inner} }`, item);
  const folder = source.in[0]?.replace(/\/?\*.*$/, "") ?? "";
  return [
    {
      name: `${symbol.export} is called once more, for something else`,
      expect: "sets-differ",
      at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
      apply: ({ workspace }) => {
        if (workspace.entry(symbol.module) !== "file" || workspace.entry(folder) !== "directory")
          return new NotApplicable(`${symbol.export} is not made in this repository`);
        const up = folder
          .split("/")
          .map(() => "..")
          .join("/");
        const text = `import { ${symbol.export} } from "${up}/${symbol.module}";\nvoid ${symbol.export}(${literal} as never);\n`;
        return { [`${folder}/phasegate-probe.ts`]: text };
      },
    },
    {
      name: `${symbol.export} is called once more, for what is computed`,
      expect: "value-undecidable",
      at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
      apply: ({ workspace }) => {
        if (workspace.entry(symbol.module) !== "file" || workspace.entry(folder) !== "directory")
          return new NotApplicable(`${symbol.export} is not made in this repository`);
        const up = folder
          .split("/")
          .map(() => "..")
          .join("/");
        const text = `import { ${symbol.export} } from "${up}/${symbol.module}";\nvoid ${symbol.export}(JSON.parse("{}"));\n`;
        return { [`${folder}/phasegate-probe.ts`]: text };
      },
    },
  ];
}

/** An object with a text in each of its parts, as it is written. */
function itemOf(items: Items): string {
  return JSON.stringify(nested(items));
}

function nested(paths: readonly (readonly string[])[]): object | string {
  const keys = [...new Set(paths.flatMap(([key]) => key ?? []))];
  if (keys.length === 0) return "phasegate-probe";
  const below = (key: string) => paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
  return Object.fromEntries(keys.map((key) => [key, nested(below(key))]));
}

/** An object of the list says something else, or what cannot be told. */
function itemCounterexamples(source: ListSource): readonly Counterexample[] {
  if (!("items" in source) || source.items === undefined || "metadata" in source) return [];
  const [path] = source.items;
  const replaced =
    (by: string): Probe["apply"] =>
    (context) => {
      const [first] = itemsIn(source, context);
      const value = first === undefined ? undefined : placeIn(first, path).value;
      if (value === undefined) return new NotApplicable(`${source.label}: there is no object of it`);
      const { start, end } = value.location;
      return editing(value.location.path, (text) => splice(text, start.offset, end.offset, by))(context);
    };
  return [
    {
      name: `${source.label}: one says something else`,
      expect: "sets-differ",
      apply: replaced('"phasegate-probe"'),
    },
    {
      name: `${source.label}: one is computed`,
      expect: "value-undecidable",
      apply: replaced('String(process.env["PROBE"])'),
    },
  ];
}

/** The first object of a list that stands in one place stands there twice. */
function onceCounterexamples(source: ListSource): readonly Counterexample[] {
  if (!("argumentsTo" in source) || source.items === undefined || source.path.length === 0) return [];
  return [
    {
      name: `${source.label}: one is named twice`,
      expect: "named-twice",
      apply: (context) => {
        const [list] = listsIn(source, context);
        const [first] = list?.items ?? [];
        if (list === undefined || first === undefined) return new NotApplicable(`${source.label} is no list`);
        const { path, start } = list.location;
        return editing(path, (text) => {
          const open = text.slice(start.offset, list.location.end.offset);
          const one = /^\[\s*([^,\]]+)/.exec(open)?.[1];
          return one === undefined ? undefined : splice(text, start.offset, start.offset + 1, `[${one}, `);
        })(context);
      },
    },
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
      // In a list of lists the text may stand once more.
      {
        name: `${name}: a text is gone`,
        expect: ["sets-differ", "scope-empty"],
        apply: (context) =>
          context.code.valueOf(symbol).kind === "array"
            ? atList(symbol, `${name} is empty`, ({ elements: [first, second] }) =>
                first === null || first === undefined
                  ? []
                  : [{ start: first.start, end: second?.start ?? first.end, by: "" }],
              )(context)
            : new NotApplicable(`${name} is no list of its own`),
      },
      ...([["a text is misspelt", (it: string) => it.replace(/^(["'`])/, "$1x")]] as const).map(
        ([title, by]): Counterexample => ({
          name: `${name}: ${title}`,
          expect: ["sets-differ", "scope-empty"],
          at: { path: module },
          apply: atList(
            symbol,
            `${name} holds no list with something in it`,
            ({ elements: [first] }, source) =>
              first === null || first === undefined
                ? []
                : [{ start: first.start, end: first.end, by: by(textOf(source, first)) }],
          ),
        }),
      ),
      {
        name: `${name} is changed in place afterwards`,
        expect: ["value-undecidable", "sets-differ"],
        at: { path: module },
        apply: editing(
          module,
          (text) => `${text}\n(${name} as unknown as string[]).push("phasegate-probe");\n`,
        ),
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
  const harmless = [...new Set(modules)].flatMap((module) =>
    harmlessModuleEdits(module).map((edit) => ({ ...edit, name: `${edit.name} (${module})` })),
  );
  return [...harmless, ...values(args).flatMap(sameTexts), ...args.lists.flatMap(saidInvariances)];
}

/** The same texts, written otherwise. */
function sameTexts(symbol: SymbolRef): readonly Probe[] {
  const none = `${symbol.export} holds no list with something in it`;
  const first = (name: string, by: (written: string) => string): Probe => ({
    name: `${symbol.export}: ${name}`,
    apply: atList(symbol, none, ({ elements: [one] }, source) =>
      one === null || one === undefined
        ? []
        : [{ start: one.start, end: one.end, by: by(textOf(source, one)) }],
    ),
  });
  return [
    first("a text stands there twice", (it) => `${it}, ${it}`),
    first("a text is a template", (it) => `\`${it.slice(1, -1)}\``),
    first("a text stands in parentheses", (it) => `(${it})`),
    {
      name: `${symbol.export}: a text has a name first`,
      apply: atList(symbol, none, ({ elements: [one] }, source) =>
        one === null || one === undefined
          ? []
          : [
              { start: 0, end: 0, by: `const namedProbe = ${textOf(source, one)} as const;\n` },
              { start: one.start, end: one.end, by: "namedProbe" },
            ],
      ),
    },
  ];
}
