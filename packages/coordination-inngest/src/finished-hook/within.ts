import { messageOf } from "@rawr/coordination";
import type { AttemptResult } from "../store/finished-hook-store.ts";

/**
 * How the work went. At the deadline it is aborted and has failed, whatever it does afterwards; work that held up the
 * process past the deadline has failed too, though it came back before the timer could.
 */
export function within(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<AttemptResult> {
  const controller = new AbortController();
  const deadline = performance.now() + timeoutMs;
  const timedOut: AttemptResult = { outcome: "failed", error: `no result within ${timeoutMs} ms` };
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(timedOut), timeoutMs);
    const finish = (result: AttemptResult) => {
      clearTimeout(timer);
      const late = performance.now() > deadline;
      resolve(late ? timedOut : result);
      if (late || result === timedOut) controller.abort(new Error(`the finished hook took ${timeoutMs} ms`));
    };
    work(controller.signal).then(
      () => finish({ outcome: "succeeded", error: null }),
      (error: unknown) => finish({ outcome: "failed", error: messageOf(error) }),
    );
  });
}
