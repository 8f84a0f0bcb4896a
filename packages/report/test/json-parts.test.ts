import { expect, test } from "vitest";
import { toJson, toJsonParts } from "../src/index.ts";
import { jsonParts } from "../src/json-parts.ts";
import { exampleRun, provedRun } from "./run.ts";

const shapes: readonly unknown[] = [
  null,
  "“”",
  1.5,
  true,
  [],
  {},
  [[]],
  [{}],
  [1, [2, [3, [4, [5, [6]]]]]],
  { a: [], b: {}, "": { "\n": [null, "\\"] } },
  { a: { b: { c: { d: { e: { f: ["g", { h: "i" }] } } } } } },
  [[[[{ a: 1, b: [2] }], []], {}], "“"],
];

test.each(shapes.map((value) => ({ value })))(
  "parts make up what JSON.stringify gives: $value",
  ({ value }) => {
    expect(jsonParts(value).join("")).toBe(JSON.stringify(value, null, 2));
  },
);

test("what is empty stays on its line, and what is undefined is left out", () => {
  const value = { a: undefined, b: [], c: {}, d: [[], [{}]], e: { f: { g: { h: { i: [1, "\n", "“"] } } } } };
  expect(jsonParts(value).join("")).toBe(JSON.stringify(value, null, 2));
  expect(jsonParts({ a: undefined }).join("")).toBe("{}");
});

test("a run is written in parts as it is as one, checks apart from one another", () => {
  for (const run of [exampleRun, provedRun]) {
    expect(toJsonParts(run).join("")).toBe(toJson(run));
    expect(toJson(run)).toBe(`${JSON.stringify(JSON.parse(toJson(run)), null, 2)}\n`);
    const checks = run.gates.reduce((sum, gate) => sum + gate.checks.length, 0);
    expect(toJsonParts(run).length).toBeGreaterThan(checks);
  }
});
