import type { RunEnd } from "@rawr/coordination";
import type { GetStepTools, Inngest } from "inngest";
import { deliverFinishedHook, type FinishedHookGuard } from "./finished-hook/deliver.ts";
import { storeTerminalState, terminalRunOf } from "./terminal-state.ts";

type Step = GetStepTools<Inngest>;

/**
 * Ends a run: its state is stored first, then its finished hook is delivered. Every path on which a run ends comes
 * through here.
 */
export async function finishRun(
  step: Step,
  guard: FinishedHookGuard,
  runId: string,
  end: RunEnd,
): Promise<void> {
  await step.run("store-end", () => {
    storeTerminalState(guard.store, runId, end, guard.now());
  });
  await finishStoredRun(step, guard, runId);
}

/**
 * Delivers for a run whose end is stored, by this process or one that died since, until nothing is left to deliver.
 * @throws RunMissing, and RunStateRefused while the run has not ended.
 */
export async function finishStoredRun(step: Step, guard: FinishedHookGuard, runId: string): Promise<void> {
  terminalRunOf(guard.store, runId);
  let delivery = await step.run("finished-hook", () => deliverFinishedHook(guard, runId));
  for (let round = 2; delivery.kind === "later" && round <= mostRounds(guard); round++) {
    await step.sleep(`finished-hook-pause-${round}`, wholeSeconds(delivery.inMs));
    delivery = await step.run(`finished-hook-${round}`, () => deliverFinishedHook(guard, runId));
  }
}

/** For each attempt, one round to make it and one to wait for somebody who makes it. What is left then is found at the next start. */
function mostRounds({ policy }: FinishedHookGuard): number {
  return 2 * policy.retry.maxAttempts;
}

/** Inngest cuts a pause to whole seconds: it would end too early. */
function wholeSeconds(ms: number): number {
  return Math.ceil(ms / 1_000) * 1_000;
}
