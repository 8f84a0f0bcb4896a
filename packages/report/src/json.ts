import { type RunDocument, runSchema } from "./document.ts";
import { type ProofDocument, proofSchema } from "./proof.ts";

/** The document itself, validated against its schema before it leaves. @throws ZodError when the run does not fit the schema */
export function toJson(run: RunDocument): string {
  return `${JSON.stringify(runSchema.parse(run), null, 2)}\n`;
}

/** As {@link toJson}, for what `prove` found. @throws ZodError when the proof does not fit the schema */
export function proofToJson(proof: ProofDocument): string {
  return `${JSON.stringify(proofSchema.parse(proof), null, 2)}\n`;
}
