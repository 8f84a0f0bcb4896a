import { z } from "zod";

/**
 * The states that words of all dialects and languages are mapped to.
 *
 * `locked` and `closed` are the register's own: the text is final; its evidence holds. Public records say `accepted`
 * where a register says `locked`, and some say `implemented` once it is done. A word that means none of these keeps
 * its wording and has no canonical status.
 */
export const canonicalStatuses = [
  "draft",
  "proposed",
  "open",
  "accepted",
  "locked",
  "implemented",
  "closed",
  "deferred",
  "deprecated",
  "superseded",
  "rejected",
  "withdrawn",
] as const;

export const canonicalStatusSchema = z.enum(canonicalStatuses);
export type CanonicalStatus = z.infer<typeof canonicalStatusSchema>;
