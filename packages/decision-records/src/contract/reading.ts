import { z } from "zod";
import { locationSchema } from "../model/location.ts";
import { fieldValueSchema } from "../model/record.ts";
import { canonicalStatusSchema } from "../model/status.ts";
import { cellKinds } from "./contract.ts";

const cellSchema = z
  .object({
    /** All lines of the cell as one text. */
    text: z.string(),
    values: z.array(fieldValueSchema).readonly(),
    /** Of a cell of kind `decision`. */
    id: z.string().nullable(),
    /** Of a cell of kind `status`. */
    status: canonicalStatusSchema.nullable(),
    location: locationSchema,
  })
  .readonly();

const rowSchema = z
  .object({ cells: z.record(z.string(), cellSchema).readonly(), location: locationSchema })
  .readonly();

const cellsSchema = z.record(z.string(), cellSchema).readonly();

const sectionSchema = z
  .object({
    rows: z.array(rowSchema).readonly(),
    /** By the contract's key, of a section with keys. */
    keys: cellsSchema,
    /** Of its heading. */
    location: locationSchema,
    /** From its heading to the next one of its level or above. */
    whole: locationSchema,
  })
  .readonly();

/** How a document departs from its contract. Sections and columns go by the names that are to be written. */
const contractProblemSchema = z.discriminatedUnion("code", [
  z.object({ code: z.literal("section-missing"), section: z.string(), location: locationSchema }),
  z.object({ code: z.literal("section-repeated"), section: z.string(), location: locationSchema }),
  z.object({ code: z.literal("section-empty"), section: z.string(), location: locationSchema }),
  z.object({
    code: z.literal("section-level"),
    section: z.string(),
    expected: z.int(),
    level: z.int(),
    location: locationSchema,
  }),
  z.object({
    code: z.literal("section-order"),
    section: z.string(),
    after: z.string(),
    location: locationSchema,
  }),
  z.object({ code: z.literal("front-missing"), location: locationSchema }),
  z.object({ code: z.literal("front-unreadable"), detail: z.string(), location: locationSchema }),
  z.object({
    code: z.literal("cell-repeated"),
    section: z.string(),
    column: z.string(),
    location: locationSchema,
  }),
  z.object({
    code: z.literal("cell-vague"),
    section: z.string(),
    column: z.string(),
    row: z.string(),
    text: z.string(),
    location: locationSchema,
  }),
  z.object({
    code: z.literal("cell-missing"),
    section: z.string(),
    column: z.string(),
    row: z.string(),
    location: locationSchema,
  }),
  z.object({
    code: z.literal("cell-unreadable"),
    section: z.string(),
    column: z.string(),
    kind: z.enum(cellKinds),
    text: z.string(),
    location: locationSchema,
  }),
]);

export const contractReadingSchema = z
  .object({
    /** By the contract's key; a section that is not there is missing here. */
    sections: z.record(z.string(), sectionSchema).readonly(),
    front: cellsSchema,
    problems: z.array(contractProblemSchema.readonly()).readonly(),
  })
  .readonly();

export type ContractCell = z.infer<typeof cellSchema>;
export type ContractRow = z.infer<typeof rowSchema>;
export type SectionReading = z.infer<typeof sectionSchema>;
export type ContractProblem = z.infer<typeof contractProblemSchema>;
export type ContractReading = z.infer<typeof contractReadingSchema>;
