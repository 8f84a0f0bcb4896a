import { z } from "zod";

/** Whatever JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const json: z.ZodType<Json> = z.json();
const demands = z.record(z.string(), json);

const checkDefinition = z.object({
  name: z.string(),
  kind: z.string(),
  claim: z.string(),
  own: z.boolean().describe("made by a kind of the kit, and not altered since"),
  demands: demands.describe("arguments of the kind, without what is only for people"),
});

const gateDefinition = z.object({
  id: z.string(),
  slice: z.string(),
  decisions: z.array(z.string()),
  needs: z.array(z.string()).describe("ids of the gates that it needs"),
  checks: z.array(checkDefinition),
});

/** What a configuration makes of its gates once it is loaded: the effective definition, to be compared with another. */
export const definitionSchema = z.object({
  schema: z.literal("phasegate.definition/1"),
  kit: z.string().describe("version of the kit that loaded it"),
  gates: z.array(gateDefinition),
  suites: z.record(z.string(), z.array(z.string())).describe("gate ids by suite"),
  policy: demands,
  waivers: z.array(
    z.object({
      finding: z.string(),
      gate: z.string(),
      check: z.string().optional(),
      path: z.string().optional(),
      owner: z.string(),
      reason: z.string(),
      expires: z.string(),
    }),
  ),
});

/** New content of a file: what is cut out of its text of now and put in its place, whole bytes, or nothing. */
const content = z.union([
  z.object({ start: z.int(), end: z.int(), text: z.string() }).describe("UTF-16 offsets in the text"),
  z.object({ base64: z.string() }),
  z.null(),
]);
const edits = z.record(z.string(), content).describe("by path");

/** Edits of a repository that must turn checks red, made by one kit for gates of another. */
export const counterexamplesSchema = z.object({
  schema: z.literal("phasegate.counterexamples/1"),
  counterexamples: z.array(
    z.object({
      gate: z.string(),
      check: z.string(),
      name: z.string(),
      edits,
      base: edits.optional().describe("how the base differs from the repository as it is"),
    }),
  ),
  notApplicable: z.array(
    z.object({ gate: z.string(), check: z.string(), name: z.string(), reason: z.string() }),
  ),
});

export type Definition = z.infer<typeof definitionSchema>;
export type DefinedGate = z.infer<typeof gateDefinition>;
export type DefinedCheck = z.infer<typeof checkDefinition>;
export type Counterexamples = z.infer<typeof counterexamplesSchema>;
export type DefinedCounterexample = Counterexamples["counterexamples"][number];
export type EditedContent = z.infer<typeof content>;
