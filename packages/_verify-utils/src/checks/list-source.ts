import type { StaticValue, SymbolRef, TextsAnswer } from "@phasegate/code-facts";
import type { RepoPath } from "@phasegate/workspace";
import picomatch from "picomatch";
import type { CheckContext } from "../check.ts";
import { type Finding, found, type Location, locationOf } from "../finding.ts";
import { moduleRoster } from "./code-places.ts";
import { changeFindings } from "./exports-symbol.ts";
import { manifestOf, placeAt } from "./manifest-places.ts";
import { placeIn } from "./static-data.ts";

/** What is a text of a list of objects: these parts of each, joined by blanks; a part that is a list, sorted and joined by commas. */
export type Items = readonly [readonly string[], ...(readonly string[])[]];

/**
 * Where the texts of a list stand: in the gate itself; all texts in an exported value; what an exported type or zod
 * schema admits (by `path`, a property of it); one argument of every call of a function; the first argument of every call of
 * a method of some name in some modules; or a property of every package.json of the workspace that has it.
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
      /** Of a list of objects, or of what calls with an object as their first argument make. */
      readonly items?: Items;
    }
  | { readonly methodCalls: string; readonly in: readonly RepoPath[]; readonly items: Items }
  | { readonly metadata: string; readonly items: Items }
);

export interface ReadList {
  /** Where each text stands; nowhere when the gate itself says it. */
  readonly elements: ReadonlyMap<string, Location | undefined>;
  readonly findings: readonly Finding[];
  /** What a list of objects names once more. */
  readonly repeated?: readonly (readonly [element: string, location: Location])[];
}

export function readList(source: ListSource, context: CheckContext): ReadList {
  if ("texts" in source)
    return { elements: new Map(source.texts.map((text) => [text, undefined])), findings: [] };
  if ("metadata" in source) return readMetadata(source, context);
  const symbol = symbolOf(source) ?? { module: "", export: "" };
  if ("type" in source || "schema" in source) return readTexts(context.code.textsOf(source), symbol);
  const values = valuesOf(source, context);
  const { items } = "items" in source ? source : {};
  const read = items === undefined ? readValues(values, symbol) : readItems(values, items, symbol);
  return { ...read, findings: [...read.findings, ...writeFindings(source, symbol, context)] };
}

/** What is written into after it was listed is not what stands there. */
function writeFindings(source: ListSource, symbol: SymbolRef, context: CheckContext): readonly Finding[] {
  if ("values" in source) return changeFindings(symbol, context);
  if (!("argumentsTo" in source)) return [];
  const reason = "something writes into it afterwards";
  return context.code
    .changesOfGiven(symbol, source.argument, callersOf(source, context), moduleRoster(context))
    .map((location) => undecidable(symbol, reason, location));
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

function readItems(values: readonly StaticValue[], items: Items, symbol: SymbolRef): ReadList {
  const elements = new Map<string, Location>();
  const repeated: [string, Location][] = [];
  const findings: Finding[] = [];
  for (const value of values.flatMap((one) => (one.kind === "array" ? one.items : [one]))) {
    const texts = items.map((path) => partText(placeIn(madeOf(value), path).value));
    const element = texts.join(" ");
    if (elements.has(element)) repeated.push([element, locationOf(value.location)]);
    else if (texts.every((text) => text !== undefined)) elements.set(element, locationOf(value.location));
    else findings.push(undecidable(symbol, "its parts are no texts that stand in the code", value.location));
  }
  return { elements, findings, repeated };
}

/** What a function of the repository makes of an object is known by that object. */
function madeOf(value: StaticValue): StaticValue {
  return value.kind === "call" ? (value.args[0] ?? value) : value;
}

function partText(value: StaticValue | undefined): string | undefined {
  if (value?.kind === "string") return value.value;
  if (value?.kind !== "array") return undefined;
  const texts = value.items.map(partText);
  return texts.includes(undefined) ? undefined : texts.sort().join(",");
}

function readMetadata(
  { metadata, items }: Extract<ListSource, { metadata: string }>,
  context: CheckContext,
): ReadList {
  const declaring = context.packages.filter(({ manifest }) => Object.hasOwn(manifest, metadata));
  const entries = declaring.map((one): [string, Location] => {
    const value: unknown = Reflect.get(one.manifest, metadata);
    const texts = items.map((path) => String(path.reduce(memberOf, value)));
    return [texts.join(" "), placeAt(context, manifestOf(one), [metadata])];
  });
  const first = new Map(entries.toReversed());
  return {
    elements: first,
    findings: [],
    repeated: entries.filter(([element, location]) => first.get(element) !== location),
  };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function undecidable(
  { module, export: name }: SymbolRef,
  reason: string,
  location: StaticValue["location"],
): Finding {
  return found("value-undecidable", { module, name, at: "", reason }, locationOf(location));
}

export function symbolOf(source: ListSource): SymbolRef | undefined {
  if ("texts" in source || "metadata" in source) return undefined;
  if ("methodCalls" in source) return { module: source.in[0] ?? "", export: "*" };
  if ("values" in source) return source.values;
  if ("type" in source) return source.type;
  return "schema" in source ? source.schema : source.argumentsTo;
}

/** Objects of which each gives a text of the list. */
export function itemsIn(source: ListSource, context: CheckContext): readonly StaticValue[] {
  if (!("argumentsTo" in source || "methodCalls" in source)) return [];
  return valuesOf(source, context)
    .flatMap((one) => (one.kind === "array" ? one.items : [one]))
    .map(madeOf);
}

export function listsIn(
  source: ListSource,
  context: CheckContext,
): readonly Extract<StaticValue, { kind: "array" }>[] {
  return "argumentsTo" in source ? valuesOf(source, context).filter((one) => one.kind === "array") : [];
}

function valuesOf(
  source: Extract<ListSource, { values: SymbolRef } | { argumentsTo: SymbolRef } | { methodCalls: string }>,
  context: CheckContext,
): readonly StaticValue[] {
  // Not spread: that would ask for everything that a context only finds out when it is asked.
  const { code } = context;
  if ("values" in source) return [code.valueOf(source.values)];
  if ("methodCalls" in source) {
    return source.in
      .flatMap((module) => code.methodArgumentsOf(module, source.methodCalls))
      .map(({ args, location }) => args?.[0] ?? { kind: "unknown", location });
  }
  return code
    .argumentsOf(source.argumentsTo, callersOf(source, context))
    .map(({ args, location }): StaticValue => {
      const argument = args?.[source.argument];
      if (argument === undefined) return { kind: "unknown", location };
      return placeIn(argument, source.path).value ?? { kind: "unknown", location: argument.location };
    });
}

/** The modules whose calls count. */
export function callersOf(
  source: Extract<ListSource, { argumentsTo: SymbolRef }>,
  context: CheckContext,
): readonly RepoPath[] {
  const counts = picomatch([...source.in]);
  return moduleRoster(context).filter((module) => counts(module));
}
