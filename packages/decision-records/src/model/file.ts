import { z } from "zod";
import { problemSchema, unreadableProblemSchema } from "./problem.ts";
import { decisionRecordSchema } from "./record.ts";

/** Why a readable file holds no decision that any format vouches for. */
export const unrecognisedReasons = [
  /** Nothing in it is shaped like a decision. */
  "no-format",
  /** It lists or introduces decisions that stand elsewhere. */
  "index",
  /** It is the form that decisions are written from. */
  "template",
  /** It has no text. */
  "empty",
  /** It is not Markdown. */
  "not-markdown",
] as const;

export type UnrecognisedReason = (typeof unrecognisedReasons)[number];

/** What one file says. Unrecognised and unreadable are answers of their own: a file is never dropped. */
export const decisionFileSchema = z.discriminatedUnion("kind", [
  z
    .object({
      kind: z.literal("recognised"),
      path: z.string(),
      format: z.string(),
      records: z.array(decisionRecordSchema).readonly(),
      problems: z.array(problemSchema).readonly(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal("unrecognised"),
      path: z.string(),
      reason: z.enum(unrecognisedReasons),
      problems: z.array(problemSchema).readonly(),
    })
    .readonly(),
  z.object({ kind: z.literal("unreadable"), path: z.string(), problem: unreadableProblemSchema }).readonly(),
]);

export type DecisionFile = z.infer<typeof decisionFileSchema>;
