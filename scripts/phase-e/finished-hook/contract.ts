import { exportsSymbol, setsAgree } from "@phasegate/verify-utils";
import { z } from "zod";
import { contract } from "./places.ts";

/** What the contract of the finished hook says. */
export const contractSays = [
  setsAgree({
    lists: [
      { label: "the decision", texts: ["succeeded", "failed", "skipped"] },
      { label: "the list of outcomes", values: { module: contract, export: "finishedHookOutcomes" } },
      { label: "their type", type: { module: contract, export: "FinishedHookOutcome" } },
      { label: "their schema", schema: { module: contract, export: "finishedHookOutcome" } },
    ],
    claim: "The outcome of a finished hook is succeeded, failed or skipped, for the type and for its schema",
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
];
