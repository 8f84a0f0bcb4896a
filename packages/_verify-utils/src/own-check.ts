import type { Check } from "./check.ts";

const own = new WeakSet<Check>();

/** A check as a kind of the kit makes it. A copy with another evaluation in it is none, though it says that it demands the same. */
export function ownCheck(check: Check): Check {
  own.add(Object.freeze(check));
  return check;
}

export function isOwnCheck(check: Check): boolean {
  return own.has(check);
}
