import {

  defineGate,
  exportsSymbol,
  followed,
  guarded,
  importConfined,
  main,

  setsAgree,


} from "@phasegate/verify-utils";
import { z } from "zod";

const contract = "packages/coordination/src/types.ts";
const adapter = "packages/coordination-inngest/src";
const terminalState = `${adapter}/terminal-state.ts`;
const finish = `${adapter}/finish-run.ts`;
const deliver = `${adapter}/finished-hook/deliver.ts`;
const lease = `${adapter}/finished-hook/lease.ts`;

const runHook = { module: `${adapter}/finished-hook/hook.ts`, export: "runFinishedHook" };
const deliverHook = { module: deliver, export: "deliverFinishedHook" };
const storeEnd = { module: terminalState, export: "storeTerminalState" };
const finishRun = { module: finish, export: "finishRun" };
/** Inngest's own tests of it, and `step-run.test.ts` on the version that is installed. */
const stepRun = {
  callee: { method: "run" },
  callback: 1,
  reason: "a step of Inngest runs its callback to the end before it resolves, or has its stored result",
} as const;

const gate = defineGate({
  id: "e2-finished-hook-policy",
  slice: "E2",
  decisions: ["D-010"],
  checks: [
    setsAgree({
      lists: [
        { label: "the decision", texts: ["succeeded", "failed", "skipped"] },
        { label: "the list of outcomes", values: { module: contract, export: "finishedHookOutcomes" } },
        { label: "their type", type: { module: contract, export: "FinishedHookOutcome" } },
        { label: "their schema", schema: { module: contract, export: "finishedHookOutcome" } },
      ],
      claim:
        "The outcome of a finished hook is succeeded, failed or skipped, for the type and for its schema",
    }),
    exportsSymbol({
      symbol: { module: contract, export: "finishedHookContract" },
      value: z.strictObject({
        delivery: z.literal("at-least-once"),
        exactlyOnce: z.literal(false),
        sideEffects: z.strictObject({ idempotent: z.literal(true), critical: z.literal(false) }),
        failureMode: z.literal("best-effort"),
      }),
      claim: "The contract says at least once, not exactly once, idempotent, not critical, best effort",
    }),
    exportsSymbol({
      symbol: { module: contract, export: "finishedHookRetry" },
      value: z.looseObject({ rule: z.string().min(1), maxAttempts: z.int().min(1).max(100) }),
      claim: "The retry rule has a name and an end",
    }),
    importConfined({
      symbols: [runHook],
      to: [deliver],
      claim: "Only the guard can run the body of a hook",
    }),
    importConfined({
      symbols: [deliverHook],
      to: [finish],
      claim: "Only what ends a run delivers to its hook",
    }),
    importConfined({
      symbols: [
        { module: lease, export: "claimLease" },
        { module: lease, export: "recordResult" },
      ],
      to: [deliver],
      claim: "Only the guard claims leases and records results",
    }),
    importConfined({
      symbols: [storeEnd],
      to: [finish],
      claim: "A run is ended in one module only",
    }),
    importConfined({
      symbols: [{ module: terminalState, export: "endOf" }],
      to: [`${adapter}/store/sqlite/runs.ts`],
      claim: "Only the store of runs reads an ending, and only the module that makes them can make one",
    }),
    guarded({
      name: "guarded:hook-after-stored-end",
      effect: runHook,
      by: { module: terminalState, export: "terminalRunOf" },
      within: [deliver],
      unknownCallers: "unguarded",
      claim: "A hook runs only after the terminal state of its run was read back from the store",
    }),
    guarded({
      name: "guarded:hook-under-lease",
      effect: runHook,
      by: { module: lease, export: "claimLease" },
      guardReturns: "non-nullish",
      guardProperty: "lease",
      within: [deliver],
      unknownCallers: "unguarded",
      claim: "A hook runs only under a lease",
    }),
    followed({
      first: runHook,
      by: { module: lease, export: "recordResult" },
      within: [deliver],
      claim: "What became of an attempt is always recorded",
    }),
    followed({
      first: storeEnd,
      by: deliverHook,
      same: { firstArgument: 1, nextArgument: 1 },
      within: [finish],
      combinators: [stepRun],
      claim: "Whenever the end of a run was stored, its hook is delivered to",
    }),
    followed({
      first: { module: `${adapter}/run-desks.ts`, export: "runDesks" },
      by: finishRun,
      within: [`${adapter}/adapter.ts`],
      combinators: [stepRun],
      claim: "However the desks of a run end, the run is ended",
    }),
  ],
});

export default gate;
main(import.meta.url, gate);
