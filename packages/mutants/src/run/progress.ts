import type { MutantText } from "../generate/mutants-of.ts";
import type { Board } from "./board.ts";

/** Where a proof stands. Times in milliseconds. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly survived: number;
  readonly elapsedMs: number;
  /** Estimate from the pace so far, never beyond the budget. */
  readonly remainingMs: number;
}

export class Pace {
  readonly #begin = performance.now();
  readonly #total: number;
  readonly #deadline: number;
  readonly #board: Board;
  readonly #tell: ((progress: Progress) => void) | undefined;
  readonly #done = new Set<MutantText>();

  constructor(
    total: number,
    deadline: number,
    board: Board,
    tell: ((progress: Progress) => void) | undefined,
  ) {
    this.#total = total;
    this.#deadline = deadline;
    this.#board = board;
    this.#tell = tell;
  }

  done(mutant: MutantText): void {
    this.#done.add(mutant);
    if (this.#tell === undefined) return;
    const now = performance.now();
    const done = this.#done.size;
    const elapsedMs = now - this.#begin;
    const estimate = (elapsedMs / done) * (this.#total - done);
    const remainingMs = Math.max(0, Math.min(estimate, this.#deadline - now));
    this.#tell({ done, total: this.#total, survived: this.#board.survivors(), elapsedMs, remainingMs });
  }
}
