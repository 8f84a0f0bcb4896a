import { z } from "zod";

const count = z.int().min(0);

/** How many edits of a gate, and mutants of what its tests are said to prove, did what. */
export const gateScoreSchema = z.object({
  killed: count.describe(
    "violations that turned their check red, with the finding and at the place that they declare",
  ),
  survived: count.describe("violations that did not"),
  quiet: count.describe("edits that mean nothing and changed nothing"),
  falseAlarms: count.describe("edits that mean nothing and turned their check red"),
  undecided: count.describe("edits of which nobody knows: blocked, or unfit to be tried"),
  notApplicable: count.describe("edits that have no place in this repository"),
  pairs: count.describe("of the violations, those that followed an edit that means nothing"),
  checks: count.describe("checks that were green, and so could be proved"),
  checksNotGreen: count.describe("checks that were not, of which every edit would seem to be caught"),
  mutants: z
    .object({
      killed: count.describe("noticed by a named test, also because nothing came to its end"),
      survived: count,
      noCoverage: count.describe("in functions that no named test file reaches"),
      notRun: count.describe("of which nobody knows"),
    })
    .optional()
    .describe("absent when no tests were asked, or none is named"),
});

export type GateScore = z.infer<typeof gateScoreSchema>;

/** How the gates of a run were proved. */
export const runProofSchema = z.object({
  seed: z.int(),
  milliseconds: z.number(),
  edits: count,
  tests: z
    .object({
      budgetSeconds: z.number(),
      milliseconds: z.number(),
      tried: count.describe("mutants"),
      except: z
        .array(z.object({ package: z.string(), reason: z.string() }))
        .optional()
        .describe("packages whose tests were not asked"),
      left: count.describe("mutants that the budget left out, after one of every function was tried"),
    })
    .optional(),
});

export type RunProof = z.infer<typeof runProofSchema>;
