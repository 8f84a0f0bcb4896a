import type { RunDocument } from "../src/index.ts";

const finding = {
  code: "call-missing",
  verdict: "failed",
  args: { callee: "`assert`" },
  location: { path: "src/orpc.ts", start: { line: 2, column: 3 }, end: { line: 2, column: 9 } },
  message: "src/orpc.ts does not call `assert`",
  mend: "call `assert`",
} as const;

const check = {
  kind: "callsSymbol",
  subject: "src/orpc.ts#assert",
  subjects: ["src/orpc.ts"],
  assumptions: [],
  reads: [],
  readsCode: false,
  baseReads: [],
  milliseconds: 1,
  waived: [],
  findings: [],
};
const scope = { selected: 2, candidates: 9, unit: "calls", roster: "git", emptyIsFine: false };

/** A run with one check of each outcome. */
export const exampleRun: RunDocument = {
  schema: "phasegate.run/1",
  target: "quick",
  verdict: "failed",
  startedAt: "2026-06-15T12:00:00.000Z",
  milliseconds: 42.4,
  workspace: { kind: "working-tree", head: null },
  base: {
    kind: "revision",
    how: "local",
    commit: "8da0bf3f0c3f1f9c7f6f0c5a3f3a5d1f7c9b2e4d",
    ref: "origin/main",
    paths: [
      {
        path: "DECISIONS.md",
        kind: "file",
        digest: "ce013625030ba8dba906f756967f9e9ca394464a",
        class: "source",
      },
    ],
  },
  tools: { node: "20.20.2" },
  findings: [
    {
      code: "waiver-unused",
      verdict: "failed",
      args: {},
      message: "the waiver of x fits no finding",
      mend: "remove it",
    },
  ],
  codeReads: [],
  paths: [],
  gates: [
    {
      id: "e1-dedupe-policy",
      slice: "E1",
      decisions: ["D-009"],
      needs: [],
      verdict: "failed",
      partial: false,
      findings: [],
      milliseconds: 12,
      checks: [
        {
          ...check,
          name: "a",
          claim: "The policy is declared",
          verdict: "passed",
          scope,
          assumptions: ["`step.run` runs its callback once"],
        },
        {
          ...check,
          name: "b",
          claim: "Each dispatch asserts",
          verdict: "failed",
          scope,
          findings: [finding],
        },
        {
          ...check,
          name: "c",
          claim: "The tests ran",
          verdict: "blocked",
          findings: [
            {
              code: "evidence-absent",
              verdict: "blocked",
              args: {},
              message: "no evidence",
              mend: "make it",
            },
          ],
        },
        {
          ...check,
          name: "d",
          claim: "It is confined",
          verdict: "waived",
          scope,
          waived: [{ ...finding, waiver: { owner: "ana", reason: "later", expires: "2026-07-01" } }],
        },
      ],
    },
    {
      id: "e4-disposition",
      slice: "E4",
      decisions: [],
      needs: [{ gate: "e1-dedupe-policy", verdict: "failed" }],
      verdict: "blocked",
      partial: true,
      findings: [
        {
          code: "need-unmet",
          verdict: "blocked",
          args: {},
          message: "it needs e1-dedupe-policy, which is failed",
          mend: "mend e1-dedupe-policy first",
        },
      ],
      checks: [],
      milliseconds: 0,
    },
  ],
};

/** The same, of a suite that is proved: one gate is, one is not, and one check could not be asked. */
export const provedRun: RunDocument = {
  ...exampleRun,
  proof: {
    seed: 1,
    milliseconds: 61_234.5,
    edits: 160,
    tests: { budgetSeconds: 240, milliseconds: 45_000, tried: 97, left: 12 },
  },
  gates: exampleRun.gates.map((gate, index) => ({
    ...gate,
    proof: {
      killed: 40,
      survived: index,
      quiet: 30,
      falseAlarms: 0,
      undecided: index,
      notApplicable: 9,
      pairs: 8,
      checks: 4,
      checksNotGreen: index,
      ...(index === 0 ? { mutants: { killed: 97, survived: 0, noCoverage: 0, notRun: 12 } } : {}),
    },
  })),
};
