import { keepCodeFacts } from "@phasegate/code-facts";
import {
  type ProofCheck,
  type ProofDocument,
  type ProofGate,
  type ProofProbe,
  worst,
} from "@phasegate/report";
import {
  type Check,
  type CheckContext,
  type Config,
  contextIn,
  editedContext,
  evaluate,
  type Finding,
  type Gate,
  inOrder,
  type ProbeOptions,
  RestedGates,
  toolVersions,
} from "@phasegate/verify-utils";
import { type Base, type Edits, type Memo, overlay, type Workspace } from "@phasegate/workspace";
import { findingOf } from "./finding-of.ts";
import { type Job, jobsOf, pairsOf } from "./jobs.ts";
import { randomFrom, sample } from "./random.ts";
import { tryJobs } from "./try-jobs.ts";
import { checkVerdict } from "./verdict.ts";

export interface ProveOptions {
  readonly workspace: Workspace;
  readonly config: Pick<Config, "policy"> & Partial<Config>;
  readonly memo: Memo;
  /** What the change is compared with; only called by a check that asks for it. */
  readonly base: () => Base;
  /** Gates to prove; those that they need are not. */
  readonly gates: readonly Gate[];
  /** Of the pairs that are sampled. */
  readonly seed: number;
  /** How many pairs are tried for each check. */
  readonly pairs: number;
  readonly head: string | null;
  readonly now: Date;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Check whose edits are tried. */
  readonly check: string;
}

/** For whoever looks at the prover rather than at the gates. */
export interface Manner {
  /** Derives everything anew for each edit, instead of starting from what was known before it. */
  readonly anew: boolean;
  /** Tries only so many edits of all gates, which the seed chooses: that proves nothing. */
  readonly edits?: number;
}

/**
 * Applies every edit that must turn a check red, and every one that must not, to an overlay of the repository, one at a
 * time; then harmless edits followed by others that must still be seen. Nothing is written.
 * @throws GateDefinitionError for two gates of one id
 */
export function prove(options: ProveOptions): ProofDocument {
  return proveIn({ anew: false }, options);
}

/** As {@link prove}. */
export function proveIn({ anew, edits }: Manner, options: ProveOptions): ProofDocument {
  const started = performance.now();
  inOrder(options.gates);
  const known = anew ? {} : knownBefore(options);
  const all = options.gates.map((gate) => planOf(gate, { ...options, ...known }));
  const plans = edits === undefined ? all : sampled(all, edits, options.seed);
  const total = plans.reduce((sum, { jobs }) => sum + jobs.length, 0);
  let done = 0;
  const onDone = (job: Job): void => {
    done += 1;
    options.onProgress?.({ done, total, check: job.check.name });
  };
  const gates: ProofGate[] = [];
  const probes: ProofProbe[] = [];
  for (const plan of plans) {
    const tried = tryJobs(plan, onDone);
    const checks = plan.checks.map((one) => proofCheck(one, tried));
    gates.push({ id: plan.gate.id, verdict: worst(checks.map(({ verdict }) => verdict)), checks });
    probes.push(...tried);
  }
  return {
    schema: "phasegate.proof/1",
    verdict: worst(gates.map(({ verdict }) => verdict)),
    seed: options.seed,
    startedAt: options.now.toISOString(),
    milliseconds: performance.now() - started,
    workspace: { kind: options.workspace.kind, head: options.head },
    tools: toolVersions(),
    gates,
    probes,
  };
}

/** What edits start from. */
function knownBefore(options: ProveOptions): Pick<ProbeOptions, "rested" | "kept"> {
  return {
    rested: new RestedGates(options.workspace, options),
    kept: keepCodeFacts({ workspace: overlay(options.workspace, {}), memo: options.memo }),
  };
}

function sampled(plans: readonly Plan[], edits: number, seed: number): readonly Plan[] {
  const all = plans.flatMap(({ jobs }) => jobs);
  const chosen = new Set(sample(all, edits, randomFrom(seed)));
  return plans.map((plan) => ({ ...plan, jobs: plan.jobs.filter((job) => chosen.has(job)) }));
}

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

function planOf(gate: Gate, options: ProveOptions & Pick<ProbeOptions, "rested" | "kept">): Plan {
  // Beside themselves the gates are what they were; what they would not be, their own edits say.
  const probeOptions: ProbeOptions = { gatesAtBase: () => ({ kind: "same" }), ...options, gate };
  const context = contextIn(options.workspace, probeOptions);
  const checks = gate.checks.map((check) => ({ check, findings: evaluate(check, context).findings }));
  // Of a check that is red already, every edit would seem to be caught.
  const green = checks.filter(({ findings }) => findings.length === 0).map(({ check }) => check);
  const single = green.map((check) => ({ check, jobs: jobsOf(check, context) }));
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
