import { z } from "zod";

/** A point in a file: line and column count from 1, offset from 0, in UTF-16 units of the decoded text. */
export const pointSchema = z
  .object({ line: z.int().positive(), column: z.int().positive(), offset: z.int().nonnegative() })
  .readonly();

/** A stretch of a file. A byte order mark counts in `offset` (as in the file) and not in `column` (as in editors). */
export const locationSchema = z.object({ path: z.string(), start: pointSchema, end: pointSchema }).readonly();

export type Point = z.infer<typeof pointSchema>;
export type Location = z.infer<typeof locationSchema>;
