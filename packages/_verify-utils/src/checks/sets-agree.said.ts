import { type Counterexample, type Invariance, NotApplicable, type Probe } from "../check.ts";
import { editing, splice } from "./edits.ts";
import { itemsIn, type ListSource } from "./list-source.ts";

/** The first text that calls are given stands otherwise in the code. */
function said(source: ListSource, by: (written: string) => string): Probe["apply"] {
  return (context) => {
    const text = itemsIn(source, context).find(({ kind }) => kind === "string");
    if (text === undefined) return new NotApplicable(`${source.label}: no text stands in the code`);
    const { path, start, end } = text.location;
    return editing(path, (code) =>
      splice(code, start.offset, end.offset, by(code.slice(start.offset, end.offset))),
    )(context);
  };
}

/** What calls are given besides is broken where it stands. */
export function saidCounterexamples(source: ListSource): readonly Counterexample[] {
  if (!isSaid(source)) return [];
  return [
    {
      name: `${source.label}: one says something else`,
      expect: "sets-differ",
      apply: said(source, () => '("phasegate-probe" as never)'),
    },
    {
      name: `${source.label}: one is computed`,
      expect: "value-undecidable",
      apply: said(source, () => '(String(process.env["PROBE"]) as never)'),
    },
  ];
}

/** The same text, written otherwise. */
export function saidInvariances(source: ListSource): readonly Invariance[] {
  if (!isSaid(source)) return [];
  return [
    { name: `${source.label}: one is a template`, apply: said(source, (it) => `\`${it.slice(1, -1)}\``) },
    { name: `${source.label}: one stands in parentheses`, apply: said(source, (it) => `(${it})`) },
  ];
}

/** Texts that are given to calls as they are, beside something else. */
function isSaid(source: ListSource): boolean {
  return "argumentsTo" in source && source.items === undefined && source.argument > 0;
}
