import { z } from "zod";
import { locationSchema } from "./location.ts";

/** A file that cannot be read at all. Sizes in bytes, UTF-16 units or levels, as the name says. */
const unreadableProblems = [
  z.object({ code: z.literal("refused"), reason: z.string(), location: locationSchema }),
  z.object({ code: z.literal("not-utf8"), location: locationSchema }),
  z.object({ code: z.literal("conflict-markers"), location: locationSchema }),
  z.object({ code: z.literal("nul-byte"), location: locationSchema }),
  z.object({ code: z.literal("file-too-large"), bytes: z.int(), limit: z.int(), location: locationSchema }),
  z.object({ code: z.literal("too-many-lines"), limit: z.int(), location: locationSchema }),
  z.object({ code: z.literal("line-too-long"), units: z.int(), limit: z.int(), location: locationSchema }),
  z.object({
    code: z.literal("nesting-too-deep"),
    levels: z.int(),
    limit: z.int(),
    location: locationSchema,
  }),
  z.object({
    code: z.literal("block-too-complex"),
    marks: z.int(),
    limit: z.int(),
    location: locationSchema,
  }),
] as const;

/** Something in a readable file that a reader should know before trusting the records. */
const noticedProblems = [
  z.object({ code: z.literal("invalid-yaml"), detail: z.string(), location: locationSchema }),
  z.object({
    code: z.literal("repeated-field"),
    key: z.string(),
    location: locationSchema,
    first: locationSchema,
  }),
  z.object({
    code: z.literal("repeated-id"),
    id: z.string(),
    location: locationSchema,
    first: locationSchema,
  }),
  z.object({
    code: z.literal("id-mismatch"),
    heading: z.string(),
    file: z.string(),
    location: locationSchema,
  }),
  z.object({ code: z.literal("several-statuses"), written: z.array(z.string()), location: locationSchema }),
  z.object({ code: z.literal("unknown-status"), written: z.string(), location: locationSchema }),
  z.object({ code: z.literal("placeholder-status"), written: z.string(), location: locationSchema }),
  z.object({ code: z.literal("template-entry"), title: z.string(), location: locationSchema }),
  z.object({ code: z.literal("untitled"), location: locationSchema }),
] as const;

export const unreadableProblemSchema = z.discriminatedUnion("code", unreadableProblems).readonly();
export const problemSchema = z.discriminatedUnion("code", noticedProblems).readonly();

export type UnreadableProblem = z.infer<typeof unreadableProblemSchema>;
export type Problem = z.infer<typeof problemSchema>;
