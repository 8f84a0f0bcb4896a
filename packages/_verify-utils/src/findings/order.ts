import { finding, list } from "./define.ts";

/** Findings about what runs before, after and through what. */
export const orderFindings = {
  "guard-bypassed": finding<{ effect: string; guard: string; witness: readonly string[] }>({
    verdict: "failed",
    title: "An effect can be reached around its guard",
    message: ({ effect, guard, witness }) => `${effect} can run without ${guard}: ${witness.join(" → ")}`,
    mend: ({ guard }) => `let every way to this place pass ${guard}, on the same thing, before it`,
    meaning:
      "A control-flow graph of the module holds a path from the start of a function to the effect on which the guard has not returned. The path is printed line by line. Conditions are not weighed: a branch that is never taken is a way all the same.",
    sample: {
      effect: "`RPCHandler.handle`",
      guard: "`assertRequiredMarkers`",
      witness: ["line 12: enter dispatch", "line 14: condition is false", "line 17: effect"],
    },
  }),
  "guard-undecidable": finding<{ effect: string; expression: string; reason: string }>({
    verdict: "blocked",
    title: "It cannot be known whether the guard always runs first",
    message: ({ effect, expression, reason }) =>
      `the order before ${effect} cannot be decided at \`${expression}\`: ${reason}`,
    mend: () =>
      "write the guard and the effect as direct calls in one function, with the thing that they share in a constant",
    meaning:
      "The question leaves the subset of the language in which order can be decided honestly: something escapes, is reassigned or is called by code that is not known.",
    sample: {
      effect: "`RPCHandler.handle`",
      expression: "later(() => handler.handle(request))",
      reason: "the callback is run by code that is not known",
    },
  }),
  "follow-skipped": finding<{ first: string; next: string; witness: readonly string[] }>({
    verdict: "failed",
    title: "What has to follow a call can be skipped",
    message: ({ first, next, witness }) =>
      `after ${first} the code can be left without ${next}: ${witness.join(" → ")}`,
    mend: ({ next }) => `let every way on from this call pass ${next}, for the same thing, and await it`,
    meaning:
      "A control-flow graph holds a path from the end of the first call to a return, a `throw` or the end of the function on which the other call has not come to its end. An exception out of another call is no such path, unless somebody catches it and goes on.",
    sample: {
      first: "`storeTerminalState`",
      next: "`deliverFinishedHook`",
      witness: ["line 31: effect", "line 32: the condition is true"],
    },
  }),
  "follow-undecidable": finding<{ first: string; next: string; expression: string; reason: string }>({
    verdict: "blocked",
    title: "It cannot be known whether a call is always followed by another",
    message: ({ first, next, expression, reason }) =>
      `whether ${next} always follows ${first} cannot be decided at \`${expression}\`: ${reason}`,
    mend: () => "write both as direct calls in one function, with the thing that they share in a constant",
    meaning:
      "The question leaves the subset of the language in which order can be decided honestly: something escapes, is reassigned or is called by code that is not known.",
    sample: {
      first: "`storeTerminalState`",
      next: "`deliverFinishedHook`",
      expression: "queue.push(storeTerminalState)",
      reason: "it gets away here, so that it can be called where nobody looks",
    },
  }),
  "reached-outside": finding<{ target: string; construct: string; witness: readonly string[] }>({
    verdict: "failed",
    title: "Something is called outside of its construct",
    message: ({ target, construct, witness }) =>
      `${target} is called outside of ${construct}: ${witness.join(" → ")}`,
    mend: ({ construct }) => `go through ${construct}`,
    meaning:
      "The thing may only be called by its construct, or by helpers that nobody else calls. The way that leads to this call is printed line by line.",
    sample: {
      target: "`verifyToken` (apps/server/src/heavy/verify-token.ts)",
      construct: "`callerEvaluation` (apps/server/src/middleware/caller.ts)",
      witness: ["line 12: entry whoami", "line 14: effect"],
    },
  }),
  "reach-undecidable": finding<{ target: string; expression: string; reason: string }>({
    verdict: "blocked",
    title: "It cannot be known who calls something",
    message: ({ target, expression, reason }) =>
      `who calls ${target} cannot be decided at \`${expression}\`: ${reason}`,
    mend: () => "call it directly, and do not hand it on",
    meaning: "Once a function is stored, passed on or returned, the syntax tree does not say who calls it.",
    sample: {
      target: "`verifyToken` (apps/server/src/heavy/verify-token.ts)",
      expression: "register(verifyToken)",
      reason: "effect-escapes",
    },
  }),
  "cache-key-differs": finding<{ cache: string; keys: readonly string[]; how: string }>({
    verdict: "failed",
    title: "A cache is not keyed as claimed",
    message: ({ cache, keys, how }) => `\`${cache}\` has to be keyed by ${list(keys)} alone: ${how}`,
    mend: ({ keys }) => `use ${list(keys)} as the only key, and keep the cache in its module`,
    meaning:
      "What a cache is keyed by decides who shares an entry. The claim holds for every `get`, `set`, `has`, `delete` and `add`; uses of the cache as a whole, another key, or a cache that leaves its module break it.",
    sample: {
      cache: "markerStores",
      keys: ["the first argument of `evaluationOf`"],
      how: "here it is asked by another key",
    },
  }),
  "cache-undecidable": finding<{ cache: string; expression: string; reason: string }>({
    verdict: "blocked",
    title: "It cannot be known what a cache is keyed by",
    message: ({ cache, expression, reason }) =>
      `what \`${cache}\` is keyed by cannot be decided at \`${expression}\`: ${reason}`,
    mend: () => "use the parameter itself as the key",
    meaning: "The key is computed, or the cache is handed to code that is not known.",
    sample: {
      cache: "markerStores",
      expression: "markerStores.get(keyFor(request))",
      reason: "identity-unknown",
    },
  }),
} as const;
