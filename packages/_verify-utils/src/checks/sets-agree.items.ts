import { type Counterexample, NotApplicable, type Probe } from "../check.ts";
import { editing, splice } from "./edits.ts";
import { type Items, itemsIn, type ListSource, listsIn } from "./list-source.ts";
import { placeIn } from "./static-data.ts";

/** An object with a text in each of its parts, as it is written. */
export function itemOf(items: Items): string {
  return JSON.stringify(nested(items));
}

function nested(paths: readonly (readonly string[])[]): object | string {
  const keys = [...new Set(paths.flatMap(([key]) => key ?? []))];
  if (keys.length === 0) return "phasegate-probe";
  const below = (key: string) => paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
  return Object.fromEntries(keys.map((key) => [key, nested(below(key))]));
}

/** An object of the list says something else, or what cannot be told. */
export function itemCounterexamples(source: ListSource): readonly Counterexample[] {
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
export function onceCounterexamples(source: ListSource): readonly Counterexample[] {
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
