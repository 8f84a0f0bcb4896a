import { chai } from "vitest";
import { copyMarks } from "./copy-marks.ts";
import type { Ledger } from "./ledger.ts";
import { currentLedger, observe, observePromise } from "./observe-assertions.ts";

/** Finds the ledger of a Vitest task, for assertions made in its hooks. */
export type LedgerOf = (task: unknown) => Ledger | undefined;

const wrapped = new WeakSet<object>();

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

/**
 * Puts an observer below every chai and Jest-style matcher, and below `expect.extend` for those to come. It is under
 * the matchers, not in a setting: no configuration, setup file or `vi.setConfig` turns it off.
 */
export function wrapMatchers(ledgerOf: LedgerOf): void {
  const prototype: object = chai.Assertion.prototype;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor?.configurable !== true || untouched.has(name)) continue;
    if (name === "resolves" || name === "rejects") wrapPromised(prototype, name, descriptor);
    else wrapMethod(prototype, name, descriptor, ledgerOf);
  }
  wrapExtend(chai.expect, ledgerOf);
  wrapExtend(Reflect.get(globalThis, Symbol.for("expect-global")), ledgerOf);
}

function wrapMethod(
  prototype: object,
  name: string,
  descriptor: PropertyDescriptor,
  ledgerOf: LedgerOf,
): void {
  const matcher: unknown = descriptor.value;
  if (typeof matcher !== "function" || wrapped.has(matcher)) return;
  const watching = function (this: object, ...args: readonly unknown[]): unknown {
    const ledger = currentLedger() ?? ledgerOf(chai.util.flag(this, "vitest-test"));
    return observe(
      this,
      () => chai.util.flag(this, "object"),
      ledger,
      () => Reflect.apply(matcher, this, args),
    );
  };
  copyMarks(matcher, watching);
  wrapped.add(watching);
  Object.defineProperty(prototype, name, { ...descriptor, value: watching });
}

function wrapPromised(prototype: object, name: string, descriptor: PropertyDescriptor): void {
  const { get } = descriptor;
  if (get === undefined || wrapped.has(get)) return;
  const watching = function (this: object): unknown {
    observePromise(this);
    return Reflect.apply(get, this, []);
  };
  wrapped.add(watching);
  Object.defineProperty(prototype, name, { ...descriptor, get: watching });
}

function wrapExtend(expect: unknown, ledgerOf: LedgerOf): void {
  if (typeof expect !== "function") return;
  const extend: unknown = Reflect.get(expect, "extend");
  if (typeof extend !== "function" || wrapped.has(extend)) return;
  const watching = (...args: readonly unknown[]): unknown => {
    const result: unknown = Reflect.apply(extend, expect, args);
    wrapMatchers(ledgerOf);
    return result;
  };
  wrapped.add(watching);
  Object.defineProperty(expect, "extend", { value: watching, writable: true, configurable: true });
}
