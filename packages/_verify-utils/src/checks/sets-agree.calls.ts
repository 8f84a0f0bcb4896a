import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { editing, splice } from "./edits.ts";
import { callersOf, type ListSource } from "./list-source.ts";
import { itemOf } from "./sets-agree.items.ts";

type OfCalls = Extract<ListSource, { argumentsTo: unknown }>;

/** A list that is made of calls is broken by one call more, and by one that says something else. */
export function argumentCounterexamples(source: ListSource): readonly Counterexample[] {
  if (!("argumentsTo" in source) || source.argument !== 0) return [];
  const { argumentsTo: symbol, path } = source;
  const item = source.items === undefined ? '"phasegate-probe"' : `[${itemOf(source.items)}]`;
  const literal = path.toReversed().reduce((inner, key) => `{ ${key}: ${inner} }`, item);
  const folder = source.in[0]?.replace(/\/?\*.*$/, "") ?? "";
  const calledOnceMore = (
    what: string,
    expect: Counterexample["expect"],
    argument: string,
  ): Counterexample => ({
    name: `${symbol.export} is called once more, for ${what}`,
    expect,
    at: (_, edits) => ({ path: Object.keys(edits)[0] ?? "", line: "edited" }),
    apply: ({ workspace }) => {
      if (workspace.entry(symbol.module) !== "file" || workspace.entry(folder) !== "directory")
        return new NotApplicable(`${symbol.export} is not made in this repository`);
      const up = folder
        .split("/")
        .map(() => "..")
        .join("/");
      const text = `import { ${symbol.export} } from "${up}/${symbol.module}";\nvoid ${symbol.export}(${argument});\n`;
      return { [`${folder}/phasegate-probe.ts`]: text };
    },
  });
  return [
    calledOnceMore("something else", "sets-differ", `${literal} as never`),
    calledOnceMore("what is computed", "value-undecidable", 'JSON.parse("{}")'),
    {
      name: `what ${symbol.export} hands back is written into`,
      expect: "value-undecidable",
      apply: aroundCall(source, (call) => `Object.assign(${call}, {})`),
    },
  ];
}

export function argumentInvariances(source: ListSource): readonly Invariance[] {
  if (!("argumentsTo" in source)) return [];
  return [
    {
      name: `what ${source.argumentsTo.export} hands back stands in parentheses`,
      apply: aroundCall(source, (call) => `(${call})`),
    },
  ];
}

/** An edit of a call whose result is what it is given. */
function aroundCall(source: OfCalls, by: (call: string) => string): Probe["apply"] {
  return (context) => {
    const { argumentsTo: symbol, argument } = source;
    const [first] = context.code.handsBack(symbol, argument)
      ? context.code.argumentsOf(symbol, callersOf(source, context))
      : [];
    if (first === undefined) return new NotApplicable(`${symbol.export} hands nothing back`);
    const { path, start, end } = first.location;
    return editing(path, (text) =>
      splice(text, start.offset, end.offset, by(text.slice(start.offset, end.offset))),
    )(context);
  };
}
