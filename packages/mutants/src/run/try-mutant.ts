import type { RepoPath } from "@phasegate/workspace";
import type { TestRef } from "../proof.ts";
import type { DryRun } from "./dry-run.ts";
import { judge, objections } from "./judge.ts";
import type { KeptVerdict } from "./keep.ts";
import type { Lane, LaneOutcome } from "./lane.ts";
import type { PlannedFile } from "./plan.ts";

export interface Trial {
  readonly file: PlannedFile;
  readonly counted: readonly TestRef[];
  readonly dry: DryRun;
  readonly subject: RepoPath;
  readonly text: string;
  /** Shortest time after which a run counts as hung, in milliseconds. */
  readonly hungAfterMs: number;
}

/**
 * Runs a test file with a mutant. What hangs or dies is asked again without the mutant, in a new process and as much time:
 * only when that passes was it the mutant.
 * @returns nothing when the harness could not tell
 */
export async function tryMutant(lane: Lane, trial: Trial): Promise<KeptVerdict | undefined> {
  for (const patience of [1, 4]) {
    const outcome = await attempt(lane, trial, patience, new Map([[trial.subject, trial.text]]));
    const verdict = verdictOf(trial, outcome);
    if (verdict === undefined) continue;
    if (verdict.status !== "timeout" && verdict.status !== "crashed") return verdict;
    lane.end();
    const without = await attempt(lane, trial, patience, new Map());
    if (without.kind === "ran" && !without.ran.crashed && objections(trial.file, without.ran).length === 0)
      return verdict;
    lane.end();
  }
  return undefined;
}

function attempt(
  lane: Lane,
  { file, counted, dry, hungAfterMs }: Trial,
  patience: number,
  edits: ReadonlyMap<RepoPath, string>,
) {
  return lane.run({
    file: file.file,
    edits,
    limitMs: Math.max(hungAfterMs, runLimit(dry)) * patience,
    testMs: testLimit(dry) * patience,
    ...(edits.size === 0 ? {} : { until: counted.map(({ path, title }) => ({ path, title })) }),
  });
}

/** How long a file may take with a mutant, in milliseconds: several times what it takes without, on a busy machine too. */
function runLimit({ durationMs }: DryRun): number {
  return 2_000 + 5 * durationMs;
}

/** How long one test may take; one that waits for what never comes fails, and the others are still heard. */
function testLimit({ ran }: DryRun): number {
  const slowest = Math.max(0, ...ran.tests.map((test) => test.durationMs));
  return Math.max(2_000, 1_000 + 5 * slowest);
}

function verdictOf({ file, counted, dry }: Trial, outcome: LaneOutcome): KeptVerdict | undefined {
  switch (outcome.kind) {
    case "hung":
      return { status: "timeout", killedBy: [], noticedBy: [] };
    case "ended":
      return { status: "crashed", killedBy: [], noticedBy: [] };
    case "refused":
      return undefined;
    case "ran":
      return judge(file, counted, dry.ran, outcome.ran);
  }
}
