import type { RepoPath } from "@phasegate/workspace";
import type { Location } from "../location.ts";
import type { SymbolRef } from "../symbol.ts";

/** An export, or a member of one (`policy.rpc`). */
export type MemberRef = SymbolRef & { readonly member?: readonly string[] };

/** What is called: an export, a member of one (`db.users.insert`), or a method of what a constructor makes. */
export type CallTarget = MemberRef | { readonly constructor: SymbolRef; readonly method: string };

/** A parameter, by its name in the declaration of an export: `next` in a middleware, whatever functions are around it. */
export interface ParameterTarget {
  readonly inside: SymbolRef;
  readonly parameter: string;
}

/**
 * When a guard has spoken for the effect. `normally`: it returned (an async one: its promise was awaited) without
 * throwing. The others: its result was tested, and the run went on where it is that.
 */
export const guardAnswers = ["normally", "truthy", "falsy", "non-nullish", "nullish"] as const;
export type GuardAnswerKind = (typeof guardAnswers)[number];

/**
 * Something that runs a callback. The claim is an assumption of the reader: the callback runs exactly once before the
 * call returns, or, when the call gives a promise, before that is fulfilled.
 */
export interface Combinator {
  readonly callee: SymbolRef | { readonly method: string };
  /** Position of the callback among the arguments, from 0. */
  readonly callback: number;
  readonly reason: string;
}

/** `0` for the first argument, `"1.context"` for a property of the second. */
export type ArgumentPath = number | string;

export interface GuardedQuery {
  readonly effect: CallTarget | ParameterTarget;
  readonly guard: MemberRef;
  /** Both calls are given the same thing. */
  readonly same?: { readonly guardArgument: ArgumentPath; readonly effectArgument: ArgumentPath };
  /** The guard is called with this value: an export, or a member of one. */
  readonly policy?: { readonly argument: number; readonly is: MemberRef };
  /**
   * Only calls of the effect that are given this value: an export, or a member of one. A call whose value could be it
   * is asked about too; one that is given another text is not.
   */
  readonly where?: { readonly argument: ArgumentPath; readonly is: MemberRef };
  readonly guardReturns?: GuardAnswerKind;
  /** Property of the guard's result that carries its answer (`ok`). */
  readonly guardProperty?: string;
  /** Whether an un-awaited call of the guard is over when it returns; read from its declaration where that can be. */
  readonly guardSettles?: "sync" | "async";
  /** Modules that may use the effect; a use elsewhere fails. */
  readonly within?: readonly RepoPath[];
  /**
   * What a function counts as whose callers are not all known, because it is returned or handed to unknown code.
   * `undecided` (the default): somebody may have called the guard before. `unguarded`: anybody may call it as it is,
   * so the guard has to stand inside; the reader says so for functions that are the way in, such as handlers.
   */
  readonly unknownCallers?: "undecided" | "unguarded";
  /** Where the effect and its callers are looked for. */
  readonly candidates: readonly RepoPath[];
  readonly combinators?: readonly Combinator[];
  /** Functions that never return (`redirect`, `notFound`). */
  readonly neverReturns?: readonly SymbolRef[];
}

export const stepKinds = [
  "entry",
  "branch",
  "exception",
  "caught",
  "call",
  "write",
  "iteration",
  "outside",
  "effect",
] as const;

/** One line of the way around the guard, in the order of the run. */
export interface Step {
  readonly kind: (typeof stepKinds)[number];
  readonly location: Location;
  /** How a condition turned out (`branch`). */
  readonly truth?: boolean;
  /** Name of the function that is entered or called. */
  readonly name?: string;
}

export const undecidedReasons = [
  "effect-escapes",
  "caller-unknown",
  "identity-unknown",
  "guard-may-be-async",
  "guard-unresolved",
  "effect-unresolved",
  "result-test-unclear",
  "too-complex",
  "unparsable",
] as const;
export type UndecidedReason = (typeof undecidedReasons)[number];

/** Calls of the effect that were judged, of how many modules that were searched. */
export interface GuardScope {
  readonly selected: number;
  readonly candidates: number;
}

export type GuardAnswer = { readonly scope: GuardScope; readonly assumptions: readonly Combinator[] } & (
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly at: Location; readonly witness: readonly Step[] }
  | {
      readonly kind: "undecided";
      readonly at: Location;
      /** Source text of the expression that could not be judged, cut to 200 characters. */
      readonly expression: string;
      readonly reason: UndecidedReason;
    }
);
