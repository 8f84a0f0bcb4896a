import type { ProofProbe } from "@phasegate/report";
import {
  type CheckContext,
  editedContext,
  evaluate,
  expectedCodes,
  type Finding,
  type FindingCode,
} from "@phasegate/verify-utils";
import { findingOf } from "./finding-of.ts";
import type { Job } from "./jobs.ts";
import { type Judgement, judgeCounterexample } from "./judgement.ts";
import { type Mutant, whyInvalid } from "./mutant.ts";
import type { Plan } from "./plan.ts";

/**
 * Tries each edit on its check. Equal edits of several checks are tried one after the other, so that what the code says
 * with them is derived once; the results come in the order of the jobs.
 */
export function tryJobs(plan: Plan, onDone: (job: Job) => void): ProofProbe[] {
  const results = new Map<Job, ProofProbe>();
  for (const jobs of byEdits(plan.jobs)) {
    let context: CheckContext | undefined;
    const edited: EditedBy = ({ edits, before, gates, rehearsal }) => {
      const options = {
        ...plan.options,
        ...(gates === undefined ? {} : { gatesAtBase: () => gates }),
        ...(rehearsal === undefined ? {} : { rehearsal: () => rehearsal }),
      };
      context ??= editedContext(edits, options, before);
      return context;
    };
    for (const job of jobs) {
      results.set(job, tryJob(job, plan, edited));
      onDone(job);
    }
  }
  return plan.jobs.flatMap((job) => results.get(job) ?? []);
}

function byEdits(jobs: readonly Job[]): Iterable<readonly Job[]> {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = job.mutant.kind === "edits" ? job.mutant.key : "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [job]);
    else group.push(job);
  }
  return groups.values();
}

function tryJob(job: Job, plan: Plan, edited: EditedBy): ProofProbe {
  const started = performance.now();
  const { mutant } = job;
  const { findings, ...judgement } =
    mutant.kind === "edits" ? tryEdits(job, mutant, plan, edited) : { ...unapplied(mutant), findings: [] };
  return {
    gate: plan.gate.id,
    check: job.check.name,
    kind: job.check.kind,
    probe: job.probe.name,
    side: job.side,
    expected: job.side === "invariance" ? [] : [...expectedCodes(job.probe.expect)],
    edits: mutant.kind === "edits" ? [...mutant.spans] : [],
    findings: findings.map(findingOf),
    ...outcomeOf(judgement),
    milliseconds: performance.now() - started,
  };
}

function outcomeOf({ outcome, at, reason }: Judgement): Pick<ProofProbe, "outcome" | "at" | "reason"> {
  return {
    outcome,
    ...(at === undefined ? {} : { at: { path: at.path } }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function unapplied(mutant: Exclude<Mutant, { kind: "edits" }>): Judgement {
  return { outcome: mutant.kind, reason: mutant.reason };
}

type Made = Extract<Mutant, { kind: "edits" }>;
type EditedBy = (mutant: Made) => CheckContext;
type Tried = Judgement & { readonly findings: readonly Finding[] };

function tryEdits(job: Job, mutant: Made, plan: Plan, editedBy: EditedBy): Tried {
  const { edits } = mutant;
  const edited = editedBy(mutant);
  const invalid = whyInvalid(job.probe, edits, edited);
  if (invalid !== undefined) return { outcome: "unusable", reason: invalid, findings: [] };
  const { findings } = evaluate(job.check, edited);
  if (job.side === "invariance") return { ...harmless(findings), findings };
  const sides =
    job.side === "pair"
      ? { before: editedContext(job.first, plan.options), edits: job.second }
      : { before: plan.context, edits };
  return {
    ...judgeCounterexample(job.probe, findings, { ...sides, edited: edited.workspace }),
    findings,
  };
}

function harmless(findings: readonly Finding[]): Judgement {
  if (findings.length === 0) return { outcome: "quiet" };
  const codes: readonly FindingCode[] = [...new Set(findings.map(({ code }) => code))];
  return { outcome: "false-alarm", reason: `it says ${codes.join(", ")}` };
}
