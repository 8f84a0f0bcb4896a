import { type RunDocument, runSchema } from "./document.ts";

/** The document itself, validated against its schema before it leaves. @throws ZodError when the run does not fit the schema */
export function toJson(run: RunDocument): string {
  return `${JSON.stringify(runSchema.parse(run), null, 2)}\n`;
}
