import { describe, expect, test } from "vitest";
import { instrument } from "../src/generate/instrument.ts";
import { mutantsOf } from "../src/generate/mutants-of.ts";
import { inSampleOrder } from "../src/generate/sample.ts";
import { unitsOf } from "../src/generate/units.ts";
import { parseSource, type Source } from "../src/syntax/source.ts";

function sourceOf(text: string, path = "a.ts"): Source {
  const source = parseSource(path, text);
  if ("message" in source) throw new Error(`${source.message} at ${source.at.line}:${source.at.column}`);
  return source;
}

function editsOf(text: string, path?: string): readonly string[] {
  const source = sourceOf(text, path);
  return mutantsOf(source, unitsOf(source)).map(
    ({ mutant }) => `${mutant.mutator}: ${mutant.original} → ${mutant.replacement}`,
  );
}

/** A piece of code, and every edit of it. */
const edited: Readonly<Record<string, string>> = {
  "a condition": "if (a === b) c(); else { d(); }",
  "a condition of two": "const x = (a && b) ? 1 : y;",
  "a boundary": "while (a < b) a += 2;",
  "a loop with a step": "for (let i = 0; i < n; i++) f(i);",
  "a negation inside": "const x = !a || b;",
  "a default": "const x = a ?? b;",
  "an optional chain": "const x = a?.b?.[c]?.(d);",
  "an awaited call": "async function f() { await g(); const x = await h(); return await k(); }",
  "an awaited return in try":
    "async function f() { try { return await k(); } catch (error) { throw wrap(error); } }",
  "a catch that swallows": "try { f(); } catch { g(); } finally { h(); }",
  "a call with two arguments": "const x = f(a, b, c);",
  "a list": 'const x = ["a", b];',
  "an object": "const x = { a, b: 1, ...c };",
  "a frozen object": "const x = Object.freeze({ a });",
  promises: "const x = Promise.all(a); const y = Promise.allSettled(b);",
  methods: "const x = a.filter(f).some(g); const y = b.trim().toLowerCase();",
  "a pattern": "const x = /^a+[+$^]\\$$/i;",
  numbers: "const x = [0, 1, 5_000];",
  "a template": `const x = \`a \${b}\`; const y = tag\`c\`;`,
  "an arrow": "const f = () => ({ a: 1 }); const g = (x: number) => x > 1;",
  "a switch": "switch (a) { case 1: f(); break; case 2: case 3: return_(); }",
  "a class": "class A { #x = true; constructor() { this.y = 1; } get z() { return this.#x; } }",
  assignments: "a ||= b; c -= 1; d++; delete e.f;",
  "an enum": 'enum E { A = 1, B = "b" }',
  "a parameter with a default": "function f(a = 1, { b = true } = {}) { return a; }",
  "text in a condition": 'const x = typeof a === "string" && b === "c";',
  "an error with a code": 'throw new HttpError("NOT_FOUND", "there is no such thing", { a });',
  "a comparator": "const x = a.toSorted((b, c) => (b.d < c.d ? -1 : 1)).filter((e) => e < 1);",
  JSX: 'const x = <A b="c">{d && <E />}</A>;',
};

test.each(Object.entries(edited))("edits of %s", (name, text) => {
  expect(editsOf(text, name === "JSX" ? "a.tsx" : "a.ts")).toMatchSnapshot();
});

/** Code in which no edit means anything. */
const meaningless: readonly string[] = [
  'import { a } from "./a.ts"; export * from "./b.ts"; export { c } from "./c.ts";',
  'import type { A } from "a"; export type B = "x" | "y" | 1; export interface C { readonly a: "b" }',
  'declare const a: "b"; declare function f(x: 1): 2; declare module "x" { const y: "z"; }',
  `console.log("a", b ? 1 : 2); logger.info({ a: 1 }, "x"); this.log.warn(\`a \${b}\`); void console.error?.("x");`,
  'const s = Symbol("a"); const m = require("./x");',
  "function f() { return; g(); h(1); }",
  'if (false) f("a"); if (true) ; else g(1);',
  '"use strict";',
  "const x = y as unknown as A<'b'>; const z = w satisfies B; const v = u!;",
  "class A extends Error { override readonly name = 'A'; }",
  "const x = typeof y;",
];

test.each(meaningless)("no edits of %s", (text) => {
  expect(editsOf(text)).toEqual([]);
});

test("an error's message is left alone, its code and its cause are not", () => {
  const edits = editsOf(`throw new Error("a" + b); throw new TypeError(\`x \${y}\`, { cause });`);
  expect(edits.filter((one) => one.startsWith("StringLiteral"))).toEqual([]);
  const own = editsOf(
    `class A extends Error { constructor(code: string) { super(\`x \${code}\`, { cause: code }); } }`,
  );
  expect(own).toEqual(["ObjectLiteral: { cause: code } → ({})"]);
});

test("a case that never comes is left alone", () => {
  const text = `switch (a) { case 1: f(2); break; default: { const never: never = a; throw new Error(never); } }`;
  expect(editsOf(text)).toEqual(editsOf("switch (a) { case 1: f(2); break; default: }"));
});

describe("places", () => {
  test("lines and columns are exact, with a byte order mark, CRLF and characters of two units", () => {
    const source = sourceOf('\uFEFFconst a = "😀";\r\nconst b = f("😀", 1);\r\n');
    const places = mutantsOf(source, unitsOf(source)).map(({ mutant }) => [mutant.original, mutant.location]);
    expect(places[0]).toEqual(['"😀"', { start: { line: 1, column: 12 }, end: { line: 1, column: 16 } }]);
    expect(places.at(-1)).toEqual(["1", { start: { line: 2, column: 19 }, end: { line: 2, column: 20 } }]);
  });

  test("each mutant's text is the source with one place changed", () => {
    const text = edited["an awaited call"] ?? "";
    const source = sourceOf(text);
    for (const { mutant, text: changed } of mutantsOf(source, unitsOf(source))) {
      const start = mutant.location.start.column - 1;
      expect(changed).toBe(
        text.slice(0, start) + mutant.replacement + text.slice(start + mutant.original.length),
      );
    }
  });

  test("behind JSON.parse of a text nothing but a SyntaxError is asked for", () => {
    const parsing = (work: string, error: string) =>
      sourceOf(
        `function f(text) { try { return ${work}; } catch (error) { if (error instanceof ${error}) return 1; throw error; } }`,
      );
    const changed = (work: string, error = "SyntaxError") => {
      const source = parsing(work, error);
      return mutantsOf(source, unitsOf(source)).flatMap(({ mutant: { original, replacement } }) =>
        /^(error instanceof|throw)/.test(original) ? [`${original} → ${replacement}`] : [],
      );
    };
    const never = "error instanceof SyntaxError → false";
    const all = ["error instanceof SyntaxError → true", never, "throw error; → ;"];
    expect(changed("JSON.parse(text)")).toEqual([never]);
    for (const work of ["JSON.parse(text())", "parse(text)", "JSON.parse(text).a", "JSON.parse(text, text)"])
      expect(changed(work)).toEqual(all);
    expect(changed("JSON.parse(text)", "TypeError")).toContain("throw error; → ;");
  });

  test("arguments of different forms are not swapped", () => {
    const source = sourceOf(
      'f("a", () => 1); f({ a: 1 }, "b"); f(1, "c"); f("d", "e"); f("g", h); f(() => 1, () => 2);',
    );
    const swaps = mutantsOf(source, unitsOf(source)).filter(
      ({ mutant }) => mutant.mutator === "ArgumentSwap",
    );
    expect(swaps.map(({ mutant }) => mutant.replacement)).toEqual(['"e", "d"', 'h, "g"', "() => 2, () => 1"]);
  });

  test("a property that is left out when undefined is not made undefined instead", () => {
    const made = (text: string) => {
      const source = sourceOf(text);
      return mutantsOf(source, unitsOf(source)).flatMap(({ mutant: { mutator, replacement } }) =>
        mutator === "ConditionalExpression" ? [replacement] : [],
      );
    };
    expect(made("f({ ...(a === undefined ? {} : { a }) });")).toEqual(["true"]);
    expect(made("f({ ...(a.b === undefined ? {} : { b: a.b }) });")).toEqual(["true"]);
    for (const other of [
      "a === undefined ? {} : { a: b }",
      "a === null ? {} : { a }",
      "a === undefined ? { a } : {}",
    ])
      expect(made(`f({ ...(${other}) });`)).toEqual(["true", "false"]);
  });

  test("functions of one name are told apart", () => {
    const source = sourceOf("const a = () => 1; { const a = () => 2; } const b = [() => 3, () => 4];");
    const names = unitsOf(source).map(({ name }) => name);
    expect(names).toEqual(["(module)", "a", "a (2)", "line 1", "line 1 (2)"]);
  });

  test("functions go by their names, and mutants by the innermost", () => {
    const source = sourceOf(
      "const a = 1; function f(x = 2) { return () => 3; } class C { m() { return 4; } #p = () => 5; } const o = { k: async () => 6 };",
    );
    const units = unitsOf(source);
    const byNumber = mutantsOf(source, units)
      .filter(({ mutant }) => mutant.replacement === "0")
      .map(({ mutant }) => [mutant.original, mutant.unit]);
    expect(byNumber).toEqual([
      ["1", "(module)"],
      ["2", "f"],
      ["3", "f.line 1"],
      ["4", "m"],
      ["5", "p"],
      ["6", "k"],
    ]);
  });
});

test("marks change no behaviour and tell what was reached", () => {
  const source = sourceOf(
    `"use strict";\nexport const f = () => ({ a: 1 }); function g() { return 2; } class A { constructor() { g(); } } class B extends A { constructor() { super(); } }`,
    "a.js",
  );
  const marked = instrument(source, unitsOf(source), "/tmp/marks");
  expect(marked).toMatchSnapshot();
  expect("message" in (parseSource("a.js", marked) as object)).toBe(false);
});

describe("the order of a sample", () => {
  const source = sourceOf(
    "function f() { return 1 + 2 * 3; } function g() { return [4, 5, 6]; } const x = 7;",
  );
  const mutants = mutantsOf(source, unitsOf(source));
  const order = (seed: number) => inSampleOrder(mutants, seed).map(({ mutant }) => mutant.id);

  test("has one of every function first", () => {
    for (const seed of [1, 2, 3]) {
      const first = inSampleOrder(mutants, seed).slice(0, 3);
      expect(new Set(first.map(({ mutant }) => mutant.unit)).size).toBe(3);
    }
  });

  test("follows from the seed, and holds every mutant once", () => {
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
    expect([...order(2)].sort()).toEqual(mutants.map(({ mutant }) => mutant.id).sort());
    expect(new Set(order(1)).size).toBe(mutants.length);
  });
});

test.each([
  ["a.ts", "const x = ;"],
  ["a.ts", "if ("],
])("%s with %s is a problem with a place", (path, text) => {
  expect(parseSource(path, text)).toMatchObject({ at: { line: 1 } });
});
