import { z } from "zod";
import { safeId } from "./id.ts";
import { jsonValue } from "./json.ts";

const path = z
  .array(z.union([z.string().max(200), z.int().nonnegative()]))
  .max(32)
  .default([]);

/** Where a desk reads: the input of the run, or what another desk keeps. */
const source = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("input"), path }),
  z.strictObject({ from: z.literal("desk"), desk: safeId, path }),
]);

export type Source = z.infer<typeof source>;

export const desk = z.discriminatedUnion("kind", [
  /** Keeps what the workflow says. */
  z.strictObject({ kind: z.literal("note"), id: safeId, value: jsonValue }),
  /** Keeps what it reads. Fails the run when there is nothing. */
  z.strictObject({ kind: z.literal("pick"), id: safeId, source }),
  /** Keeps its texts and what it reads, joined to one text; what is not text is written as JSON. */
  z.strictObject({
    kind: z.literal("compose"),
    id: safeId,
    parts: z
      .array(z.union([z.string().max(10_000), source]))
      .min(1)
      .max(100),
  }),
  /** Keeps an object of what it reads, by name. */
  z.strictObject({
    kind: z.literal("collect"),
    id: safeId,
    values: z.record(z.string().min(1).max(200), source),
  }),
  /** Keeps what it reads when that equals the value, whatever the order of keys; fails the run otherwise. */
  z.strictObject({ kind: z.literal("check"), id: safeId, source, equals: jsonValue }),
  /** Keeps what a function of the host returns, which the host registered under this name. */
  z.strictObject({ kind: z.literal("handler"), id: safeId, name: safeId, with: jsonValue.optional() }),
]);

export type Desk = z.infer<typeof desk>;

export const deskKinds = [
  "note",
  "pick",
  "compose",
  "collect",
  "check",
  "handler",
] as const satisfies Desk["kind"][];

/** The desks whose memory a desk reads. A handler is handed the memory of all desks before it, and names none. */
export function desksReadBy(one: Desk): readonly string[] {
  return sourcesOf(one).flatMap((read) => (read.from === "desk" ? [read.desk] : []));
}

function sourcesOf(one: Desk): readonly Source[] {
  switch (one.kind) {
    case "note":
    case "handler":
      return [];
    case "pick":
    case "check":
      return [one.source];
    case "compose":
      return one.parts.filter((part) => typeof part !== "string");
    case "collect":
      return Object.values(one.values);
  }
}
