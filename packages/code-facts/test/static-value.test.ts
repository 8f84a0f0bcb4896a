import { expect, it } from "vitest";
import { createCodeFacts, type StaticValue } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

/** A value without its places; what is unknown or not data reads as a string in angle brackets. */
function plain(value: StaticValue): unknown {
  switch (value.kind) {
    case "array":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries(value.properties.map((one) => [one.key, plain(one.value)]));
    case "symbol":
      return `<${value.ref.module}#${value.ref.export}>`;
    case "call":
      return [`<${value.callee.module}#${value.callee.export}()>`, ...value.args.map(plain)];
    case "unknown":
    case "undefined":
      return `<${value.kind}>`;
    case "null":
      return null;
    default:
      return value.value;
  }
}

it.each<[string, unknown]>([
  [`export const v = ["a", 'b', \`c\`] as const;`, ["a", "b", "c"]],
  [`const a = ["x"]; export const v = Object.freeze([...a, "y"]);`, ["x", "y"]],
  [
    `const a = { k: 1 }; export const v = { ...a, l: -2, "m n": true, k: null } satisfies object;`,
    { k: null, l: -2, "m n": true },
  ],
  [`import { other } from "./other.ts"; export const v = [other, other.length];`, [["o"], "<unknown>"]],
  [
    `import { f } from "./other.ts"; export const v = { f, g() {}, h: (x) => x };`,
    { f: "<other.ts#f>", g: "<unknown>", h: "<unknown>" },
  ],
  [`import { z } from "zod"; export const v = z.string();`, ["<zod#z.string()>"]],
  ["let a = 1; a = 2; export const v = [a];", ["<unknown>"]],
  [`const a = []; a.push(1); export const v = a;`, "<unknown>"],
  [`export const v = process.env.X ?? "d";`, "<unknown>"],
  ["export enum v { A }", "<unknown>"],
  ["const m = { a: { b: [10, 20] } }; export const v = m.a.b[1];", 20],
])("%s", (source, expected) => {
  const workspace = workspaceOf({
    "v.ts": source,
    "other.ts": `export const other = ["o"]; export function f() {}`,
  });
  const value = createCodeFacts({ workspace }).valueOf({ module: "v.ts", export: "v" });
  expect(plain(value)).toEqual(expected);
});
