import { messageOf } from "@rawr/coordination";
import type { AttemptResult } from "../store/finished-hook-store.ts";

export interface Deadline {
  /** Aborted when the time is over. */
  readonly signal: AbortSignal;
  /**
   * How the work went. When the time is over it has failed, whatever it does afterwards; work that held up the process
   * for longer has failed too, though it came back before the timer could.
   */
  readonly resultOf: (work: Promise<void>) => Promise<AttemptResult>;
}

/** The time runs from now on, in milliseconds. `resultOf` has to be called, once, which ends it. */
export function startDeadline(timeoutMs: number): Readonly<Deadline> {
  const controller = new AbortController();
  const end = performance.now() + timeoutMs;
  const overdue: AttemptResult = { outcome: "failed", error: `no result within ${timeoutMs} ms` };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<AttemptResult>((resolve) => {
    timer = setTimeout(() => resolve(overdue), timeoutMs);
  });

  return {
    signal: controller.signal,
    async resultOf(work) {
      const first = await Promise.race([timeout, work.then(succeeded, failed)]);
      clearTimeout(timer);
      const result = performance.now() > end ? overdue : first;
      if (result === overdue) controller.abort(new Error(`the finished hook took ${timeoutMs} ms`));
      return result;
    },
  };
}

function succeeded(): AttemptResult {
  return { outcome: "succeeded", error: null };
}

function failed(error: unknown): AttemptResult {
  return { outcome: "failed", error: messageOf(error) };
}
