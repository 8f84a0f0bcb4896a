import { type ProofCheck, type ProofGate, type ProofProbe, worst } from "@phasegate/report";
import {
  type Check,
  type CheckContext,
  contextIn,
  editedContext,
  evaluate,
  type Finding,
  type Gate,
  type KnownBefore,
  type ProbeOptions,
  type Rehearsal,
} from "@phasegate/verify-utils";
import type { Edits, Workspace } from "@phasegate/workspace";
import { findingOf } from "./finding-of.ts";
import { type Job, jobsOf, pairsOf } from "./jobs.ts";
import type { ProveOptions } from "./prove.ts";
import { tryJobs } from "./try-jobs.ts";
import { checkVerdict } from "./verdict.ts";

/** A gate with everything that will be tried on it. */
export interface Plan {
  readonly gate: Gate;
  readonly checks: readonly CheckBefore[];
  readonly options: ProbeOptions;
  readonly context: CheckContext;
  readonly jobs: readonly Job[];
}

interface CheckBefore {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

export function planOf(
  gate: Gate,
  options: ProveOptions & { readonly known?: KnownBefore | undefined },
): Plan {
  // Beside themselves the gates are what they were; what they would not be, their own edits say.
  const probeOptions: ProbeOptions = {
    gatesAtBase: () => ({ kind: "same" }),
    rehearsal: (suite) => undisturbed(options.config.suites?.[suite] ?? []),
    ...options,
    gate,
  };
  const context = contextIn(options.workspace, probeOptions);
  const checks = gate.checks.map((check) => ({ check, findings: evaluate(check, context).findings }));
  // Of a check that is red already, every edit would seem to be caught.
  const green = checks.filter(({ findings }) => findings.length === 0).map(({ check }) => check);
  const single = green.map((check) => ({ check, jobs: jobsOf(check, context) }));
  askIgnored(
    options.workspace,
    single.flatMap(({ jobs }) => jobs),
  );
  const how = {
    seed: options.seed,
    count: options.pairs,
    gate: gate.id,
    edited: (edits: Edits) => editedContext(edits, probeOptions),
  };
  const paired = single.flatMap(({ check, jobs }) => pairsOf(check, jobs, context, how));
  const jobs = [...single.flatMap((one) => one.jobs), ...paired];
  return { gate, checks, options: probeOptions, context, jobs };
}

/** Git is asked once of all files that edits add, rather than once a file. */
function askIgnored(workspace: Workspace, jobs: readonly Job[]): void {
  const edits = jobs.flatMap(({ mutant }) => (mutant.kind === "edits" ? Object.keys(mutant.edits) : []));
  const added = [...new Set(edits)].filter((path) => workspace.entry(path) === "absent");
  if (added[0] !== undefined) workspace.ignores(added[0], added);
}

/** What came of one gate. */
export interface Part {
  readonly gate: ProofGate;
  readonly probes: readonly ProofProbe[];
}

/** Tries what was planned. */
export function partOf(plan: Plan, onDone: (job: Job) => void): Part {
  const probes = tryJobs(plan, onDone);
  const checks = plan.checks.map((one) => proofCheck(one, probes));
  return { gate: { id: plan.gate.id, verdict: worst(checks.map(({ verdict }) => verdict)), checks }, probes };
}

/** A clean clone in which everything passes, as it does here. */
function undisturbed(gates: readonly Gate[]): Rehearsal {
  const all = gates.flatMap(({ id, checks }) =>
    ["", ...checks.map(({ name }) => name)].map((check) => ({
      gate: id,
      check,
      verdict: "passed",
      findings: [],
    })),
  );
  return { kind: "told", here: all, there: all };
}

function proofCheck({ check, findings }: CheckBefore, tried: readonly ProofProbe[]): ProofCheck {
  const own = tried.filter((one) => one.check === check.name);
  return {
    name: check.name,
    kind: check.kind,
    claim: check.claim,
    before: findings.map(findingOf),
    verdict: findings.length > 0 ? "blocked" : checkVerdict(own),
  };
}
