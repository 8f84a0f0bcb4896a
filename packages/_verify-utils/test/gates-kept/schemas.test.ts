import fc from "fast-check";
import { expect, test } from "vitest";
import { type ZodType, z } from "zod";
import { schemaData } from "../../src/demand/schema.ts";
import { admitsNoMore } from "../../src/demand/schema-order.ts";

const cases: readonly (readonly [name: string, before: ZodType, now: ZodType, answer: string])[] = [
  ["the same", z.object({ a: z.string() }), z.object({ a: z.string() }), "yes"],
  ["one property less", z.object({ a: z.string(), b: z.int() }), z.object({ a: z.string() }), "no"],
  [
    "one property more",
    z.looseObject({ a: z.string() }),
    z.looseObject({ a: z.string(), b: z.int() }),
    "yes",
  ],
  [
    "a property that may be missing",
    z.object({ a: z.string() }),
    z.object({ a: z.string().optional() }),
    "no",
  ],
  [
    "other properties are fine now",
    z.strictObject({ a: z.string() }),
    z.looseObject({ a: z.string() }),
    "no",
  ],
  [
    "other properties are not fine now",
    z.looseObject({ a: z.string() }),
    z.strictObject({ a: z.string() }),
    "yes",
  ],
  ["a word more", z.enum(["x"]), z.enum(["x", "y"]), "no"],
  ["a word less", z.enum(["x", "y"]), z.literal("y"), "yes"],
  ["any text", z.enum(["x"]), z.string(), "no"],
  ["a literal of a range", z.int().max(5), z.literal(3), "yes"],
  ["a literal out of a range", z.int().max(5), z.literal(7), "no"],
  ["a tighter bound", z.array(z.string()).min(1), z.array(z.string()).min(2), "yes"],
  ["a bound that is gone", z.array(z.string()).min(1), z.array(z.string()), "no"],
  ["wider elements", z.array(z.string()), z.array(z.unknown()), "no"],
  ["an exclusive bound", z.number().lt(5), z.number().lte(5), "no"],
  ["an inclusive bound", z.number().lte(5), z.number().lt(5), "yes"],
  ["whole numbers only", z.number(), z.int(), "yes"],
  ["one of two", z.union([z.string(), z.int()]), z.string(), "yes"],
  ["two of one", z.string(), z.union([z.string(), z.int()]), "no"],
  ["anything", z.literal(true), z.any(), "no"],
  ["another pattern", z.string().regex(/^a/), z.string().regex(/^b/), "unknown"],
  ["a pattern that is gone", z.string().regex(/^a/), z.string(), "no"],
];

test.each(cases)("%s", (_, before, now, answer) => {
  expect(admitsNoMore(schemaData(now), schemaData(before))).toBe(answer);
});

const leaf = fc.oneof(
  fc.constantFrom<ZodType>(z.string(), z.int(), z.boolean(), z.null(), z.any()),
  fc.subarray(["x", "y", "z"], { minLength: 1 }).map((words): ZodType => z.enum(words)),
  fc.integer({ min: 0, max: 4 }).map((most): ZodType => z.int().max(most)),
  fc.integer({ min: 0, max: 4 }).map((least): ZodType => z.string().min(least)),
);
const schemas = fc.letrec<{ any: ZodType }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.tuple(tie("any"), fc.nat(2)).map(([one, least]): ZodType => z.array(one).min(least)),
    fc.tuple(tie("any"), tie("any")).map((some): ZodType => z.union(some)),
    fc
      .tuple(tie("any"), tie("any"), fc.boolean(), fc.boolean())
      .map(([a, b, isOptional, isStrict]): ZodType => {
        const shape = { a, b: isOptional ? b.optional() : b };
        return isStrict ? z.strictObject(shape) : z.looseObject(shape);
      }),
  ),
})).any;
const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom("", "x", "y", "zzzz", 0, 3, 9, -1, 1.5, true, false, null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.record({ a: tie("any"), b: tie("any"), c: tie("any") }, { requiredKeys: [] }),
  ),
})).any;

test("what is said to admit no more admits no value that was refused", () => {
  fc.assert(
    fc.property(schemas, schemas, fc.array(values, { minLength: 5, maxLength: 20 }), (before, now, all) => {
      if (admitsNoMore(schemaData(now), schemaData(before)) !== "yes") return;
      for (const value of all)
        if (now.safeParse(value).success) expect(before.safeParse(value).success).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
