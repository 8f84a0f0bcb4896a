import type { Location, StaticValue } from "@phasegate/code-facts";

export interface PlainValue {
  readonly data: unknown;
  /** The first part that is not data, if there is one. */
  readonly unknown?: { readonly at: string; readonly reason: string; readonly location: Location };
}

/** A static value as plain data, for a schema. References to functions and the like stand as their names. */
export function plainValue(value: StaticValue, at = ""): PlainValue {
  switch (value.kind) {
    case "string":
    case "number":
    case "boolean":
      return { data: value.value };
    case "null":
      return { data: null };
    case "undefined":
      return { data: undefined };
    case "symbol":
      return { data: { symbol: `${value.ref.module}#${value.ref.export}` } };
    case "array":
      return collect(
        value.items.map((item, index) => [String(index), plainValue(item, `${at}[${index}]`)]),
        (entries) => entries.map(([, data]) => data),
      );
    case "object":
      return collect(
        value.properties.map(({ key, value: inner }) => [key, plainValue(inner, `${at}.${key}`)]),
        Object.fromEntries,
      );
    case "call":
      return {
        data: undefined,
        unknown: { at, reason: `it is made by calling \`${value.callee.export}\``, location: value.location },
      };
    case "unknown":
      return {
        data: undefined,
        unknown: { at, reason: "it is computed when the program runs", location: value.location },
      };
  }
}

function collect(
  parts: readonly (readonly [string, PlainValue])[],
  build: (entries: [string, unknown][]) => unknown,
): PlainValue {
  const bad = parts.find(([, part]) => part.unknown !== undefined)?.[1].unknown;
  const data = build(parts.map(([key, part]) => [key, part.data]));
  return bad === undefined ? { data } : { data, unknown: bad };
}

/** Where a path leads: the part itself, or without it the innermost part on the way; and the path as one writes it. */
export function placeIn(
  value: StaticValue,
  path: readonly PropertyKey[],
): { readonly at: string; readonly location: Location; readonly value?: StaticValue } {
  let part = value;
  let at = "";
  for (const key of path) {
    at += typeof key === "number" ? `[${key}]` : `.${String(key)}`;
    const next: StaticValue | undefined =
      part.kind === "array"
        ? part.items[Number(key)]
        : part.kind === "object"
          ? part.properties.find((one) => one.key === key)?.value
          : undefined;
    if (next === undefined) return { at, location: part.location };
    part = next;
  }
  return { at, location: part.location, value: part };
}
