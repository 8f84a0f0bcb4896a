import type { Combinator } from "@phasegate/code-facts";
import type { CheckOptions } from "../check.ts";

/** Arguments without the words that are only for people. */
export function spoken<Arguments extends CheckOptions>(given: Arguments): Omit<Arguments, "claim" | "name"> {
  const { claim: _, name: __, ...rest } = given;
  return rest;
}

/** Combinators without why they are trusted: another wording trusts nothing more. */
export function withoutReasons<Arguments extends { readonly combinators?: readonly Combinator[] }>(
  given: Arguments,
): Arguments {
  const { combinators } = given;
  if (combinators === undefined) return given;
  return { ...given, combinators: combinators.map((one) => ({ ...one, reason: "" })) };
}
