import { z } from "zod";
import { verdicts } from "./document.ts";

const change = z.enum(["same", "added", "changed", "removed"]).describe("against the base");

const file = z.object({
  path: z.string(),
  change: change.nullable().describe("null when there is no base to compare with"),
});

const claim = z.object({
  check: z.string().describe("name of the check, unique within its gate"),
  kind: z.string(),
  claim: z.string(),
  verdict: z.enum([...verdicts, "waived"]),
  cause: z.string().nullable().describe("why it did not pass"),
  subjects: z.array(file).describe("files that the claim is about"),
  tests: z.array(z.string()).describe("tests that have to have run and passed"),
});

const gate = z.object({
  id: z.string(),
  slice: z.string(),
  verdict: z.enum(verdicts),
  findings: z.array(z.string()).describe("about the gate itself, such as an unmet need"),
  claims: z.array(claim),
});

const base = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("revision"), commit: z.string(), ref: z.string(), how: z.string() }),
  z.object({ kind: z.literal("root") }),
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("unknown"), why: z.string(), command: z.string() }),
]);

/** What a decision rests on, all the way down: gates, claims, files and tests, each with its verdict of now. */
export const explanationSchema = z.object({
  schema: z.literal("phasegate.explanation/1"),
  decision: z.object({
    id: z.string(),
    title: z.string(),
    status: z.string().nullable(),
    path: z.string(),
    line: z.int(),
  }),
  verdict: z.enum(verdicts).describe("the worst of its gates; blocked when no gate supports it"),
  base,
  evidence: z.array(file).describe("what the decision itself names"),
  gates: z.array(gate),
  changed: z.array(file).describe("files of the chain that differ from the base, the register included"),
});

export type Explanation = z.infer<typeof explanationSchema>;
export type ExplainedFile = z.infer<typeof file>;

/** The explanation itself, validated before it leaves. @throws ZodError when it does not fit the schema */
export function explanationToJson(explanation: Explanation): string {
  return `${JSON.stringify(explanationSchema.parse(explanation), null, 2)}\n`;
}
