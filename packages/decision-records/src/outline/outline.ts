import { z } from "zod";
import { locationSchema } from "../model/location.ts";

/** What a document can be pointed at with, and what it points at. */
export const outlineSchema = z
  .object({
    headings: z
      .array(
        z.object({ text: z.string(), slug: z.string(), depth: z.int(), location: locationSchema }).readonly(),
      )
      .readonly(),
    /** Anchors that are written out: `<a id="d-009">`. */
    anchors: z.array(z.string()).readonly(),
    /** Targets of links and images, as written; of reference links too. */
    links: z.array(z.object({ url: z.string(), location: locationSchema }).readonly()).readonly(),
    /** Paths of files in code marks: `docs/axes/06-middleware.md`. */
    paths: z.array(z.object({ path: z.string(), location: locationSchema }).readonly()).readonly(),
  })
  .readonly();

export type Outline = z.infer<typeof outlineSchema>;
