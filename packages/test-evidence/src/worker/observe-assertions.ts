import { AsyncLocalStorage } from "node:async_hooks";
import timers from "node:timers";
import { fileURLToPath } from "node:url";
import { callerFrame } from "./frames.ts";
import type { Frame, Ledger } from "./ledger.ts";

/**
 * Tells every assertion's outcome to the ledger of the test that it belongs to. Which test that is comes from the
 * asynchronous context, so that concurrent tests, and the global and the local `expect`, are told apart.
 */
const ownFolder = fileURLToPath(new URL(".", import.meta.url));
const realImmediate = timers.setImmediate;
/** Frames that observing adds to a stack trace; inline snapshots find their line in it, and people theirs. */
const ownFrames = 5;
const running = new AsyncLocalStorage<Ledger>();

let depth = 0;
let turn = 0;
let turnAsked = false;

/** Runs a test's body; assertions made in it, however late, belong to its ledger. */
export function runObserved<T>(ledger: Ledger, body: () => T): T {
  return running.run(ledger, body);
}

/** The ledger of the test whose body runs; none in hooks and outside of tests. */
export function currentLedger(): Ledger | undefined {
  return running.getStore();
}

/**
 * Evaluates a matcher. One inside another (`toThrow` around a function that asserts) is the outer one's business.
 * @param subject the assertion object
 * @param value what is asserted upon, once it is known
 */
export function observe(
  subject: object,
  value: () => unknown,
  ledger: Ledger | undefined,
  evaluate: () => unknown,
): unknown {
  if (depth > 0 || ledger === undefined) return nested(evaluate);
  const held = () => ledger.hold(subject, value(), turn, here);
  const failed = (error: unknown): never => {
    ledger.fail(subject, error, error instanceof Error ? caller(error.stack) : null, turn);
    countTurns();
    throw error;
  };
  try {
    const result = nested(evaluate);
    if (isThenable(result)) return settled(result, held, failed);
    held();
    return result;
  } catch (error) {
    return failed(error);
  }
}

/** Notes an assertion on a promise, which reaches no matcher when the promise settles the other way. */
export function observePromise(subject: object): void {
  if (depth === 0) running.getStore()?.promise(subject, here());
}

function nested(evaluate: () => unknown): unknown {
  const limit = Error.stackTraceLimit;
  depth += 1;
  Error.stackTraceLimit = limit + ownFrames;
  try {
    return evaluate();
  } finally {
    depth -= 1;
    Error.stackTraceLimit = limit;
  }
}

/** An asynchronous matcher is told when it settles. The caller gets the promise that was listened to, unhandled if it is. */
function settled(
  result: PromiseLike<unknown>,
  held: () => void,
  failed: (error: unknown) => never,
): PromiseLike<unknown> {
  return result.then((value) => {
    held();
    return value;
  }, failed);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Object.prototype.toString.call(value) === "[object Promise]" && "then" in value;
}

function here(): Frame | null {
  return caller(new Error("here").stack);
}

function caller(stack: unknown): Frame | null {
  return callerFrame(stack, ownFolder);
}

/** Counts event loop turns after a failure, so that a retry is told from a loop. Fake timers do not reach it. */
function countTurns(): void {
  if (turnAsked) return;
  turnAsked = true;
  realImmediate(() => {
    turn += 1;
    turnAsked = false;
  });
}
