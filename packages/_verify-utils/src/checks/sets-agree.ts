import type { StaticValue, SymbolRef, TextsAnswer } from "@phasegate/code-facts";
import picomatch from "picomatch";
import { type Check, type CheckContext, type CheckOptions, everyKind } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { ownCheck } from "../own-check.ts";
import { moduleRoster } from "./code-places.ts";
import { changeFindings } from "./exports-symbol.ts";
import { setsDemand } from "./sets-agree.demand.ts";
import { agreeCounterexamples, agreeInvariances } from "./sets-agree.probes.ts";
import { placeIn } from "./static-data.ts";

/**
 * Where the texts of a list stand: in the gate itself; all texts in an exported value; what an exported type or zod
 * schema admits (by `path`, a property of it); or one argument of every call of a function.
 */
export type ListSource = { readonly label: string } & (
  | { readonly texts: readonly string[] }
  | { readonly values: SymbolRef }
  | { readonly type: SymbolRef; readonly path?: readonly string[] }
  | { readonly schema: SymbolRef; readonly path?: readonly string[] }
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
  const subject = lists.map(symbolOf).find((one) => one !== undefined) ?? { module: "", export: "" };
  const labels = lists.map(({ label }) => label).join(", ");
  return ownCheck({
    kind: "setsAgree",
    name: args.name ?? `setsAgree:${subject.export}`,
    claim: args.claim ?? `${labels} name the same things`,
    subject: { kind: "export", ...subject },
    subjects: lists.flatMap((one) => symbolOf(one) ?? []).map((one) => ({ kind: "export", ...one })),
    supports: everyKind,
    demand: setsDemand(args),
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
  });
}

interface ReadList {
  /** Where each text stands; nowhere when the gate itself says it. */
  readonly elements: ReadonlyMap<string, Location | undefined>;
  readonly findings: readonly Finding[];
}

function readList(source: ListSource, context: CheckContext): ReadList {
  if ("texts" in source)
    return { elements: new Map(source.texts.map((text) => [text, undefined])), findings: [] };
  const symbol = symbolOf(source) ?? { module: "", export: "" };
  if ("type" in source || "schema" in source) return readTexts(context.code.textsOf(source), symbol);
  const read = readValues(valuesOf(source, context), symbol);
  if (!("values" in source)) return read;
  return { ...read, findings: [...read.findings, ...changeFindings(symbol, context)] };
}

function readTexts(answer: TextsAnswer, symbol: SymbolRef): ReadList {
  if (answer.kind === "unknown") {
    const reason = "it is no plain union of texts";
    return { elements: new Map(), findings: [undecidable(symbol, reason, answer.location)] };
  }
  return {
    elements: new Map(answer.texts.map(({ value, location }) => [value, locationOf(location)])),
    findings: [],
  };
}

function readValues(values: readonly StaticValue[], symbol: SymbolRef): ReadList {
  const elements = new Map<string, Location>();
  const findings: Finding[] = [];
  const collect = (value: StaticValue): void => {
    if (value.kind === "string") {
      if (!elements.has(value.value)) elements.set(value.value, locationOf(value.location));
    } else if (value.kind === "array") for (const item of value.items) collect(item);
    else if (value.kind === "object") for (const property of value.properties) collect(property.value);
    else findings.push(undecidable(symbol, "it is no text that stands in the code", value.location));
  };
  for (const value of values) collect(value);
  return { elements, findings };
}

function undecidable(
  { module, export: name }: SymbolRef,
  reason: string,
  location: StaticValue["location"],
): Finding {
  return found("value-undecidable", { module, name, at: "", reason }, locationOf(location));
}

function symbolOf(source: ListSource): SymbolRef | undefined {
  if ("texts" in source) return undefined;
  if ("values" in source) return source.values;
  if ("type" in source) return source.type;
  return "schema" in source ? source.schema : source.argumentsTo;
}

function valuesOf(
  source: Extract<ListSource, { values: SymbolRef } | { argumentsTo: SymbolRef }>,
  context: CheckContext,
): readonly StaticValue[] {
  // Not spread: that would ask for everything that a context only finds out when it is asked.
  const { code } = context;
  if ("values" in source) return [code.valueOf(source.values)];
  const counts = picomatch([...source.in]);
  const modules = moduleRoster(context).filter((module) => counts(module));
  return code.argumentsOf(source.argumentsTo, modules).map(({ args, location }): StaticValue => {
    const argument = args?.[source.argument];
    if (argument === undefined) return { kind: "unknown", location };
    return placeIn(argument, source.path).value ?? { kind: "unknown", location: argument.location };
  });
}

function differences(lists: readonly ({ readonly label: string } & Pick<ReadList, "elements">)[]): Finding[] {
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
