import fc from "fast-check";
import { expect, test } from "vitest";
import { createCodeFacts } from "../src/index.ts";
import { countOf, mentionAt, type PlacedMention, packMentions } from "../src/mentions/mention.ts";
import { readMentions } from "../src/mentions/read-mentions.ts";
import { workspaceOf } from "./memory-workspace.ts";

function mentionsOf(source: string, path = "src/a.ts"): readonly string[] {
  const read = readMentions(path, new TextEncoder().encode(source));
  if (read.kind === "unparsable") return ["unparsable"];
  return read.mentions
    .map(({ kind, text, computed }) => `${kind}${computed ? " begins" : ""} ${text}`)
    .sort();
}

const cases: readonly (readonly [source: string, mentions: readonly string[], path?: string])[] = [
  ['import "./b.ts";', ["value ./b.ts"]],
  ['import {} from "./b.ts";', ["value ./b.ts"]],
  ['import type {} from "./b.ts";', ["type ./b.ts"]],
  ['import { type B } from "./b.ts";', ["type ./b.ts"]],
  ['import b, { type B } from "./b.ts";', ["value ./b.ts"]],
  ['export * from "./b.ts"; export type * from "./c.ts";', ["type ./c.ts", "value ./b.ts"]],
  ['export {} from "./b.ts";', ["value ./b.ts"]],
  ['export { /* none */ } from "./b.ts";', ["value ./b.ts"]],
  ['export /* none */ { // of it\n } from "./b.ts";', ["value ./b.ts"]],
  ['export type /* none */ {} from "./b.ts";', ["type ./b.ts"]],
  ['export { /* one */ b } from "./b.ts";', ["value ./b.ts"]],
  ['require("./b.cjs"); const required = 1;', ["require ./b.cjs"], "a.cjs"],
  ['function f(require) { require("./b.cjs"); } require("./c.cjs");', ["require ./c.cjs"], "a.cjs"],
  [
    'const load = require; load("./b.cjs"); require("./c.cjs");',
    ["require ./b.cjs", "require ./c.cjs"],
    "a.cjs",
  ],
  ['module.require("./b.cjs"); it.require("./c.cjs");', ["require ./b.cjs"], "a.cjs"],
  ['let require\n("./b.cjs"); require("./c.cjs");', [], "a.cjs"],
  ['const module = it(); module.require("./b.cjs");', [], "a.cjs"],
  ['declare const require: any; const b = require("./b.cjs");', ["require ./b.cjs"]],
  ['declare function require(name: string): any; require("./b.cjs");', ["require ./b.cjs"]],
  ["declare var require: NodeRequire; f(require);", ["require begins "]],
  ['new require("./b.cjs").B();', ["require ./b.cjs"], "a.cjs"],
  ['globalThis.require("./b.cjs"); require.main.require("c");', ["require ./b.cjs", "require c"], "a.cjs"],
  ['require.call(null, "./b.cjs");', ["require begins "], "a.cjs"],
  ['module["\\x72equire"]("./b.cjs");', ["require ./b.cjs"], "a.cjs"],
  ['module["req\\\nuire"]("./b.cjs");', ["require ./b.cjs"], "a.cjs"],
  ['// the import // is here\ntype B = import("./b.ts").B;', ["type ./b.ts"]],
  ['/* import // old */ type B = import("./b.ts").B;', ["type ./b.ts"]],
  ['import.source("./b.wasm"); type C = import("./c.ts").C;', ["dynamic ./b.wasm", "type ./c.ts"]],
  ['export {\u200b} from "./b.ts";', ["value ./b.ts"]],
  ['type B = import\u200b("./b.ts");', ["type ./b.ts"]],
  ['import./**/meta.glob("./l/*");', ["dynamic ./l/*"]],
  ['declare module /* it */ "b" { import c from "./c.ts"; }', ["type ./c.ts"]],
  [
    "/** @type {Record<import('./b.ts').B, import('./c.ts').C>} */ let b;",
    ["type ./b.ts", "type ./c.ts"],
    "a.js",
  ],
  ["/** @type {{a: {b: string}, c: import('./c.ts').C}} */ let b;", ["type ./c.ts"], "a.js"],
  ["/** {@link b}, like `import('./b.ts')` */ let b;", [], "a.js"],
  ['/// <REFERENCE path="it\'s.ts" />', ["type ./it's.ts"]],
  ['var req\\u0075ire = it; require("./b.cjs");', [], "a.cjs"],
  ['import { vi } from "vitest"; const name = "./b.ts"; vi.mock(name);', ["mock ./b.ts", "value vitest"]],
  [
    'import { vi } from "vitest"; vi.mock("./b.ts"); re\\u0071uire("./c.ts");',
    ["mock ./b.ts", "require ./c.ts", "value vitest"],
  ],
  [
    'import * as node from "node:module"; import { vi } from "vitest"; vi.mock("./b.ts"); node["createRe\\quire"](import.meta.url)("./c.ts");',
    ["mock ./b.ts", "require ./c.ts", "value node:module", "value vitest"],
  ],
  ['export { type B } from "./b.ts";', ["type ./b.ts"]],
  ['export type B = import("./b.ts").B;', ["type ./b.ts"]],
  ['void import("./b.ts");', ["dynamic ./b.ts"]],
  ["void import(`./b.ts`);", ["dynamic ./b.ts"]],
  ['void import("\\u002e/b.ts");', ["dynamic ./b.ts"]],
  ['void import(/* it */ "./b.ts");', ["dynamic ./b.ts"]],
  ['const b = "./b.ts"; void import(b);', ["dynamic ./b.ts"]],
  ['const b = "./b"; void import(b + ".ts");', ["dynamic ./b.ts"]],
  ["void import(`./l/$" + "{one}.ts`);", ["dynamic begins ./l/"]],
  ["void import(one);", ["dynamic begins "]],
  ['void import(one ? "./b.ts" : "./c.ts");', ["dynamic ./b.ts", "dynamic ./c.ts"]],
  ['let b = "./b.ts"; b = one; void import(b);', ["dynamic begins "]],
  ['require("./b.ts");', ["require ./b.ts"]],
  ['(require as (one: string) => unknown)("./b.ts");', ["require ./b.ts"]],
  ['module.require("./b.ts");', ["require ./b.ts"]],
  ['const load = require; load("./b.ts");', ["require ./b.ts"]],
  ['r\\u0065quire("./b.ts");', ["require ./b.ts"]],
  ['r\\u{65}quire("./b.ts");', ["require ./b.ts"]],
  ['process.getBuiltinModule("fs");', ["require fs"]],
  ["use(require);", ["require begins "]],
  ['require.resolve("./b.ts");', ["resolve ./b.ts"]],
  ['import b = require("./b.ts");', ["require ./b.ts"]],
  ['import type b = require("./b.ts");', ["type ./b.ts"]],
  [
    'import { createRequire as make } from "node:module"; const load = make(import.meta.url); load("./b.ts");',
    ["require ./b.ts", "value node:module"],
  ],
  [
    'import { createRequire } from "node:module"; createRequire("/x/")("./b.ts"); createRequire("/x/")("zod");',
    ["require begins ", "require zod", "value node:module"],
  ],
  ['void import.meta.resolve("./b.ts");', ["resolve ./b.ts"]],
  ['new URL("b.ts", import.meta.url);', ["resolve ./b.ts"]],
  ['new URL("https://a.b/c", import.meta.url);', ["resolve https://a.b/c"]],
  ['new URL("./b.ts", base);', []],
  ['vi.mock("./b.ts"); jest.requireActual("./c.ts");', ["mock ./b.ts", "mock ./c.ts"]],
  ['import.meta.glob("./l/*.ts");', ["dynamic ./l/*.ts"]],
  ['declare module "x" { import { b } from "./b.ts"; }', ["type ./b.ts"]],
  ['declare module "./b.ts" {}', ["type ./b.ts"]],
  ['/// <reference path="b.d.ts" />\n/// <reference types="node" />', ["type ./b.d.ts", "type node"]],
  ['const a = 1;\n/// <reference path="b.d.ts" />', []],
  ['/** @import { B } from "./b.js" */', ["type ./b.js"], "src/a.js"],
  ['/** @type {import("./b.js").B} */\nlet b;', ["type ./b.js"], "src/a.js"],
  ['/** @type {import("./b.js").B} */\nlet b;', []],
  ['// import "./b.ts"; require("./b.ts"); import("./b.ts")', []],
  ['const text = `import "./b.ts"; require("./b.ts")`;', []],
  ['const one = { require: (x: string) => x }; one.require("./b.ts");', []],
  ['function f(require: (x: string) => void) { require("./b.ts"); }', []],
  ["if (require.main === module) run();", []],
  ['declare module "./b.ts" { interface B {} }', ["type ./b.ts"]],
  ['declare module "b" { import type { C } from "./c.ts"; export const c: C; }', ["type ./c.ts"]],
  ['declare module "b" { export const b: 1; }', []],
  ["const here = import.meta.url;", []],
  ['const mock = sinon; mock.mock("./b.ts");', []],
  ['import { vi } from "vitest"; vi.mock("./b.ts");', ["mock ./b.ts", "value vitest"]],
  ["const = ;", ["unparsable"]],
];

test.each(cases.map(([source, mentions, path]) => ({ source, mentions, path })))(
  "$source",
  ({ source, mentions, path }) => {
    expect(mentionsOf(source, path)).toEqual([...mentions].sort());
  },
);

test("what is kept comes back as it was", () => {
  const kinds = ["value", "type", "dynamic", "require", "resolve", "mock"] as const;
  const mention: fc.Arbitrary<PlacedMention> = fc.record({
    kind: fc.constantFrom(...kinds),
    text: fc.string(),
    computed: fc.boolean(),
    offset: fc.nat(),
    line: fc.nat(),
    column: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(mention), (all) => {
      const packed = packMentions(all);
      expect(Array.from({ length: countOf(packed) }, (_, at) => mentionAt(packed, at))).toEqual(all);
    }),
  );
});

test("a comment in front changes nothing but places", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cases.map(([source]) => source)),
      fc.stringMatching(/^[a-z ]*$/),
      (source, words) => {
        if (source.startsWith("///")) return;
        expect(mentionsOf(`/* ${words} import("./no.ts") */ ${source}`)).toEqual(mentionsOf(source));
      },
    ),
  );
});

test("a name leads where package.json says, whether or not tsconfig says otherwise", () => {
  const workspace = workspaceOf({
    "package.json": '{ "workspaces": ["p/*"] }',
    "p/a/package.json": '{ "name": "@x/a", "exports": { ".": "./src/index.ts" } }',
    "p/a/src/index.ts": "export const a = 1;",
    "p/b/src/b.ts": 'import "@x/a"; import "@x/a/inner";',
    "p/b/package.json": '{ "name": "@x/b", "imports": { "#a": "@x/a" } }',
  });
  const { mentions } = createCodeFacts({ workspace });
  expect(mentions.named("p/b/src/b.ts", "@x/a", "value")?.targets).toEqual(["p/a/src/index.ts"]);
  expect(mentions.named("p/b/src/b.ts", "#a", "value")?.targets).toEqual(["p/a/src/index.ts"]);
  expect(mentions.named("p/b/src/b.ts", "@x/a/inner", "value")?.targets).toEqual([]);
  expect(mentions.named("p/b/src/b.ts", "../../a/src/index.ts", "value")).toBeUndefined();
});
