import type { Json } from "@phasegate/report";

/** Stands in data for what data cannot say, such as a function: nothing is known to be equal to it. */
const opaque = "phasegate:opaque";

/** A value as data. What JSON would leave out or flatten, such as functions and expressions, is kept as something unlike any other. */
export function toJson(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : { [opaque]: String(value) };
  if (Array.isArray(value)) return value.map((item: unknown) => toJson(item ?? null));
  if (typeof value === "object" && isPlain(value)) {
    const entries: [string, unknown][] = Object.entries(value);
    return Object.fromEntries(
      entries.flatMap(([key, one]) => (one === undefined ? [] : [[key, toJson(one)] as const])),
    );
  }
  return { [opaque]: typeof value };
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** One text for equal data, whatever the order of keys. */
export function canonical(value: Json | undefined): string {
  if (value === undefined) return "";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const text = texts.get(value) ?? JSON.stringify(sorted(value));
  texts.set(value, text);
  return text;
}

/** Data are compared over and over, and never change. */
const texts = new WeakMap<object, string>();

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isList(value);
}

export function isOpaque(value: Json | undefined): boolean {
  return canonical(value).includes(`"${opaque}":`);
}

/** Marks data as standing for something that data cannot say. */
export function markOpaque(what: string): { readonly [key: string]: Json } {
  return { [opaque]: what };
}
