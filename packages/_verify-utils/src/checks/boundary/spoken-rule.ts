import type { CheckOptions } from "../../check.ts";
import type { Exception } from "./rule.ts";

interface Rule extends CheckOptions {
  readonly reason: string;
  readonly except?: readonly Exception[];
}

/** Arguments without words for people: another reason demands the same. */
export function spokenRule<Arguments extends Rule>(
  given: Arguments,
): Omit<Arguments, "claim" | "name" | "reason" | "except"> & Pick<Rule, "except"> {
  const { claim: _, name: __, reason: ___, except, ...rest } = given;
  if (except === undefined) return rest;
  return { ...rest, except: except.map(({ from, to }) => ({ from, to, reason: "" })) };
}
