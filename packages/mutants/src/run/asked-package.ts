import { availableParallelism } from "node:os";
import { freshnessKey, processRuntime } from "@phasegate/test-evidence";
import { WorkspaceError } from "@phasegate/workspace";
import type { MutantText } from "../generate/mutants-of.ts";
import { hostBeside } from "../host/host-process.ts";
import type { Blocker } from "../proof.ts";
import type { ProveOptions } from "../prove-tests.ts";
import type { Board } from "./board.ts";
import { Keep } from "./keep.ts";
import { Lane } from "./lane.ts";
import { Lanes } from "./lanes.ts";
import type { Plan, PlannedPackage } from "./plan.ts";
import type { Pace } from "./progress.ts";
import { PackageProver, type PackageReport } from "./prove-package.ts";

export interface Asking extends ProveOptions {
  readonly plan: Plan;
  /** In the order in which they are tried. */
  readonly chosen: readonly MutantText[];
  readonly board: Board;
  readonly pace: Pace;
}

/** One package whose tests are asked in rounds, on copies that stay between them. What cannot be read ends its part. */
export class AskedPackage {
  readonly #asking: Asking;
  readonly #planned: PlannedPackage;
  readonly #lanes: Lanes;
  readonly #outside: readonly string[];
  #prover: PackageProver | undefined;
  #failure: Blocker | undefined;

  constructor(planned: PlannedPackage, asking: Asking) {
    const { workspace, concurrency, hostEntry } = asking;
    const count = Math.max(1, concurrency ?? Math.min(2, availableParallelism()));
    this.#asking = asking;
    this.#planned = planned;
    this.#lanes = new Lanes(count, () => new Lane(workspace, planned.one, hostEntry ?? hostBeside()));
    const opened = attempt(() => this.#open());
    this.#outside = opened instanceof WorkspaceError ? [] : opened.outside;
    if (opened instanceof WorkspaceError) this.#fail(opened);
    else this.#prover = opened.prover;
  }

  /** About how long some mutants take, in milliseconds. */
  cost(among: ReadonlySet<MutantText>): number {
    return this.#prover?.cost(among) ?? 0;
  }

  /** Runs the files as they are, then with the first mutants. @param deadline as `performance.now()` tells it */
  async begin(first: ReadonlySet<MutantText>, deadline: number): Promise<void> {
    await this.#guarded(async (prover) => {
      await prover.prepare(deadline);
      await prover.try(first, deadline);
    });
    this.#lanes.rest();
  }

  /** Tries the others, and comes to an end. @param deadline as `performance.now()` tells it */
  async end(others: ReadonlySet<MutantText>, deadline: number): Promise<PackageReport> {
    const report = await this.#guarded(async (prover) => {
      await prover.try(others, deadline);
      return prover.finish(deadline);
    });
    this.close();
    const strangers = this.#outside.map(
      (subject): Blocker => ({ code: "subject-outside", package: this.#planned.one.name, subject }),
    );
    const failed = this.#failure === undefined ? [] : [this.#failure];
    return { dry: report?.dry ?? [], blocked: [...strangers, ...(report?.blocked ?? []), ...failed] };
  }

  close(): void {
    this.#lanes.close();
  }

  #open(): { readonly outside: readonly string[]; readonly prover: PackageProver } {
    const { workspace, plan, chosen, board, cache, runtime, pace, hungAfterMs = 5_000 } = this.#asking;
    const key = freshnessKey(workspace, this.#planned.one.folder, runtime ?? processRuntime());
    const outside = this.#subjects().filter(
      (subject) => plan.subjects.has(subject) && !Object.hasOwn(key.inputs, subject),
    );
    skipSubjects(board, chosen, new Set(outside));
    const prover = new PackageProver({
      planned: this.#planned,
      subjects: new Map([...plan.subjects].filter(([path]) => !outside.includes(path))),
      mutants: chosen.filter(({ mutant }) => !outside.includes(mutant.subject)),
      lanes: this.#lanes,
      keep: new Keep(cache, key.digest),
      board,
      hungAfterMs,
      onDone: (mutant) => pace.done(mutant),
    });
    return { outside, prover };
  }

  async #guarded<T>(action: (prover: PackageProver) => Promise<T>): Promise<T | undefined> {
    if (this.#prover === undefined) return undefined;
    try {
      return await action(this.#prover);
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      this.#fail(error);
      return undefined;
    }
  }

  #fail({ path, detail }: WorkspaceError): void {
    this.#prover = undefined;
    this.#failure = { code: "input-unreadable", package: this.#planned.one.name, path, detail };
    skipSubjects(this.#asking.board, this.#asking.chosen, new Set(this.#subjects()));
  }

  #subjects(): readonly string[] {
    return [...new Set(this.#planned.files.flatMap(({ subjects }) => [...subjects]))];
  }
}

/** Who should have been asked about these subjects cannot be. */
export function skipSubjects(
  board: Board,
  mutants: readonly MutantText[],
  subjects: ReadonlySet<string>,
): void {
  for (const mutant of mutants) if (subjects.has(mutant.mutant.subject)) board.skip(mutant, "blocked");
}

function attempt<T>(action: () => T): T | WorkspaceError {
  try {
    return action();
  } catch (error) {
    if (error instanceof WorkspaceError) return error;
    throw error;
  }
}
