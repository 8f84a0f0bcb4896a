import type { Runtime } from "@phasegate/test-evidence";
import { type Memo, type Workspace, WorkspaceError } from "@phasegate/workspace";
import { firstOfEach, inSampleOrder } from "./generate/sample.ts";
import type { Proof, ProofTarget } from "./proof.ts";
import { AskedPackage, type Asking, skipSubjects } from "./run/asked-package.ts";
import { Board } from "./run/board.ts";
import { type Plan, planOf } from "./run/plan.ts";
import { Pace, type Progress } from "./run/progress.ts";
import type { PackageReport } from "./run/prove-package.ts";

export interface ProveOptions {
  /** The repository as it is judged; nothing is written into it. */
  readonly workspace: Workspace;
  readonly targets: readonly ProofTarget[];
  readonly budget: {
    /** After so many milliseconds nothing new is begun. */
    readonly ms: number;
    /** The first mutant of every function is begun for so many milliseconds, when the budget is smaller than that. */
    readonly firstMs?: number;
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
  const reports = await askAll(
    { ...options, plan, chosen, board, pace },
    { first: begin + Math.max(budget.ms, budget.firstMs ?? 0), others: begin + budget.ms },
  );
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

/**
 * One mutant of every function of every package first, so that a budget cuts off the second ones; then the others, the time
 * that is left shared out among the packages by what they are likely to take.
 */
async function askAll(asking: Asking, until: Deadlines): Promise<readonly PackageReport[]> {
  const first = new Set(firstOfEach(asking.chosen));
  const others = new Set(asking.chosen.filter((mutant) => !first.has(mutant)));
  const asked = asking.plan.packages.map((planned) => new AskedPackage(planned, asking));
  try {
    for (const one of asked) await one.begin(first, until.first);
    const reports: PackageReport[] = [];
    for (const [index, one] of asked.entries()) {
      const waiting = asked.slice(index).reduce((sum, waits) => sum + waits.cost(others), 0);
      const share = waiting === 0 ? 1 : one.cost(others) / waiting;
      const now = performance.now();
      reports.push(await one.end(others, now + Math.max(0, until.others - now) * share));
    }
    return reports;
  } finally {
    for (const one of asked) one.close();
  }
}

interface Deadlines {
  readonly first: number;
  readonly others: number;
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
