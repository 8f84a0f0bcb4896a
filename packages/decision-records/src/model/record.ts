import { z } from "zod";
import { locationSchema } from "./location.ts";
import { canonicalStatusSchema } from "./status.ts";

export const linkSchema = z.object({ text: z.string(), url: z.string() }).readonly();

/** One scalar or list item, with its own place in the file. */
export const fieldValueSchema = z
  .object({
    /** As read: without emphasis, code marks, links' targets, comments and struck-through words. */
    text: z.string(),
    /** What of it is said in words: `text` without code and without links. */
    prose: z.string(),
    /** It goes on with the paragraph of the value before: only the width of the page parts them. */
    continues: z.boolean(),
    /** As written: the exact source between the value's ends. */
    raw: z.string(),
    links: z.array(linkSchema).readonly(),
    location: locationSchema,
  })
  .readonly();

export const fieldSchema = z
  .object({
    /** Lower case, words joined by `_`: `locked_decision`. */
    key: z.string(),
    /** The key as read, decoration removed: `Locked decision`. */
    written: z.string(),
    values: z.array(fieldValueSchema).readonly(),
    location: locationSchema,
  })
  .readonly();

export const declaredStatusSchema = z
  .object({
    /** `null` when the word is in no vocabulary. */
    canonical: canonicalStatusSchema.nullable(),
    /** The status word or phrase, decoration removed: `Accepted` of `✅ **Accepted** (lazy consensus)`. */
    written: z.string(),
    /** The whole line that declares it, as read: `Accepted (lazy consensus)`. */
    text: z.string(),
    location: locationSchema,
  })
  .readonly();

/** Something that the text tells of the decision's past, in the order of the text. */
export const historyEventSchema = z
  .object({
    status: canonicalStatusSchema.nullable(),
    text: z.string(),
    /** ISO 8601 day, when the text gives one that can be read without guessing. */
    date: z.string().nullable(),
    location: locationSchema,
  })
  .readonly();

export const recordDateSchema = z
  .object({
    /** The key that introduces it: `date`, `created`, `last_update`, … */
    key: z.string(),
    text: z.string(),
    /** ISO 8601 day; `null` when the order of day and month, or the year, is not certain. */
    iso: z.string().nullable(),
    location: locationSchema,
  })
  .readonly();

/** Another decision that the text names. */
export const referenceSchema = z
  .object({
    text: z.string(),
    /** A link's target as written, or `null` when the text names the decision without a link. */
    url: z.string().nullable(),
    location: locationSchema,
  })
  .readonly();

export const decisionRecordSchema = z
  .object({
    /** Name of the format that declared it. */
    format: z.string(),
    id: z.string().nullable(),
    title: z.string(),
    /** Place of the title; of the whole record when it has none. */
    titleLocation: locationSchema,
    /** The first status that the record declares. */
    status: declaredStatusSchema.nullable(),
    /** Every status line, in the order of the text. More than one is for the reader to judge. */
    statuses: z.array(declaredStatusSchema).readonly(),
    history: z.array(historyEventSchema).readonly(),
    dates: z.array(recordDateSchema).readonly(),
    supersedes: z.array(referenceSchema).readonly(),
    supersededBy: z.array(referenceSchema).readonly(),
    /** All declared keys, known and unknown, by normalised key. A key that is written again is a problem, not a field. */
    fields: z.record(z.string(), fieldSchema).readonly(),
    /** The record is crossed out as a whole. */
    struckThrough: z.boolean(),
    location: locationSchema,
  })
  .readonly();

export type Link = z.infer<typeof linkSchema>;
export type FieldValue = z.infer<typeof fieldValueSchema>;
export type Field = z.infer<typeof fieldSchema>;
export type DeclaredStatus = z.infer<typeof declaredStatusSchema>;
export type HistoryEvent = z.infer<typeof historyEventSchema>;
export type RecordDate = z.infer<typeof recordDateSchema>;
export type Reference = z.infer<typeof referenceSchema>;
export type DecisionRecord = z.infer<typeof decisionRecordSchema>;
