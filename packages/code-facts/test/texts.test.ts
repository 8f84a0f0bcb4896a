import { describe, expect, it } from "vitest";
import { createCodeFacts, type TextsAnswer } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

const files = {
  "lists.ts": `export const outcomes = ["a", "b"] as const;
export const record = { a: 1, b: 2 } as const;
export type Far = (typeof outcomes)[number];`,
};

function texts(answer: TextsAnswer): readonly string[] | "unknown" {
  return answer.kind === "unknown" ? "unknown" : answer.texts.map((one) => one.value);
}

function facts(source: string) {
  const text = `import { z } from "zod";\nimport * as zod from "zod";\nimport { type Far, outcomes, record } from "./lists.ts";\n${source}`;
  return createCodeFacts({ workspace: workspaceOf({ ...files, "main.ts": text }) });
}

describe("a schema", () => {
  it.each<[string, readonly string[] | "unknown", (readonly string[])?]>([
    [`z.enum(["a", "b"])`, ["a", "b"]],
    [`z.enum(outcomes)`, ["a", "b"]],
    [`zod.enum(outcomes)`, ["a", "b"]],
    [`zod.z.enum(outcomes)`, ["a", "b"]],
    [`z.enum(["a", "b"] as const).describe("which").readonly()`, ["a", "b"]],
    [`z.enum({ A: "a", B: "b" })`, ["a", "b"]],
    [`z.literal("a")`, ["a"]],
    [`z.literal(["a", "b"])`, ["a", "b"]],
    [`z.union([z.literal("a"), z.literal("b")])`, ["a", "b"]],
    [`z.object({ how: z.enum(outcomes), n: z.number() })`, ["a", "b"], ["how"]],
    [
      `z.discriminatedUnion("how", [z.strictObject({ how: z.literal("a") }), z.object({ how: z.literal("b"), n: z.number() })])`,
      ["a", "b"],
      ["how"],
    ],
    [`z.enum(outcomes).or(z.string())`, "unknown"],
    [`z.enum(outcomes).optional()`, "unknown"],
    [`z.enum(outcomes).exclude(["a"])`, "unknown"],
    [`z.union([z.enum(outcomes), z.string()])`, "unknown"],
    [`z.string()`, "unknown"],
    [`z.object({ how: z.enum(outcomes), ...record })`, "unknown", ["how"]],
    [`z.object({ how: z.enum(outcomes) })`, "unknown"],
    [`make()`, "unknown"],
    [`z.enum(process.argv)`, "unknown"],
  ])("%s admits %j", (schema, expected, path = []) => {
    const { textsOf } = facts(`export const s = ${schema};`);
    expect(texts(textsOf({ schema: { module: "main.ts", export: "s" }, path }))).toEqual(expected);
  });

  it("of another library of the same names is unknown", () => {
    const { textsOf } = facts(`const y = { enum: (x) => x };\nexport const s = y.enum(["a"]);`);
    expect(texts(textsOf({ schema: { module: "main.ts", export: "s" } }))).toBe("unknown");
  });

  it("that is assigned again is unknown", () => {
    const { textsOf } = facts(`export let s = z.enum(["a"]);\ns = z.string();`);
    expect(texts(textsOf({ schema: { module: "main.ts", export: "s" } }))).toBe("unknown");
  });
});

describe("a type", () => {
  const schema = `const s = z.enum(outcomes);\nconst o = z.object({ how: s });\n`;
  it.each<[string, readonly string[] | "unknown", (readonly string[])?]>([
    [`type T = "a" | "b";`, ["a", "b"]],
    [`type A = "a"; type T = A | ("b" | "c");`, ["a", "b", "c"]],
    [`type T = (typeof outcomes)[number];`, ["a", "b"]],
    [`type T = keyof typeof record;`, ["a", "b"]],
    [`type All = typeof outcomes; type T = All[number];`, ["a", "b"]],
    [`type All = typeof record; type T = keyof All;`, ["a", "b"]],
    [`type All = string[]; type T = All[number];`, "unknown"],
    [`type All<X> = typeof outcomes; type T = All<"a">[number];`, "unknown"],
    [`type T = Far;`, ["a", "b"]],
    [`type T = z.infer<typeof s>;`, ["a", "b"]],
    [`type T = zod.output<typeof s>;`, ["a", "b"]],
    [`type T = z.infer<typeof o>["how"];`, ["a", "b"]],
    [`type T = { readonly how: "a" | "b" };`, ["a", "b"], ["how"]],
    [`type O = { how: Far }; type T = O["how"];`, ["a", "b"]],
    [`interface T { how: "a" }`, ["a"], ["how"]],
    [`type T = { how: "a" } | { how: "b" };`, ["a", "b"], ["how"]],
    [`type T = "a" | (string & {});`, "unknown"],
    [`type T = string;`, "unknown"],
    [`type T = "a" | undefined;`, "unknown"],
    [`type T = Uppercase<Far>;`, "unknown"],
    [`type T = Exclude<Far, "a">;`, "unknown"],
    [`type T = { how?: "a" };`, "unknown", ["how"]],
    [`type T<X> = X | "a";`, "unknown"],
    [`type T = T | "a";`, "unknown"],
    [`interface B { how: "z" } interface T extends B {}`, "unknown", ["how"]],
  ])("%s admits %j", (source, expected, path = []) => {
    const declared = source.replace(/(type|interface) T\b/, "export $1 T");
    const { textsOf } = facts(schema + declared);
    expect(texts(textsOf({ type: { module: "main.ts", export: "T" }, path }))).toEqual(expected);
  });

  it("that is not there is unknown", () => {
    expect(texts(facts("").textsOf({ type: { module: "main.ts", export: "T" } }))).toBe("unknown");
  });
});
