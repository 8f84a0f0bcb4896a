import { AsyncLocalStorage } from "node:async_hooks";
import { fileURLToPath } from "node:url";
import { chai } from "vitest";
import { callerFrame } from "./frames.ts";
import { type Frame, Ledger } from "./ledger.ts";

/**
 * Watches every chai and Jest-style matcher from below: which test it belongs to comes from the asynchronous context,
 * so that concurrent tests and either `expect` are told apart, and no setting of Vitest can turn it off.
 */
const ownFile = fileURLToPath(import.meta.url);
const realImmediate = setImmediate;
const running = new AsyncLocalStorage<Ledger>();
const wrapped = new WeakSet<object>();

let depth = 0;
let turn = 0;
let turnAsked = false;

/** Runs a test's body with a fresh ledger, which is told of its assertions. */
export function runObserved<T>(ledger: Ledger, body: () => T): T {
  return running.run(ledger, body);
}

/** Wraps the matchers that are there now; called again, it wraps those that `expect.extend` has added since. */
export function observeMatchers(ledgerOf: (task: unknown) => Ledger | undefined): void {
  const prototype: object = chai.Assertion.prototype;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor === undefined || descriptor.configurable !== true || untouched.has(name)) continue;
    if (name === "resolves" || name === "rejects") wrapPromised(prototype, name, descriptor);
    else if (typeof descriptor.value === "function") wrapMatcher(prototype, name, descriptor, ledgerOf);
  }
}

/**
 * Not matchers, and the inline snapshots: they find their own line by counting stack frames, so that no frame may be
 * added. They are seen through the snapshot client instead.
 */
const untouched = new Set([
  "constructor",
  "withTest",
  "withContext",
  "toMatchInlineSnapshot",
  "toThrowErrorMatchingInlineSnapshot",
]);

/** Tells an assertion's outcome to the ledger of the test it belongs to. */
export function observe<T>(subject: object, ledger: Ledger | undefined, evaluate: () => T): T {
  if (depth > 0 || ledger === undefined) return nested(evaluate);
  try {
    const result = nested(evaluate);
    ledger.hold(subject, objectOf(subject), turn, here);
    return result;
  } catch (error) {
    ledger.fail(subject, error, error instanceof Error ? callerFrame(error.stack, [ownFile]) : null, turn);
    countTurns();
    throw error;
  }
}

export function currentLedger(): Ledger | undefined {
  return running.getStore();
}

function nested<T>(evaluate: () => T): T {
  depth += 1;
  try {
    return evaluate();
  } finally {
    depth -= 1;
  }
}

function wrapMatcher(
  prototype: object,
  name: string,
  descriptor: PropertyDescriptor,
  ledgerOf: (task: unknown) => Ledger | undefined,
): void {
  const matcher: unknown = descriptor.value;
  if (typeof matcher !== "function" || wrapped.has(matcher)) return;
  const watching = function (this: object, ...args: readonly unknown[]): unknown {
    const ledger = running.getStore() ?? ledgerOf(chai.util.flag(this, "vitest-test"));
    return observe(this, ledger, () => Reflect.apply(matcher, this, args));
  };
  for (const key of Reflect.ownKeys(matcher)) {
    const own = Object.getOwnPropertyDescriptor(matcher, key);
    if (own?.configurable === true) Object.defineProperty(watching, key, own);
  }
  wrapped.add(watching);
  Object.defineProperty(prototype, name, { ...descriptor, value: watching });
}

function wrapPromised(prototype: object, name: string, descriptor: PropertyDescriptor): void {
  const get = descriptor.get;
  if (get === undefined || wrapped.has(get)) return;
  const watching = function (this: object): unknown {
    const ledger = running.getStore();
    const promised: unknown = Reflect.apply(get, this, []);
    if (ledger !== undefined && depth === 0) ledger.promise(this, here());
    return promised;
  };
  wrapped.add(watching);
  Object.defineProperty(prototype, name, { ...descriptor, get: watching });
}

function objectOf(subject: object): unknown {
  return subject instanceof chai.Assertion ? chai.util.flag(subject, "object") : undefined;
}

function here(): Frame | null {
  return callerFrame(new Error("here").stack, [ownFile, "ledger.ts", "ledger.js"]);
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

export { Ledger };
