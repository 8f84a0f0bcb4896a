import { isTerminal, type RunEnd, type TerminalRun } from "@rawr/coordination";
import { RunMissing, RunStateRefused } from "./store/errors.ts";
import type { RunStore } from "./store/run-store.ts";

/** Made in this module only, so that no other can end a run. */
class Ending {
  readonly #end: RunEnd;

  constructor(end: RunEnd) {
    this.#end = end;
  }

  static endOf(ending: Ending): RunEnd {
    return ending.#end;
  }
}

export type RunEnding = Ending;

/** For stores. */
export function endOf(ending: RunEnding): RunEnd {
  return Ending.endOf(ending);
}

/**
 * Ends the run, and returns once that is stored. A run that has ended keeps its first end, which is what comes back.
 * @throws RunMissing
 */
export function storeTerminalState(
  store: RunStore,
  runId: string,
  end: RunEnd,
  at: number,
): Readonly<TerminalRun> {
  return store.end(runId, new Ending(end), at);
}

/**
 * The run as stored: that it comes back proves that its end is stored.
 * @throws RunMissing, and RunStateRefused while the run has not ended.
 */
export function terminalRunOf(store: RunStore, runId: string): Readonly<TerminalRun> {
  const run = store.read(runId);
  if (run === undefined) throw new RunMissing(runId);
  if (!isTerminal(run)) throw new RunStateRefused(runId, run.state, "have its finished hook delivered");
  return run;
}
