import { expect, it } from "vitest";
import { flowStatistics } from "../src/flow-statistics.ts";
import { createCodeFacts } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

/** Input that would end the process, or take for ever, were it given to the parser as it is. */
const texts: readonly (readonly [string, string])[] = [
  ["parentheses", `x=${"(".repeat(100_000)}1${")".repeat(100_000)}`],
  ["unclosed brackets", "[".repeat(100_000)],
  ["blocks", `${"{".repeat(50_000)}${"}".repeat(50_000)}`],
  ["arrows", `x=${"a=>".repeat(100_000)}1`],
  ["arrows with braces", `x=${"({})=>".repeat(50_000)}1`],
  ["unary", `x=${"!".repeat(100_000)}1`],
  ["powers", `x=${"1**".repeat(50_000)}1`],
  ["additions", `x=${"1+".repeat(150_000)}1`],
  ["else if", `if(a){}${"else if(a){}".repeat(30_000)}`],
  ["else if with semicolons", `if(a)b;${"else if(a)b;".repeat(30_000)}`],
  ["for", `${"for(;;)".repeat(30_000)}x`],
  ["JSX", `x=${"<a>".repeat(30_000)}${"</a>".repeat(30_000)}`],
  ["templates", `x=${"`${".repeat(20_000)}1${"}`".repeat(20_000)}`],
  ["types", `type x=${"A<".repeat(30_000)}1${">".repeat(30_000)}`],
  ["keyof", `type x=${"keyof ".repeat(50_000)}A`],
  ["conditionals", `x=${"a?b:".repeat(50_000)}1`],
  ["conditionals with braces", `x=${"a?{}:".repeat(50_000)}1`],
  ["labels", `${Array.from({ length: 20_000 }, (_, at) => `a${at}:`).join("")}x`],
  ["functions", `x=${"function(){return ".repeat(20_000)}1${"}".repeat(20_000)}`],
  ["keywords on lines of their own", `x=${"typeof\n".repeat(50_000)}y`],
  ["keywords between tabs", `x=${"void\t".repeat(50_000)}y`],
  ["keywords between other blanks", `x=${"new\u00a0".repeat(50_000)}y`],
  ["keywords before comments", `x=${"typeof//\n".repeat(50_000)}y`],
  ["if", `${"if(a)".repeat(50_000)}x`],
  ["if with braces", `${"if({})".repeat(50_000)}x`],
  ["if with braces, spaced", `${"if ({}) ".repeat(50_000)}x`],
  [
    "keywords before each of many brackets",
    `x=${`${"typeof ".repeat(1000)}(`.repeat(300)}1${")".repeat(300)}`,
  ],
  [
    "arrows before each of many braces",
    `x=${`${"a=>".repeat(1000)}{return `.repeat(300)}1${"}".repeat(300)}`,
  ],
  ["operators before each of many lists", `x=${`${"!".repeat(1000)}[`.repeat(300)}1${"]".repeat(300)}`],
  ["assignments to braces", `x=${"{}=".repeat(50_000)}y`],
  ["assignments to braces on lines of their own", `x=${"a={}\n=".repeat(30_000)}1`],
  ["powers of braces", `x=${"{}**".repeat(50_000)}1`],
  ["comparisons of braces", `x=${"{}===".repeat(100_000)}1`],
  ["additions of braces", `x=${"{}+".repeat(100_000)}1`],
  ["in, of braces", `x=${"{}\nin\n".repeat(50_000)}a`],
  ["comparisons", `x=${"1>".repeat(200_000)}1`],
  ["unary after a comment that a carriage return ends", `x=//\r${"!".repeat(100_000)}1`],
  ["unary after a comment that a line separator ends", `x=//\u2028${"!".repeat(100_000)}1`],
  ["while", `${"while(a)".repeat(50_000)}x`],
  ["do", `${"do\n".repeat(50_000)}x`],
  ["in", `x=${"a\nin\n".repeat(50_000)}a`],
  ["tags", `x=a${"``".repeat(50_000)}`],
  ["lists of lists", `type x=A${"[]".repeat(50_000)}`],
  ["unique", `type x=${"unique\n".repeat(50_000)}symbol`],
  ["5 MB on one line", `x=[${"1,".repeat(2_500_000)}]`],
  ["no UTF-16", "export const \ud800 = 1"],
  ["a NUL", "export const a = '\0';\0"],
];

it.each(texts)("is no danger: %s", (_name, text) => {
  const workspace = workspaceOf({ "a.tsx": text });
  expect(createCodeFacts({ workspace }).module("a.tsx")).toBeDefined();
  expect(flowStatistics("a.tsx", text).kind).toBeDefined();
});

it("still reads long and flat code", () => {
  const rows = Array.from(
    { length: 3000 },
    (_, at) => `  { id: ${at}, name: "n${at}", tags: ["a", "b"], done: !x },`,
  );
  const elements = Array.from(
    { length: 800 },
    (_, at) => `<li key={${at}}>it's {value${at} < 3 ? <b>yes</b> : "no"}</li>`,
  );
  const statements = Array.from(
    { length: 3000 },
    (_, at) => `const v${at}: Map<string, number> = new Map<string, number>()`,
  );
  for (const text of [
    `export const table = [\n${rows.join("\n")}\n];`,
    `export const list = <ul>${elements.join("\n")}</ul>;`,
    statements.join("\n"),
    `export const text = ${Array.from({ length: 2000 }, (_, at) => `"line ${at}"`).join(" +\n")};`,
    `export type T = ${Array.from({ length: 1200 }, (_, at) => `Pick<A, "k${at}">`).join(" | ")};`,
  ]) {
    expect(flowStatistics("a.tsx", text).kind, text.slice(0, 60)).toBe("measured");
  }
});

it("reports syntax errors as data", () => {
  const workspace = workspaceOf({
    "a.ts": "export const a = 1;\nexport const = 2;",
    "b.bin.ts": new Uint8Array([0xff, 0xfe]),
  });
  const facts = createCodeFacts({ workspace });
  const found = facts.module("a.ts");
  expect(found?.kind === "unparsable" && found.errors[0]?.location.start).toMatchObject({
    line: 2,
    column: 14,
  });
  expect(facts.module("b.bin.ts")?.kind).toBe("unparsable");
  expect(facts.module("absent.ts")).toBeUndefined();
});

it("gives up on finalizers that multiply, and says so", () => {
  const nested = `${"try { a() } finally { if (b()) return; ".repeat(24)}c()${"}".repeat(24)}`;
  const workspace = workspaceOf({
    "g.ts": "export function guard() {}",
    "a.ts": `import { guard } from "./g.ts"; export function run() { guard(); ${nested} }`,
  });
  const symbol = { module: "g.ts", export: "guard" };
  const answer = createCodeFacts({ workspace }).guarded({
    effect: symbol,
    guard: { module: "g.ts", export: "other" },
    candidates: workspace.files(),
  });
  expect(answer.kind).toBe("undecided");
});
