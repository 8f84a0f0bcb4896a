import { type ProofDocument, worst } from "@phasegate/report";
import { type Config, type Gate, inOrder, knownBefore, toolVersions } from "@phasegate/verify-utils";
import type { Base, Memo, Workspace } from "@phasegate/workspace";
import type { Job } from "./jobs.ts";
import { type Part, type Plan, partOf, planOf } from "./plan.ts";
import { randomFrom, sample } from "./random.ts";

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
  const known = anew ? undefined : knownBefore(options.workspace, options);
  const all = options.gates.map((gate) => planOf(gate, { ...options, known }));
  const plans = edits === undefined ? all : sampled(all, edits, options.seed);
  const total = plans.reduce((sum, { jobs }) => sum + jobs.length, 0);
  let done = 0;
  const onDone = (job: Job): void => {
    done += 1;
    options.onProgress?.({ done, total, check: job.check.name });
  };
  return documentOf(
    plans.map((plan) => partOf(plan, onDone)),
    options,
    started,
  );
}

/** @param started when it was begun, as `performance.now()` */
export function documentOf(
  parts: readonly Part[],
  { seed, now, workspace, head }: Pick<ProveOptions, "seed" | "now" | "workspace" | "head">,
  started: number,
): ProofDocument {
  return {
    schema: "phasegate.proof/1",
    verdict: worst(parts.map(({ gate }) => gate.verdict)),
    seed,
    startedAt: now.toISOString(),
    milliseconds: performance.now() - started,
    workspace: { kind: workspace.kind, head },
    tools: toolVersions(),
    gates: parts.map(({ gate }) => gate),
    probes: parts.flatMap(({ probes }) => probes),
  };
}

function sampled(plans: readonly Plan[], edits: number, seed: number): readonly Plan[] {
  const all = plans.flatMap(({ jobs }) => jobs);
  const chosen = new Set(sample(all, edits, randomFrom(seed)));
  return plans.map((plan) => ({ ...plan, jobs: plan.jobs.filter((job) => chosen.has(job)) }));
}
