import { z } from "zod";
import { findingSchema, locationSchema, positionSchema, verdicts } from "./document.ts";
import { testProofSchema } from "./test-proof.ts";

/**
 * What an edit did, worst first. Of an edit that must turn its check red: `survived` (green), `elsewhere` (red with another
 * finding, or at another place), `undecided` (blocked where it did not declare that), `killed`. Of one that means nothing:
 * `false-alarm`, `quiet`. Of either: `unusable` (could not be made, or does not parse or resolve, so that it says nothing),
 * `not-applicable` (has no place in this repository, with the reason).
 */
export const proofOutcomes = [
  "survived",
  "false-alarm",
  "elsewhere",
  "undecided",
  "unusable",
  "not-applicable",
  "killed",
  "quiet",
] as const;
export type ProofOutcome = (typeof proofOutcomes)[number];

/** `pair`: an edit that means nothing, followed by one that must turn the check red. */
export const probeSides = ["counterexample", "invariance", "pair"] as const;

const edit = z.object({
  path: z.string(),
  change: z.enum(["changed", "added", "removed"]),
  start: positionSchema.describe("where the change starts in the file as it was; 1:1 of an added file"),
  end: positionSchema.describe("end of what is replaced, exclusive"),
  replacement: z.string().describe("cut where it is long"),
});

const probe = z.object({
  gate: z.string(),
  check: z.string().describe("name of the check"),
  kind: z.string().describe("kind of the check"),
  probe: z.string(),
  side: z.enum(probeSides),
  outcome: z.enum(proofOutcomes),
  expected: z
    .array(z.string())
    .describe("finding codes of which one has to be found; none for an invariance"),
  at: locationSchema.optional().describe("where the finding has to point, as far as that is declared"),
  edits: z.array(edit),
  findings: z.array(findingSchema.omit({ args: true })).describe("what the edit made the gate say"),
  reason: z.string().optional().describe("why it was not applied, or what is wrong with the outcome"),
  milliseconds: z.number(),
});

const check = z.object({
  name: z.string(),
  kind: z.string(),
  claim: z.string(),
  before: z
    .array(findingSchema.omit({ args: true }))
    .describe("findings without any edit; there must be none"),
  verdict: z.enum(verdicts),
});

const gate = z.object({ id: z.string(), verdict: z.enum(verdicts), checks: z.array(check) });

/** Whether gates can fail, and stay green when nothing is wrong. An output: nothing reads it to decide anything. */
export const proofSchema = z.object({
  schema: z.literal("phasegate.proof/1"),
  verdict: z.enum(verdicts),
  seed: z.int().describe("of the sampled pairs"),
  startedAt: z.iso.datetime(),
  milliseconds: z.number(),
  workspace: z.object({ kind: z.string(), head: z.string().nullable() }),
  tools: z.record(z.string(), z.string()),
  gates: z.array(gate),
  probes: z.array(probe),
  tests: testProofSchema
    .optional()
    .describe("what the tests notice that gates name; only where that was asked for"),
});

export type ProofDocument = z.infer<typeof proofSchema>;
export type ProofGate = z.infer<typeof gate>;
export type ProofCheck = z.infer<typeof check>;
export type ProofProbe = z.infer<typeof probe>;
export type ProofEdit = z.infer<typeof edit>;

/** Outcomes that say no, and those that say nothing. */
export const refuting = ["survived", "false-alarm", "elsewhere"] as const satisfies readonly ProofOutcome[];
export const unknowing = ["undecided", "unusable"] as const satisfies readonly ProofOutcome[];
