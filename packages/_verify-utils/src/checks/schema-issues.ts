import type { ZodType, z } from "zod";

/** Where a value departs from a schema, in words of the field. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  /** The issue is about the key itself, not about its value. */
  readonly isKey: boolean;
  readonly expected: string;
  readonly got: string;
}

/** Everything in which a value departs from a schema. */
export function issuesOf(schema: ZodType, value: unknown): readonly SchemaIssue[] {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.flatMap((issue) => told(issue, value));
}

function told(issue: z.core.$ZodIssue, value: unknown): readonly SchemaIssue[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      isKey: true,
      expected: "only keys that are known",
      got: short(key),
    }));
  const got = short(at(value, issue.path));
  return [{ path: issue.path, isKey: false, expected: expectedBy(issue), got }];
}

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return nouns[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.map((one) => short(one)).join(" or ");
    case "invalid_format":
      return issue.pattern === undefined ? `text that is ${issue.format}` : `text that fits ${issue.pattern}`;
    case "too_small":
      return `at least ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return `at most ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_union":
      return [...new Set(issue.errors.flatMap((one) => one.map(expectedBy)))].join(" or ");
    default:
      return issue.message;
  }
}

const nouns: Readonly<Record<string, string>> = {
  string: "text",
  array: "a list",
  object: "keys with values",
  record: "keys with values",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function unit(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" || origin === "set" ? " items" : "";
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

function short(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? `“${value}”` : (JSON.stringify(value) ?? String(value));
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
