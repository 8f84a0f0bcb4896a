import { z } from "zod";
import { gateScoreSchema, runProofSchema } from "./gate-score.ts";

/** Worst first. */
export const verdicts = ["failed", "blocked", "passed"] as const;
export type Verdict = (typeof verdicts)[number];

export const positionSchema = z.object({
  line: z.int().min(1).describe("1-based"),
  column: z.int().min(1).describe("1-based, in UTF-16 code units"),
});

export const locationSchema = z.object({
  path: z.string().describe("relative to the repository root, with /"),
  start: positionSchema.optional(),
  end: positionSchema.optional(),
});

export const findingSchema = z.object({
  code: z.string(),
  verdict: z.enum(["failed", "blocked"]).describe("what this finding makes of its check"),
  args: z.record(z.string(), z.unknown()),
  location: locationSchema.optional(),
  message: z.string(),
  mend: z.string(),
});

const waivedFinding = findingSchema.extend({
  waiver: z.object({ owner: z.string(), reason: z.string(), expires: z.string() }),
});

const scope = z.object({
  selected: z.int().min(0),
  candidates: z.int().min(0),
  unit: z.string().describe("what is counted, plural"),
  roster: z.string().describe("where the candidates come from"),
  emptyIsFine: z.boolean(),
});

const seenPath = z.object({
  path: z.string(),
  kind: z.enum(["file", "directory", "absent"]),
  digest: z.string().optional().describe("git blob id of the bytes that were read"),
  class: z.enum(["source", "derived", "absent"]),
});

const known = {
  paths: z
    .array(seenPath)
    .describe("every path that any check looked at in the base, with what was seen there"),
};

const base = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("revision"),
      how: z.string().describe("how it was chosen: pull-request, merge-queue, push, local, head or named"),
      commit: z.string().describe("full object id"),
      ref: z.string().describe("what it was computed from, for people"),
      ...known,
    }),
    z.object({ kind: z.literal("root"), ...known }).describe("nothing came before: the empty tree"),
    z.object({ kind: z.literal("none") }).describe("no comparison was wanted (--base none)"),
    z.object({
      kind: z.literal("unknown"),
      why: z.string(),
      command: z.string().describe("what makes it known"),
    }),
    z.object({ kind: z.literal("unused") }).describe("no check compares with a base, so none was chosen"),
  ])
  .describe("what the change was compared with");

const gateChange = z.object({
  subject: z.string().describe("id of a gate, or `policy`, `suites`, `kit`"),
  change: z.enum(["weakened", "changed", "added"]),
  what: z.string(),
  permitted: z.string().optional().describe("id of the decision that allows it"),
});

const matrix = z
  .object({
    head: z.array(z.string()),
    lines: z.array(z.object({ name: z.string(), cells: z.array(z.string()) })),
    held: z.int().min(0),
    cases: z.int().min(0).describe("all that the gate names; `lines` shows the first of each cell"),
  })
  .describe("what was tried, and what it came to");

/** Checked at once: most of a document are paths, and looking at each by itself took as long as writing it. */
const manyPaths = z.custom<string[]>(
  (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
  "expected a list of paths",
);

const check = z.object({
  name: z.string().describe("unique within its gate"),
  kind: z.string(),
  claim: z.string(),
  subject: z.string(),
  subjects: z.array(z.string()).describe("files of the repository that the claim is about"),
  verdict: z.enum([...verdicts, "waived"]),
  scope: scope.optional().describe("absent when the check could not be evaluated"),
  findings: z.array(findingSchema),
  waived: z.array(waivedFinding),
  assumptions: z.array(z.string()),
  changes: z.array(gateChange).optional().describe("how gates differ from those of the base"),
  matrix: matrix.optional(),
  reads: manyPaths.describe("paths that were looked at; what was seen there stands in `paths` of the run"),
  readsCode: z.boolean().describe("whether it rests on `codeReads` of the run as well"),
  baseReads: manyPaths.describe(
    "paths of the base that were looked at; what was seen there stands in `base.paths` of the run",
  ),
  milliseconds: z.number(),
});

const gate = z.object({
  id: z.string(),
  slice: z.string(),
  decisions: z.array(z.string()),
  needs: z.array(z.object({ gate: z.string(), verdict: z.enum(verdicts) })),
  verdict: z.enum(verdicts),
  partial: z.boolean().describe("true when only some of its checks were asked for"),
  findings: z.array(findingSchema).describe("about the gate itself, such as an unmet need"),
  checks: z.array(check),
  proof: gateScoreSchema.optional().describe("whether it can fail; only in a run of a suite that is proved"),
  milliseconds: z.number(),
});

/** What one run says. Results are outputs: nothing reads this document to decide anything. */
export const runSchema = z.object({
  schema: z.literal("phasegate.run/1"),
  target: z.string().describe("the suite, or the gates, that were asked for"),
  verdict: z.enum(verdicts),
  startedAt: z.iso.datetime(),
  milliseconds: z.number(),
  workspace: z.object({
    kind: z.string(),
    head: z.string().nullable().describe("commit that is judged or checked out, null before the first one"),
  }),
  base,
  gatesFrom: z
    .string()
    .optional()
    .describe("commit whose gates and kit judged, where it is not the judged repository itself"),
  tools: z.record(z.string(), z.string()).describe("name to version"),
  findings: z.array(findingSchema).describe("about the run itself, such as an unused waiver"),
  gates: z.array(gate),
  proof: runProofSchema.optional().describe("absent when nothing was proved"),
  codeReads: manyPaths.describe(
    "paths that facts on the code were derived from, whichever check asked first",
  ),
  paths: z.array(seenPath).describe("every path that any check looked at, with what was seen there"),
});

export type RunDocument = z.infer<typeof runSchema>;
export type GateResult = z.infer<typeof gate>;
export type CheckResult = z.infer<typeof check>;
export type FindingResult = z.infer<typeof findingSchema>;
export type GateChange = z.infer<typeof gateChange>;
export type Matrix = z.infer<typeof matrix>;
export type WaivedFinding = z.infer<typeof waivedFinding>;
export type ScopeResult = z.infer<typeof scope>;
export type BaseResult = z.infer<typeof base>;
export type SeenPath = z.infer<typeof seenPath>;
export type ResultLocation = z.infer<typeof locationSchema>;

/** The worst of some verdicts. Of none it is `blocked`: nothing was decided. */
export function worst(all: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => all.includes(verdict)) ?? "blocked";
}

/** Exit code of a verdict. 3 is left for usage errors. */
export const exitCodes = { passed: 0, failed: 1, blocked: 2 } as const satisfies Record<Verdict, number>;
export const usageExitCode = 3;
