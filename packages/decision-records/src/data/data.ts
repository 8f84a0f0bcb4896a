import { z } from "zod";
import { locationSchema } from "../model/location.ts";

/** Values as JSON knows them. */
export type Data = null | boolean | number | string | Data[] | { [key: string]: Data };

/** Where a value stands, and the key before it: lines and columns from 1, ends exclusive. */
const placeSchema = z.tuple([z.int(), z.int(), z.int(), z.int()]).readonly();
export type Place = z.infer<typeof placeSchema>;

/** What keeps YAML or JSON from having one clear meaning. */
const dataProblems = [
  "syntax",
  "duplicate-key",
  "several-documents",
  "tab",
  "anchor",
  "alias",
  "merge-key",
  "tag",
  "directive",
  "key-not-text",
  "nesting",
  "empty",
] as const;
export type DataProblem = (typeof dataProblems)[number];

const problemSchema = z
  .object({
    problem: z.enum(dataProblems),
    /** The parser's word for it, or what was found. */
    detail: z.string(),
    location: locationSchema,
  })
  .readonly();

/** A YAML or JSON document. `value` only means something where there is no problem. */
export const dataReadingSchema = z
  .object({
    value: z.json(),
    /** By {@link pointerOf} of the value. */
    places: z.record(z.string(), placeSchema).readonly(),
    /** Of keys, by the pointer of their value. */
    keys: z.record(z.string(), placeSchema).readonly(),
    problems: z.array(problemSchema).readonly(),
  })
  .readonly();

export type DataReading = z.infer<typeof dataReadingSchema>;

/** JSON pointer of RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** How people write such a path: `slices[2].owner`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${String(part)}`))
    .join("");
}
