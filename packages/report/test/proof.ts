import type { ProofDocument, ProofOutcome, ProofProbe } from "../src/index.ts";

const edit = {
  path: "src/a.ts",
  change: "changed",
  start: { line: 1, column: 1 },
  end: { line: 1, column: 6 },
  replacement: "let",
} as const;
const at = { path: "src/a.ts", start: { line: 1, column: 1 } };
const finding = {
  code: "call-missing",
  verdict: "failed",
  message: "it is not called",
  mend: "call it",
  location: at,
} as const;

function probe(outcome: ProofOutcome, more: Partial<ProofProbe> = {}): ProofProbe {
  const isHarmless = outcome === "quiet" || outcome === "false-alarm";
  return {
    gate: "g",
    check: "callsSymbol:guard",
    kind: "callsSymbol",
    probe: `an edit that is ${outcome}`,
    side: isHarmless ? "invariance" : "counterexample",
    outcome,
    expected: isHarmless ? [] : ["call-missing"],
    edits: [edit],
    findings: outcome === "killed" ? [finding] : [],
    milliseconds: 1.5,
    ...more,
  };
}

/** A proof in which every outcome happened. */
export const proof: ProofDocument = {
  schema: "phasegate.proof/1",
  verdict: "failed",
  seed: 1,
  startedAt: "2026-06-15T12:00:00.000Z",
  milliseconds: 1234,
  workspace: { kind: "working-tree", head: null },
  tools: { phasegate: "0.0.0" },
  gates: [
    {
      id: "g",
      verdict: "failed",
      checks: [
        {
          name: "callsSymbol:guard",
          kind: "callsSymbol",
          claim: "It calls guard",
          before: [],
          verdict: "failed",
        },
        { name: "red", kind: "callsSymbol", claim: "It is red", before: [finding], verdict: "blocked" },
      ],
    },
  ],
  probes: [
    probe("killed"),
    probe("killed", { side: "pair", edits: [edit, { ...edit, path: "src/b.ts", change: "added" }] }),
    probe("survived", { reason: "the check stayed green" }),
    probe("elsewhere", {
      reason: "it says another",
      edits: [{ ...edit, path: "src/b.ts", change: "added" }],
    }),
    probe("undecided", { edits: [{ ...edit, path: "docs/a.md", change: "removed", replacement: "" }] }),
    probe("unusable", { reason: "src/a.ts does not parse" }),
    probe("not-applicable", { edits: [], reason: "it has no place" }),
    probe("quiet"),
    probe("false-alarm", { reason: "it says call-missing" }),
  ],
};
