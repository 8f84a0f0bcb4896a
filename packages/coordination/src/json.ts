import { z } from "zod";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const jsonLimits = {
  /** Characters of the text that `JSON.stringify` gives. */
  length: 65_536,
  /** Arrays and objects within each other. */
  depth: 32,
} as const;

/** Data that survives JSON unchanged, within `jsonLimits`. Looked through without recursion, so that depth cannot hurt. */
export const jsonValue: z.ZodType<Json> = z.any().superRefine((value: unknown, context) => {
  const problem = problemOf(value);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
});

function problemOf(value: unknown): string | undefined {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (isScalar(at.value)) continue;
    const children = childrenOf(at.value);
    if (children === undefined) return `expected JSON, got ${typeof at.value} in it`;
    if (at.depth >= jsonLimits.depth) return `expected at most ${jsonLimits.depth} levels of JSON`;
    for (const child of children) open.push({ value: child, depth: at.depth + 1 });
  }
  const { length } = JSON.stringify(value);
  return length > jsonLimits.length
    ? `expected at most ${jsonLimits.length} characters of JSON, got ${length}`
    : undefined;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === "boolean" || typeof value === "string" || Number.isFinite(value);
}

function childrenOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return Array.from(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? Object.values(value) : undefined;
}

/** The same text for the same data, whatever the order of its keys. */
export function canonicalJson(value: object | Json): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner) ? sorted(inner) : inner,
  );
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What stands at a path of keys and positions, or `undefined` where nothing does. */
export function valueAt(value: Json, path: readonly (string | number)[]): Json | undefined {
  let at: Json | undefined = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Object.entries(at).find(([name]) => name === String(key))?.[1];
  }
  return at;
}
