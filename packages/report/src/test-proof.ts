import { z } from "zod";
import { locationSchema, type Verdict, verdicts } from "./document.ts";

/**
 * What became of a subject with one edit in it. `killed`: a named test noticed; `timeout`, `crashed`: its run did not end,
 * or not well, and without the edit it did; `survived`: every named test passed; `no-coverage`: no named file reaches the
 * function; `not-run`: nobody knows.
 */
export const mutantStatuses = ["survived", "no-coverage", "killed", "timeout", "crashed", "not-run"] as const;
export type MutantStatus = (typeof mutantStatuses)[number];

const test = z.object({ file: z.string(), path: z.array(z.string()), title: z.string() });

const mutant = z.object({
  id: z.string(),
  subject: z.string(),
  location: locationSchema.required(),
  mutator: z.string(),
  original: z.string(),
  replacement: z.string(),
  unit: z.string().describe("the function that it is in"),
  status: z.enum(mutantStatuses),
  reason: z.enum(["budget", "blocked", "harness"]).optional().describe("why it was not run"),
  killedBy: z.array(test),
  noticedBy: z.array(test).describe("tests that noticed, and that no gate names"),
  ran: z.array(z.string()).describe("test files that ran with it"),
});

/** Whether the tests that gates name notice when the modules are wrong that they are said to prove. */
export const testProofSchema = z.object({
  verdict: z.enum(verdicts),
  seed: z
    .int()
    .describe("of the order in which mutants are tried, and so of the ones that a budget leaves out"),
  budgetMilliseconds: z.number(),
  milliseconds: z.number(),
  /** What cannot be asked. */
  blocked: z.array(
    z.object({
      code: z.string(),
      about: z.string(),
      detail: z.string(),
      of: z
        .object({
          package: z.string().optional(),
          file: z.string().optional(),
          subject: z.string().optional(),
        })
        .describe("whom it concerns: a package, a test file or a module; everybody when empty"),
    }),
  ),
  mutants: z.array(mutant),
  pairings: z.array(
    z.object({
      file: z.string(),
      subject: z.string(),
      ran: z.int().describe("mutants of the subject that ran with the file"),
      noticed: z.int().describe("those that its named tests noticed"),
    }),
  ),
});

export type TestProof = z.infer<typeof testProofSchema>;
export type TestMutant = TestProof["mutants"][number];

/** A file that is said to prove a subject and noticed nothing of it, or reached nothing, though everything of that was tried. */
export function idlePairings({
  pairings,
  mutants,
  blocked,
}: Pick<TestProof, "pairings" | "mutants" | "blocked">): TestProof["pairings"] {
  const cut = new Set(mutants.flatMap(({ subject, reason }) => (reason === undefined ? [] : [subject])));
  const broken = new Set(mutants.map(({ subject }) => subject));
  const silent = new Set(blocked.flatMap(({ of }) => of.file ?? []));
  return pairings.filter(
    ({ noticed, subject, file }) =>
      noticed === 0 && broken.has(subject) && !cut.has(subject) && !silent.has(file),
  );
}

/** A budget leaves mutants out, which is said and not held against anybody; that none was tried is. */
export function testProofVerdict(proof: Pick<TestProof, "mutants" | "blocked" | "pairings">): Verdict {
  const some = (wanted: (one: TestMutant) => boolean): boolean => proof.mutants.some(wanted);
  if (some(({ status }) => status === "survived" || status === "no-coverage")) return "failed";
  if (idlePairings(proof).length > 0) return "failed";
  const isUnknown = ({ status, reason }: TestMutant) => status === "not-run" && reason !== "budget";
  const isTried = ({ status }: TestMutant) => status !== "not-run";
  if (proof.blocked.length > 0 || some(isUnknown)) return "blocked";
  return proof.mutants.length > 0 && !some(isTried) ? "blocked" : "passed";
}
