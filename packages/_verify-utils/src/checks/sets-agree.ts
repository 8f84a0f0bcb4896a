import type { StaticValue, SymbolRef } from "@phasegate/code-facts";
import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { moduleRoster } from "./code-places.ts";
import { agreeCounterexamples, agreeInvariances } from "./sets-agree.probes.ts";
import { placeIn } from "./static-data.ts";

/** Where the texts of a list stand: all texts in an exported value, or in one argument of every call of a function. */
export type ListSource = { readonly label: string } & (
  | { readonly values: SymbolRef }
  | {
      readonly argumentsTo: SymbolRef;
      readonly argument: number;
      readonly path: readonly string[];
      /** Globs of the modules whose calls count. */
      readonly in: readonly string[];
    }
);

export interface SetsAgree extends CheckOptions {
  readonly lists: readonly [ListSource, ListSource, ...ListSource[]];
}

/** Lists that stand in several places of the code name the same things. */
export function setsAgree(args: SetsAgree): Check {
  const { lists } = args;
  const [first] = lists;
  const subject = "values" in first ? first.values : first.argumentsTo;
  const labels = lists.map(({ label }) => label).join(", ");
  return {
    kind: "setsAgree",
    name: args.name ?? `setsAgree:${subject.export}`,
    claim: args.claim ?? `${labels} name the same things`,
    subject: { kind: "export", ...subject },
    supports: everyKind,
    evaluate: (context) => {
      const read = lists.map((source) => ({ label: source.label, ...readList(source, context) }));
      const elements = read.flatMap((one) => [...one.elements.keys()]);
      const unreadable = read.flatMap((one) => one.findings);
      return {
        findings: unreadable.length > 0 ? unreadable : differences(read),
        // An empty list agrees with every other empty one: nothing was compared.
        scope: {
          selected: read.every((one) => one.elements.size > 0) ? new Set(elements).size : 0,
          candidates: elements.length,
          unit: "names",
          roster: labels,
        },
      };
    },
    counterexamples: agreeCounterexamples(args),
    invariances: agreeInvariances(args),
  };
}

interface ReadList {
  readonly elements: ReadonlyMap<string, Location>;
  readonly findings: readonly Finding[];
}

function readList(source: ListSource, context: CheckContext): ReadList {
  const elements = new Map<string, Location>();
  const findings: Finding[] = [];
  const { symbol, values } = valuesOf(source, context);
  const collect = (value: StaticValue): void => {
    if (value.kind === "string") {
      if (!elements.has(value.value)) elements.set(value.value, locationOf(value.location));
    } else if (value.kind === "array") for (const item of value.items) collect(item);
    else if (value.kind === "object") for (const property of value.properties) collect(property.value);
    else
      findings.push(
        found(
          "value-undecidable",
          {
            module: symbol.module,
            name: symbol.export,
            at: "",
            reason: "it is no text that stands in the code",
          },
          locationOf(value.location),
        ),
      );
  };
  for (const value of values) collect(value);
  return { elements, findings };
}

function valuesOf(
  source: ListSource,
  { code, ...context }: CheckContext,
): { readonly symbol: SymbolRef; readonly values: readonly StaticValue[] } {
  if ("values" in source) return { symbol: source.values, values: [code.valueOf(source.values)] };
  const counts = picomatch([...source.in]);
  const modules = moduleRoster({ code, ...context }).filter((module) => counts(module));
  const values = code.argumentsOf(source.argumentsTo, modules).map(({ args, location }): StaticValue => {
    const argument = args?.[source.argument];
    if (argument === undefined) return { kind: "unknown", location };
    return placeIn(argument, source.path).value ?? { kind: "unknown", location: argument.location };
  });
  return { symbol: source.argumentsTo, values };
}

function differences(
  lists: readonly { readonly label: string; readonly elements: ReadonlyMap<string, Location> }[],
): Finding[] {
  return lists.flatMap((one) =>
    lists.flatMap((other) =>
      [...one.elements]
        .filter(([element]) => !other.elements.has(element))
        .map(([element, location]) =>
          found("sets-differ", { element, has: one.label, lacks: other.label }, location),
        ),
    ),
  );
}
