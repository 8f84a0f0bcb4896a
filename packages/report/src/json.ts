import { type RunDocument, runSchema } from "./document.ts";
import { jsonParts } from "./json-parts.ts";
import { type ProofDocument, proofSchema } from "./proof.ts";

/** The document itself, validated against its schema before it leaves. @throws ZodError when the run does not fit the schema */
export function toJson(run: RunDocument): string {
  return toJsonParts(run).join("");
}

/** The same in parts, which are written faster one after the other than as one. */
export function toJsonParts(run: RunDocument): readonly string[] {
  return [...jsonParts(runSchema.parse(run)), "\n"];
}

/** As {@link toJson}, for what `prove` found. @throws ZodError when the proof does not fit the schema */
export function proofToJson(proof: ProofDocument): string {
  return `${JSON.stringify(proofSchema.parse(proof), null, 2)}\n`;
}
