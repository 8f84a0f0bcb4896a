import {
  type GateScore,
  type ProofDocument,
  type ProofGate,
  type ProofOutcome,
  type ProofProbe,
  proofToJson,
  proofToStryker,
  type RunProof,
  type TestProof,
} from "@phasegate/report";
import type { Gate, ProveGates, ProveGatesOptions, ProvenGate } from "@phasegate/verify-utils";
import { readText, WorkspaceError, workspacePackages } from "@phasegate/workspace";
import { findingsOfEdits } from "./findings-of-edits.ts";
import { findingsOfTests } from "./findings-of-tests.ts";
import { type Progress, prove } from "./prove.ts";
import { proveInThreads, type ThreadedOptions } from "./prove-in-threads.ts";
import { proveTestsOf, type TestProgress, withTests } from "./prove-tests-of.ts";

/** A function of which nothing was tried is unknown, so a slow machine gets more time for that: in milliseconds. */
const longest = 15 * 60_000;

export interface ProveGatesHow {
  /** The module that runs tests, where it was bundled elsewhere. */
  readonly hostEntry?: URL | undefined;
  /** A module that calls `proveInThread` with the same configuration; without one, there is one thread. */
  readonly threadEntry?: URL | undefined;
  /** Milliseconds for which the first mutant of every function is begun, whatever the budget. */
  readonly longest?: number;
  readonly onEdit?: (progress: Progress) => void;
  readonly onMutant?: (progress: TestProgress) => void;
}

/** Proves the gates of a run by the policy of its configuration: edits of all of them, then defects in what their tests prove. */
export async function proveGates(options: ProveGatesOptions, how: ProveGatesHow): ReturnType<ProveGates> {
  const { workspace, config, memo, gates, head, now } = options;
  const { seed, pairs, tests } = config.prove;
  const except = tests?.except ?? [];
  const begin = performance.now();
  const green = greenGates(options);
  const edits = await editsOf(
    {
      workspace,
      config,
      memo,
      gates,
      seed,
      pairs,
      head,
      now,
      ...(how.onEdit === undefined ? {} : { onProgress: how.onEdit }),
    },
    how,
  );
  const proof =
    tests === undefined
      ? edits
      : withTests(
          edits,
          await proveTestsOf({
            workspace,
            memo,
            gates: green.map((gate) => withoutTestsOf(gate, except)),
            seed,
            budget: tests.budgetSeconds * 1000,
            firstBudget: how.longest ?? longest,
            ...(how.onMutant === undefined ? {} : { onProgress: how.onMutant }),
            ...(how.hostEntry === undefined ? {} : { hostEntry: how.hostEntry }),
          }),
        );
  const packages = workspacePackages(workspace);
  const proven = gates.map((gate, index): [string, ProvenGate] => {
    const own = proof.gates.find(({ id }) => id === gate.id);
    const asked = green[index] ?? gate;
    const names = new Set(asked.checks.map(({ name }) => name));
    const found = [
      ...(own === undefined ? [] : findingsOfEdits(proof, own, names)),
      ...(proof.tests === undefined
        ? []
        : findingsOfTests(proof.tests, withoutTestsOf(asked, except), packages)),
    ];
    return [gate.id, { score: scoreOf(gate, proof, own), findings: found }];
  });
  return {
    proof: runProofOf(proof, except, performance.now() - begin),
    gates: new Map(proven),
    documents: [
      { end: "proof.json", text: proofToJson(proof) },
      { end: "mutation.json", text: proofToStryker(proof, { source: sourceIn(workspace) }) },
    ],
  };
}

function editsOf(options: ThreadedOptions, { threadEntry }: ProveGatesHow): Promise<ProofDocument> {
  return threadEntry === undefined
    ? Promise.resolve(prove({ ...options, base: () => ({ kind: "none" }) }))
    : proveInThreads(options, threadEntry);
}

/** The gates with those of their checks that the run found green: nobody asks tests that did not pass what they notice. */
function greenGates({ gates, judged }: ProveGatesOptions): readonly Gate[] {
  return gates.map((gate) => {
    const result = judged.gates.find(({ id }) => id === gate.id);
    const isGreen = (name: string) =>
      result?.checks.some((check) => check.name === name && check.verdict === "passed") ?? false;
    return { ...gate, checks: gate.checks.filter(({ name }) => isGreen(name)) };
  });
}

type Except = NonNullable<ProveGatesOptions["config"]["prove"]["tests"]>["except"];

function withoutTestsOf(gate: Gate, except: Except): Gate {
  const left = new Set(except.map((one) => one.package));
  return {
    ...gate,
    checks: gate.checks.filter(({ subject }) => subject.kind !== "tests" || !left.has(subject.package)),
  };
}

function scoreOf(gate: Gate, proof: ProofDocument, own: ProofGate | undefined): GateScore {
  const probes = proof.probes.filter((one) => one.gate === gate.id);
  const count = (...outcomes: readonly ProofOutcome[]) => countOf(probes, outcomes);
  const checks = own?.checks ?? [];
  const green = checks.filter(({ before }) => before.length === 0).length;
  const mutants = mutantsOf(gate, proof.tests);
  return {
    killed: count("killed"),
    survived: count("survived", "elsewhere"),
    quiet: count("quiet"),
    falseAlarms: count("false-alarm"),
    undecided: count("undecided", "unusable"),
    notApplicable: count("not-applicable"),
    pairs: probes.filter(({ side }) => side === "pair").length,
    checks: green,
    checksNotGreen: checks.length - green,
    ...(mutants === undefined ? {} : { mutants }),
  };
}

function countOf(probes: readonly ProofProbe[], outcomes: readonly ProofOutcome[]): number {
  return probes.filter(({ outcome }) => outcomes.includes(outcome)).length;
}

function mutantsOf({ checks }: Gate, tests: TestProof | undefined): GateScore["mutants"] {
  const subjects = new Set(
    checks
      .filter((check) => check.tests !== undefined)
      .flatMap((check) =>
        (check.subjects ?? []).flatMap((one) => (one.kind === "export" ? [one.module] : [])),
      ),
  );
  const own = (tests?.mutants ?? []).filter(({ subject }) => subjects.has(subject));
  if (own.length === 0) return undefined;
  const count = (...statuses: readonly string[]) =>
    own.filter(({ status }) => statuses.includes(status)).length;
  return {
    killed: count("killed", "timeout", "crashed"),
    survived: count("survived"),
    noCoverage: count("no-coverage"),
    notRun: count("not-run"),
  };
}

function runProofOf({ seed, probes, tests }: ProofDocument, except: Except, milliseconds: number): RunProof {
  const proof = { seed, milliseconds, edits: probes.length };
  if (tests === undefined) return proof;
  const left = tests.mutants.filter(({ reason }) => reason === "budget").length;
  const tried = tests.mutants.filter(({ status }) => status !== "not-run").length;
  const budgetSeconds = tests.budgetMilliseconds / 1000;
  const told = except.length === 0 ? {} : { except: [...except] };
  return { ...proof, tests: { budgetSeconds, milliseconds: tests.milliseconds, tried, left, ...told } };
}

function sourceIn(workspace: ProveGatesOptions["workspace"]) {
  return (path: string): string | undefined => {
    try {
      return readText(workspace, path);
    } catch (error) {
      if (error instanceof WorkspaceError) return undefined;
      throw error;
    }
  };
}
