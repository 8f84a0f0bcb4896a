import { availableParallelism } from "node:os";
import { freshnessKey, processRuntime, type Runtime } from "@phasegate/test-evidence";
import { type Memo, type Workspace, WorkspaceError } from "@phasegate/workspace";
import type { MutantText } from "./generate/mutants-of.ts";
import { inSampleOrder } from "./generate/sample.ts";
import { hostBeside } from "./host/host-process.ts";
import type { Blocker, Proof, ProofTarget } from "./proof.ts";
import { Board } from "./run/board.ts";
import { Keep } from "./run/keep.ts";
import { Lane } from "./run/lane.ts";
import { Lanes } from "./run/lanes.ts";
import { type Plan, type PlannedPackage, planOf } from "./run/plan.ts";
import { Pace, type Progress } from "./run/progress.ts";
import { type PackageReport, provePackage } from "./run/prove-package.ts";

export interface ProveOptions {
  /** The repository as it is judged; nothing is written into it. */
  readonly workspace: Workspace;
  readonly targets: readonly ProofTarget[];
  readonly budget: {
    /** After so many milliseconds nothing new is begun. */
    readonly ms: number;
    /** Most mutants that are tried, over all subjects. */
    readonly mutants?: number;
  };
  /** Chooses which mutants come first, and so which are left out when the budget is too small. */
  readonly seed: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Where results of equal inputs are kept; without it, everything is run. */
  readonly cache?: Memo;
  /** Copies of a package that work beside each other; two, or one where there is one core. */
  readonly concurrency?: number;
  /** Shortest time after which a run counts as hung, in milliseconds; several times what the tests take, if that is longer. */
  readonly hungAfterMs?: number;
  /** The module that the hosts run; the package's own unless it was bundled elsewhere. */
  readonly hostEntry?: URL;
  /** What the freshness key takes from the process; by default from this one. */
  readonly runtime?: Runtime;
}

/**
 * Breaks the subjects of tests, one edit at a time, and tells which edits the tests did not notice. The tests run on
 * copies; a process that is killed leaves the repository as it was. Never throws for a bad repository.
 */
export async function proveTests(options: ProveOptions): Promise<Proof> {
  const begin = performance.now();
  const { workspace, targets, budget, seed } = options;
  const plan = attempt(() => planOf(workspace, targets), noPlan);
  const all = [...plan.subjects.values()].flatMap((subject) => subject.mutants);
  const ordered = inSampleOrder(all, seed);
  const chosen = ordered.slice(0, budget.mutants ?? ordered.length);
  const board = new Board(all);
  for (const mutant of ordered.slice(chosen.length)) board.skip(mutant, "budget");
  const unknown = targets.filter((target) => plan.packages.every(({ one }) => one.name !== target.package));
  skipSubjects(board, all, new Set(unknown.flatMap((target) => target.subjects)));
  const pace = new Pace(chosen.length, begin + budget.ms, board, options.onProgress);
  const reports: PackageReport[] = [];
  for (const planned of plan.packages) {
    reports.push(
      await proveOne(options, plan, planned, { chosen, board, pace, deadline: begin + budget.ms }),
    );
  }
  return {
    seed,
    budgetMs: budget.ms,
    durationMs: performance.now() - begin,
    dry: reports.flatMap((report) => report.dry),
    blocked: [...plan.blocked, ...reports.flatMap((report) => report.blocked)],
    mutants: board.results(),
    pairings: plan.packages.flatMap(({ files }) =>
      files.flatMap(({ file, subjects }) => [...subjects].map((subject) => board.pairing(file, subject))),
    ),
  };
}

interface Proving {
  readonly chosen: readonly MutantText[];
  readonly board: Board;
  readonly pace: Pace;
  readonly deadline: number;
}

async function proveOne(
  { workspace, cache, concurrency, hungAfterMs = 5_000, hostEntry, runtime }: ProveOptions,
  { subjects }: Plan,
  planned: PlannedPackage,
  { chosen, board, pace, deadline }: Proving,
): Promise<PackageReport> {
  const { one } = planned;
  const count = Math.max(1, concurrency ?? Math.min(2, availableParallelism()));
  const lanes = new Lanes(count, () => new Lane(workspace, one, hostEntry ?? hostBeside()));
  try {
    const key = freshnessKey(workspace, one.folder, runtime ?? processRuntime());
    const keep = new Keep(cache, key.digest);
    const outside = [...new Set(planned.files.flatMap((file) => [...file.subjects]))].filter(
      (subject) => subjects.has(subject) && !Object.hasOwn(key.inputs, subject),
    );
    skipSubjects(board, chosen, new Set(outside));
    const mutants = chosen.filter(({ mutant }) => !outside.includes(mutant.subject));
    const report = await provePackage({
      planned,
      subjects: new Map([...subjects].filter(([path]) => !outside.includes(path))),
      mutants,
      lanes,
      keep,
      board,
      deadline,
      hungAfterMs,
      onDone: (mutant) => pace.done(mutant),
    });
    const strangers = outside.map(
      (subject): Blocker => ({ code: "subject-outside", package: one.name, subject }),
    );
    return { dry: report.dry, blocked: [...strangers, ...report.blocked] };
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    skipSubjects(board, chosen, new Set(planned.files.flatMap((file) => [...file.subjects])));
    const { path, detail } = error;
    return { dry: [], blocked: [{ code: "input-unreadable", package: one.name, path, detail }] };
  } finally {
    lanes.close();
  }
}

/** Who should have been asked about these subjects cannot be. */
function skipSubjects(board: Board, mutants: readonly MutantText[], subjects: ReadonlySet<string>): void {
  for (const mutant of mutants) if (subjects.has(mutant.mutant.subject)) board.skip(mutant, "blocked");
}

function attempt<T>(action: () => T, otherwise: (error: WorkspaceError) => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof WorkspaceError) return otherwise(error);
    throw error;
  }
}

function noPlan({ path, detail }: WorkspaceError): Plan {
  return {
    packages: [],
    subjects: new Map(),
    blocked: [{ code: "input-unreadable", package: "", path, detail }],
  };
}
