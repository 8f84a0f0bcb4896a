import type { StaticValue, SymbolRef } from "@phasegate/code-facts";
import { bare, type Oxc } from "@phasegate/code-facts/tree";
import { type CheckContext, NotApplicable, type Probe } from "../check.ts";
import { nodesOf, type Rewrite, rewritten, type Source, sourceOf, textOf } from "./source.ts";

/** The parts of an exported value that is written down as an object, with where they stand. */
export interface ObjectPlace {
  readonly source: Source;
  readonly value: Extract<StaticValue, { kind: "object" }>;
  readonly node: Oxc.ObjectExpression;
}

export function objectPlace(context: CheckContext, symbol: SymbolRef): ObjectPlace | undefined {
  const value = context.code.valueOf(symbol);
  if (value.kind !== "object") return undefined;
  const source = sourceOf(context, value.location.path);
  if (source === undefined) return undefined;
  const { start, end } = value.location;
  const node = nodesOf(source, "ObjectExpression").find(
    (one) => one.start >= start.offset && one.end <= end.offset && bare(one) === one,
  );
  return node === undefined ? undefined : { source, value, node };
}

/** The list that an exported value is, or the first one in it. */
function listPlace(
  context: CheckContext,
  symbol: SymbolRef,
): { readonly source: Source; readonly node: Oxc.ArrayExpression } | undefined {
  const value = context.code.valueOf(symbol);
  const list =
    value.kind === "object"
      ? value.properties.map((one) => one.value).find((one) => one.kind === "array" && one.items.length > 0)
      : value;
  if (list?.kind !== "array") return undefined;
  const source = sourceOf(context, list.location.path);
  if (source === undefined) return undefined;
  const { start, end } = list.location;
  const node = nodesOf(source, "ArrayExpression").find(
    (one) => one.start >= start.offset && one.end <= end.offset && one.elements.length > 0,
  );
  return node === undefined ? undefined : { source, node };
}

/** The first part of a written object for which there is such an edit; the data are what the object would be. */
export function atFirstPart(
  symbol: SymbolRef,
  none: string,
  edit: (property: Oxc.ObjectProperty, key: string, place: ObjectPlace) => Rewrite | undefined,
): Probe["apply"] {
  return (context) => {
    const place = objectPlace(context, symbol);
    if (place === undefined) return new NotApplicable(`${symbol.export} is not written down as an object`);
    for (const property of place.node.properties) {
      if (property.type !== "Property") continue;
      const key = textOf(place.source, property.key).replace(/^["']|["']$/g, "");
      const rewrite = edit(property, key, place);
      if (rewrite !== undefined) return { [place.source.path]: rewritten(place.source.text, [rewrite]) };
    }
    return new NotApplicable(none);
  };
}

/** An edit of the first list of an exported value. */
export function atList(
  symbol: SymbolRef,
  none: string,
  edit: (node: Oxc.ArrayExpression, source: Source) => readonly Rewrite[],
): Probe["apply"] {
  return (context) => {
    const place = listPlace(context, symbol);
    const rewrites = place === undefined ? [] : edit(place.node, place.source);
    if (place === undefined || rewrites.length === 0) return new NotApplicable(none);
    return { [place.source.path]: rewritten(place.source.text, rewrites) };
  };
}
