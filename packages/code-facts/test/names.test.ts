import { describe, expect, it } from "vitest";
import { createCodeFacts } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

const guard = { module: "src/guard.ts", export: "guard" };
const declaration = "export function guard(x?: unknown) { return x }";

/** [title, other files, calls as path:line:column, escapes as path:kind] */
const cases: [string, Record<string, string>, string[], string[]][] = [
  ["named import", { "src/a.ts": `import { guard } from "./guard.ts"; guard(1);` }, ["src/a.ts:1:37"], []],
  ["renamed import", { "src/a.ts": `import { guard as g } from "./guard"; g(1);` }, ["src/a.ts:1:39"], []],
  [
    "namespace",
    { "src/a.ts": `import * as ns from "./guard.js"; ns.guard(); ns["guard"]();` },
    ["src/a.ts:1:35", "src/a.ts:1:47"],
    [],
  ],
  [
    "alias",
    { "src/a.ts": `import { guard } from "./guard.ts"; const f = guard; f();` },
    ["src/a.ts:1:54"],
    [],
  ],
  [
    "destructured namespace",
    { "src/a.ts": `import * as ns from "./guard.ts"; const { guard: f } = ns; f();` },
    ["src/a.ts:1:60"],
    [],
  ],
  [
    "object of functions",
    { "src/a.ts": `import { guard } from "./guard.ts"; const api = { guard }; api.guard();` },
    ["src/a.ts:1:60"],
    [],
  ],
  [
    "object that gets away",
    { "src/a.ts": `import { guard } from "./guard.ts"; const api = { guard }; send(api);` },
    [],
    ["src/a.ts:stored"],
  ],
  [
    "shadowed by a parameter",
    { "src/a.ts": `import { guard } from "./guard.ts"; export const f = (guard: () => void) => guard();` },
    [],
    [],
  ],
  [
    "shadowed by a hoisted function",
    { "src/a.ts": `import { guard } from "./guard.ts"; function f() { guard(); function guard() {} }` },
    [],
    [],
  ],
  [
    "same name elsewhere",
    {
      "src/a.ts": `import { guard } from "./other.ts"; guard();`,
      "src/other.ts": "export const guard = () => {};",
    },
    [],
    [],
  ],
  [
    "type-only import",
    { "src/a.ts": `import type { guard } from "./guard.ts"; let x: typeof guard;` },
    [],
    [],
  ],
  [
    "re-export chain",
    {
      "src/a.ts": `import { check } from "./index.ts"; check();`,
      "src/index.ts": `export * from "./middle.ts";`,
      "src/middle.ts": `export { guard as check } from "./guard.ts";`,
    },
    ["src/a.ts:1:37"],
    [],
  ],
  [
    "constant re-export",
    {
      "src/a.ts": `import { check } from "./b.ts"; check();`,
      "src/b.ts": `import { guard } from "./guard.ts"; export const check = guard;`,
    },
    ["src/a.ts:1:33"],
    ["src/b.ts:exported"],
  ],
  [
    "dynamic import",
    {
      "src/a.ts": `const { guard } = await import("./guard.ts"); guard(); (await import("./guard.ts")).guard();`,
    },
    ["src/a.ts:1:47", "src/a.ts:1:56"],
    [],
  ],
  [
    "dynamic import, not awaited",
    { "src/a.ts": `import("./guard.ts").then((m) => m.guard());` },
    [],
    ["src/a.ts:container"],
  ],
  ["require", { "src/a.cjs": `const { guard } = require("./guard.ts"); guard();` }, ["src/a.cjs:1:42"], []],
  [
    "passed on",
    { "src/a.ts": `import { guard } from "./guard.ts"; [1].map(guard);` },
    [],
    ["src/a.ts:argument"],
  ],
  [
    "reassigned alias",
    { "src/a.ts": `import { guard } from "./guard.ts"; let f = guard; f = () => 1; f();` },
    [],
    ["src/a.ts:reassigned"],
  ],
  [
    "computed member",
    { "src/a.ts": `import * as ns from "./guard.ts"; ns[process.argv[2]]();` },
    [],
    ["src/a.ts:computed"],
  ],
  [
    "call, apply, bind, Reflect",
    {
      "src/a.ts": `import { guard } from "./guard.ts";\nguard.call(null, 1);\nguard.apply(null, [1]);\nguard.bind(null)(1);\nReflect.apply(guard, null, [1]);`,
    },
    ["src/a.ts:2:1", "src/a.ts:3:1", "src/a.ts:4:1", "src/a.ts:5:1"],
    [],
  ],
  [
    "bound alias",
    { "src/a.ts": `import { guard } from "./guard.ts"; const f = guard.bind(null); f();` },
    ["src/a.ts:1:65"],
    [],
  ],
  [
    "cast and comma",
    { "src/a.ts": `import * as ns from "./guard.ts"; (0, ns.guard)(); (ns.guard as any)!();` },
    ["src/a.ts:1:35", "src/a.ts:1:52"],
    [],
  ],
  [
    "tested, not called",
    { "src/a.ts": `import { guard } from "./guard.ts"; if (typeof guard === "function") console.log(1);` },
    [],
    [],
  ],
  ["import equals", { "src/a.ts": `import ns = require("./guard"); ns.guard();` }, ["src/a.ts:1:33"], []],
  [
    "conditional value",
    { "src/a.ts": `import { guard } from "./guard.ts"; const f = process.env.X ? guard : () => 1; f();` },
    [],
    ["src/a.ts:other"],
  ],
  ["syntax error", { "src/a.ts": `import { guard } from "./guard.ts"; guard(` }, [], ["src/a.ts:unparsable"]],
];

describe("calls of a symbol", () => {
  it.each(cases)("%s", (_title, files, calls, escapes) => {
    const workspace = workspaceOf({ "src/guard.ts": declaration, ...files });
    const answer = createCodeFacts({ workspace }).callsOf(guard, workspace.files());
    expect(
      answer.calls.map(({ location: { path, start } }) => `${path}:${start.line}:${start.column}`),
    ).toEqual(calls);
    expect(answer.escapes.map((one) => `${one.module}:${one.kind}`)).toEqual(escapes);
  });
});

describe("external symbols", () => {
  const workspace = workspaceOf({
    "package.json": `{ "name": "root", "workspaces": ["packages/*"] }`,
    "packages/rpc/package.json": `{ "name": "@acme/rpc", "exports": { ".": "./dist/index.js", "./x": "./src/x.ts" } }`,
    "packages/rpc/src/index.ts": `export { RPCHandler } from "@orpc/server/fetch"; export const v = 1;`,
    "packages/rpc/src/x.ts": `export default class Thing {}`,
    "a.ts": `import { RPCHandler as H } from "@orpc/server/fetch"; new H();`,
    "b.ts": `import { RPCHandler } from "@acme/rpc"; new RPCHandler(); import Thing from "@acme/rpc/x"; new Thing();`,
    "c.ts": `import type { RPCHandler } from "@orpc/server/fetch"; export * from "@orpc/server/fetch"; const x = import(name); import fs from "fs"; fs.readFileSync("x")`,
  });
  const facts = createCodeFacts({ workspace });
  const files = workspace.files().filter((path) => path.endsWith(".ts"));

  it("finds constructions through a workspace package", () => {
    const { calls } = facts.callsOf({ module: "@orpc/server/fetch", export: "RPCHandler" }, files);
    expect(calls.map((one) => `${one.module} ${one.kind}`)).toEqual(["a.ts new", "b.ts new"]);
  });

  it("finds every import of a module", () => {
    const { sites, unknown } = facts.importsOf({ module: "@orpc/server/fetch" }, files);
    expect(sites.map((one) => `${one.module} ${one.kind} ${one.imported} ${one.typeOnly}`)).toEqual([
      "a.ts import RPCHandler false",
      "b.ts import RPCHandler false",
      "c.ts import RPCHandler true",
      "c.ts re-export * false",
      "packages/rpc/src/index.ts re-export RPCHandler false",
    ]);
    expect(unknown.map((one) => `${one.module} ${one.reason}`)).toEqual(["c.ts computed-specifier"]);
  });

  it.each([
    ['const load = require; load("libsql");', ["require libsql"]],
    ['module.require("libsql");', ["require libsql"]],
    ['(0, require)("libsql");', ["require libsql", "unknown"]],
    ['require/* c */("libsql");', ["require libsql"]],
    ['require<any>("libsql");', ["require libsql"]],
    ['require!("libsql");', ["require libsql"]],
    ['r\\u0065quire("libsql");', ["require libsql"]],
    ['process.getBuiltinModule("fs");', ["require node:fs"]],
    ["use(require);", ["unknown"]],
    ["process.getBuiltinModule(name);", ["unknown"]],
    [`require("./b.cjs");${"\n//".padEnd(800_000)}`, ["unknown"]],
    ["require.main; typeof require;", []],
    ['const one = { require: (x: string) => x }; one.require("libsql");', []],
    ["// require libsql\nexport {};", []],
  ])("finds what is loaded by %#", (source, found) => {
    const code = createCodeFacts({ workspace: workspaceOf({ "a.cts": source }) });
    const of = (module: string) => code.importsOf({ module }, ["a.cts"]);
    const sites = ["libsql", "node:fs"].flatMap((module) =>
      of(module).sites.map(({ kind }) => `${kind} ${module}`),
    );
    expect([...sites, ...of("libsql").unknown.map(() => "unknown")]).toEqual(found);
  });

  it("names built-in modules in one way", () => {
    const { calls } = facts.callsOf({ module: "node:fs", export: "readFileSync" }, files);
    expect(calls).toHaveLength(1);
    expect(facts.exportOf({ module: "@acme/rpc", export: "RPCHandler" })).toEqual({
      kind: "external",
      module: "@orpc/server/fetch",
      export: "RPCHandler",
    });
    expect(facts.exportOf({ module: "@acme/rpc/x", export: "default" })).toMatchObject({
      kind: "found",
      declaration: { module: "packages/rpc/src/x.ts", name: "Thing", declarationKind: "class" },
    });
    expect(facts.exportOf({ module: "@acme/rpc", export: "nothing" })).toEqual({
      kind: "missing",
      module: "packages/rpc/src/index.ts",
      moduleExists: true,
    });
  });
});
