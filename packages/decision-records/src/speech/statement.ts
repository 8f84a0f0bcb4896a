import { z } from "zod";
import { locationSchema } from "../model/location.ts";
import { canonicalStatusSchema } from "../model/status.ts";

/** Where a document says what the status of a decision is. */
export const statementForms = ["record", "key", "table", "list", "sentence"] as const;

/** A document says what the status of a decision is now. What it was, or may become, is no statement. */
export const statementSchema = z
  .object({
    /** The id as it was asked for. */
    id: z.string(),
    form: z.enum(statementForms),
    /** Several where the text leaves it open: `locked or closed`. */
    statuses: z.array(canonicalStatusSchema).min(1).readonly(),
    /** It says that the decision does not have the status. */
    negated: z.boolean(),
    written: z.string(),
    location: locationSchema,
  })
  .readonly();

export type Statement = z.infer<typeof statementSchema>;
export type StatementForm = Statement["form"];
