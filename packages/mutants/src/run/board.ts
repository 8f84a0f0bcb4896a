import type { RepoPath } from "@phasegate/workspace";
import type { MutantText } from "../generate/mutants-of.ts";
import type { MutantResult, MutantStatus, NotRunReason, Pairing } from "../proof.ts";
import type { KeptVerdict } from "./keep.ts";

interface Entry {
  readonly verdicts: Map<RepoPath, KeptVerdict>;
  readonly skipped: Set<NotRunReason>;
  cached: boolean;
}

/** What is known of every mutant, while it is found out. */
export class Board {
  readonly #entries = new Map<MutantText, Entry>();

  constructor(mutants: readonly MutantText[]) {
    for (const mutant of mutants) {
      this.#entries.set(mutant, { verdicts: new Map(), skipped: new Set(), cached: true });
    }
  }

  record(mutant: MutantText, file: RepoPath, verdict: KeptVerdict, cached: boolean): void {
    const entry = this.#entry(mutant);
    entry.verdicts.set(file, verdict);
    entry.cached &&= cached;
  }

  /** A file that should have been asked was not. */
  skip(mutant: MutantText, reason: NotRunReason): void {
    this.#entry(mutant).skipped.add(reason);
  }

  isDetected(mutant: MutantText): boolean {
    return [...this.#entry(mutant).verdicts.values()].some((verdict) => verdict.status !== "survived");
  }

  hasRun(mutant: MutantText, file: RepoPath): boolean {
    return this.#entry(mutant).verdicts.has(file);
  }

  survivors(): number {
    return this.results().filter((one) => one.status === "survived").length;
  }

  results(): readonly MutantResult[] {
    return [...this.#entries].map(([{ mutant }, entry]) => {
      const verdicts = [...entry.verdicts.values()];
      const status = statusOf(verdicts, entry.skipped);
      const reason = status === "not-run" ? reasons.find((one) => entry.skipped.has(one)) : undefined;
      return {
        ...mutant,
        status,
        killedBy: verdicts.flatMap((verdict) => verdict.killedBy),
        noticedBy: verdicts.flatMap((verdict) => verdict.noticedBy),
        ran: [...entry.verdicts.keys()],
        ...(reason === undefined ? {} : { reason }),
        cached: entry.cached && verdicts.length > 0,
      };
    });
  }

  pairing(file: RepoPath, subject: RepoPath): Pairing {
    const verdicts = [...this.#entries].flatMap(([{ mutant }, entry]) =>
      mutant.subject === subject ? (entry.verdicts.get(file) ?? []) : [],
    );
    return {
      file,
      subject,
      ran: verdicts.length,
      noticed: verdicts.filter((verdict) => verdict.status !== "survived").length,
    };
  }

  #entry(mutant: MutantText): Entry {
    const entry = this.#entries.get(mutant);
    if (entry === undefined) throw new RangeError(`${mutant.mutant.id} is no mutant of this run`);
    return entry;
  }
}

/** The worst first. */
const reasons = ["harness", "blocked", "budget"] as const satisfies readonly NotRunReason[];

function statusOf(verdicts: readonly KeptVerdict[], skipped: ReadonlySet<NotRunReason>): MutantStatus {
  const found = (["killed", "crashed", "timeout"] as const).find((status) =>
    verdicts.some((verdict) => verdict.status === status),
  );
  if (found !== undefined) return found;
  if (skipped.size > 0) return "not-run";
  return verdicts.length > 0 ? "survived" : "no-coverage";
}
