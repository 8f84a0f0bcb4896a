import type { TerminalState } from "@rawr/coordination";

export interface FinishedHookCall {
  readonly runId: string;
  /** How the run ended. Nothing that the hook does changes it. */
  readonly outcome: TerminalState;
  /** The same for each delivery for this run: what was done under it once need not be done again. */
  readonly idempotencyKey: string;
  /** Aborted at the timeout. What the hook still does then is not waited for, nor recorded. */
  readonly signal: AbortSignal;
}

/** Called at least once for a run, so what it does must bear repetition. Nothing may depend on it. */
export type FinishedHookBody = (call: FinishedHookCall) => void | Promise<void>;

class Hook {
  readonly #body: FinishedHookBody;

  constructor(body: FinishedHookBody) {
    this.#body = body;
  }

  static async run(hook: Hook, call: FinishedHookCall): Promise<void> {
    const body = hook.#body;
    await body(call);
  }
}

/** Opaque: who holds it can hand it to the guard, and not call it. */
export type FinishedHook = Hook;

export function defineFinishedHook(body: FinishedHookBody): FinishedHook {
  return new Hook(body);
}

/** For the guard, `deliver.ts`, only. Rejects with whatever the body throws. */
export function runFinishedHook(hook: FinishedHook, call: FinishedHookCall): Promise<void> {
  return Hook.run(hook, call);
}
