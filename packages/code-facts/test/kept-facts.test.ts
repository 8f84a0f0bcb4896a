import { createMemo, type Edits, overlay, type RepoPath, WorkspaceError } from "@phasegate/workspace";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CodeFacts, createCodeFacts, isModulePath, keepCodeFacts } from "../src/index.ts";
import { workspaceOf } from "./memory-workspace.ts";

/** More modules than are looked through one by one. */
const fillers = Array.from({ length: 70 }, (_, index) => [
  `packages/app/src/filler/f${index}.ts`,
  `import { f${index + 1} } from "./f${index + 1}.ts";\nexport function f${index}() {\n  return f${index + 1};\n}\n`,
]);

const files: Record<string, string> = {
  "package.json": '{ "name": "root" }',
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
  "tsconfig.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["packages/app/src/*"] } } }',
  "packages/lib/package.json":
    '{ "name": "@acme/lib", "exports": { ".": "./src/index.ts", "./deep": "./src/deep.ts" } }',
  "packages/lib/src/index.ts":
    'export * from "./guard.ts";\nexport { effect as renamed } from "./effect.ts";\n',
  "packages/lib/src/guard.ts": "export function guard(on: object): void {\n  void on;\n}\n",
  "packages/lib/src/effect.ts": "export function effect(on: object): void {\n  void on;\n}\n",
  "packages/lib/src/deep.ts":
    'export * from "./round.ts";\nexport const list: string[] = [];\nexport const table = { one: 1, list };\n',
  "packages/lib/src/round.ts": 'export * from "./deep.ts";\nexport { effect } from "./effect.ts";\n',
  "packages/app/package.json":
    '{ "name": "@acme/app", "imports": { "#own": "./src/own.ts" }, "dependencies": { "@acme/lib": "*" } }',
  "packages/app/src/own.ts":
    'import { guard, renamed } from "@acme/lib";\nexport function own(on: object) {\n  guard(on);\n  renamed(on);\n}\n',
  "packages/app/src/use.ts":
    'import { own } from "#own";\nimport * as deep from "@acme/lib/deep";\nexport const alias = own;\nexport function use() {\n  own({});\n  deep.list.push("one");\n}\n',
  "packages/app/src/box.ts": 'import { alias } from "./use.ts";\nexport const box = { alias };\n',
  "packages/app/src/take.ts": 'import { box } from "@/box";\nbox.alias({});\n',
  "packages/app/src/filler/f70.ts":
    'import { take } from "../take.ts";\nimport "libsql";\nexport const f70 = take;\n',
  ...Object.fromEntries(fillers),
};

const specifiers = [
  "@acme/lib",
  "@acme/lib/deep",
  "#own",
  "@/box",
  "@/new",
  "libsql",
  "./guard.ts",
  "./effect.ts",
  "./effect.js",
  "./deep.ts",
  "./own",
  "./own.ts",
  "./use.ts",
  "./box.ts",
  "./new",
  "./new.ts",
  "../take",
  "packages/lib/src/effect",
];
const exported = ["guard", "effect", "renamed", "own", "alias", "box", "list", "table", "default", "taken"];
const statements = [
  (from: string, name: string) => `import { ${name} as n } from ${from};\nn({});`,
  (from: string, name: string) => `import { ${name} } from ${from};\nexport const taken = ${name};`,
  (from: string, name: string) => `import type { ${name} as T } from ${from};\nexport type Own = T;`,
  (from: string, name: string) => `import * as all from ${from};\nall.${name}({});\nexport { all };`,
  (from: string, name: string) => `export { ${name} as own } from ${from};`,
  (from: string) => `export * from ${from};`,
  (from: string) => `void import(${from});`,
  (from: string) => `import ${from};`,
  (from: string, name: string) => `import { ${name} as c } from ${from};\nc.length = 0;\nc.push?.(c);`,
  (_: string, name: string) => `export function ${name}(on: object) {\n  void on;\n}`,
  (_: string, name: string) => `export const ${name} = { inside: 1 };`,
  (from: string) => `void import(${from} + String(1));`,
  () => "const = 1;",
];
const paths = [
  ...Object.keys(files).filter((path) => !path.includes("filler")),
  "packages/app/src/filler/f3.ts",
  "packages/app/src/new.ts",
  "packages/app/src/new/index.ts",
  "packages/app/src/own.tsx",
  "packages/app/src/own.js",
  "packages/app/src/box/package.json",
  "packages/app/tsconfig.json",
  "packages/lib/src/effect.d.ts",
  "packages/lib/src/index/index.ts",
  "packages/new/src/new.ts",
  "packages/new/package.json",
];
const settings = [
  '{ "name": "@acme/lib", "main": "./src/effect.ts" }',
  '{ "name": "@acme/lib", "exports": { ".": "./src/round.ts" } }',
  '{ "name": "@acme/other", "imports": { "#own": "./src/box.ts" }, "main": "./src/new.ts" }',
  '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
  "{ broken",
];

const text = fc
  .array(
    fc.tuple(fc.constantFrom(...statements), fc.constantFrom(...specifiers), fc.constantFrom(...exported)),
    {
      maxLength: 4,
    },
  )
  .map((all) => all.map(([write, from, name]) => `${write(JSON.stringify(from), name)}\n`).join(""));
const edit = fc.constantFrom(...paths).chain((path) => {
  const content = isModulePath(path) ? text : fc.constantFrom(...settings);
  return fc.tuple(fc.constant(path), fc.option(content, { freq: 6, nil: null }));
});
const edits = fc
  .uniqueArray(edit, { minLength: 1, maxLength: 3, selector: ([path]) => path })
  .map((all): Edits => Object.fromEntries(all));

const symbols = [
  { module: "packages/lib/src/guard.ts", export: "guard" },
  { module: "packages/lib/src/effect.ts", export: "effect" },
  { module: "packages/lib/src/index.ts", export: "renamed" },
  { module: "packages/lib/src/deep.ts", export: "*" },
  { module: "packages/lib/src/deep.ts", export: "list" },
  { module: "packages/app/src/own.ts", export: "own" },
  { module: "libsql", export: "*" },
  { module: "libsql", export: "default" },
  { module: "@acme/lib", export: "guard" },
];

/** Everything that can be asked; what cannot be answered says why. */
function answers(code: CodeFacts, candidates: readonly RepoPath[]): unknown[] {
  const asked = (ask: () => unknown): unknown => {
    try {
      return ask();
    } catch (error) {
      if (error instanceof WorkspaceError) return `${error.code} ${error.path} ${error.detail}`;
      throw error;
    }
  };
  const some = candidates.filter((path) => path.startsWith("packages/lib"));
  return [
    ...symbols.flatMap((symbol) =>
      [candidates, some].flatMap((among) => [
        asked(() => code.importsOf(symbol, among)),
        asked(() => code.importsOf(symbol, among, { types: false })),
        asked(() => code.callsOf(symbol, among)),
        asked(() => code.changesOf(symbol, among)),
        asked(() => code.argumentsOf(symbol, among)),
      ]),
    ),
    ...symbols.flatMap((symbol) => [asked(() => code.exportOf(symbol)), asked(() => code.valueOf(symbol))]),
    ...candidates.map((path) => asked(() => code.module(path))),
    ...candidates.map((path) =>
      asked(() => {
        const answer = code.mentions.of(path);
        return answer?.kind === "module" ? answer.mentions : answer;
      }),
    ),
    ...specifiers.map((one) => asked(() => code.mentions.named("packages/app/src/use.ts", one, "value"))),
    asked(() => code.moduleGraph(candidates)),
    asked(() => [...code.reachedFrom("some", some, candidates)].sort()),
    asked(() => code.installedPathsOf(candidates)),
    asked(() =>
      code.guarded({
        effect: { module: "packages/lib/src/effect.ts", export: "effect" },
        guard: { module: "packages/lib/src/guard.ts", export: "guard" },
        candidates,
      }),
    ),
  ];
}

const workspace = workspaceOf(files);

function compared(kept: ReturnType<typeof keepCodeFacts>, one: Edits) {
  const view = overlay(workspace, one);
  const candidates = view.files().filter(isModulePath);
  return {
    kept: answers(kept.edited(view, one), candidates),
    anew: answers(createCodeFacts({ workspace: view }), candidates),
  };
}

describe("facts that start from those before the edits", () => {
  test("say what facts derived anew say, whatever is edited, added or taken away", {
    timeout: 60_000,
  }, () => {
    const kept = keepCodeFacts({ workspace, memo: createMemo() });
    answers(kept.facts, workspace.files().filter(isModulePath));
    fc.assert(
      fc.property(edits, (one) => {
        const both = compared(kept, one);
        expect(both.kept).toEqual(both.anew);
      }),
      { numRuns: 60 },
    );
    expect(answers(kept.facts, workspace.files().filter(isModulePath))).toEqual(
      answers(createCodeFacts({ workspace }), workspace.files().filter(isModulePath)),
    );
  });

  test.each<[string, Edits]>([
    ["a file that shadows another", { "packages/app/src/own.js": "export {};\n" }],
    ["a file that a specifier waited for", { "packages/app/src/filler/f71.ts": "export const f71 = 1;\n" }],
    ["a folder of the name of a file", { "packages/app/src/own/index.ts": "export const own = 1;\n" }],
    ["a source for an output", { "packages/lib/src/effect.d.ts": "export declare const effect: 1;\n" }],
    ["a package that is renamed", { "packages/lib/package.json": '{ "name": "@acme/gone" }' }],
    ["a package whose entry moves", { "packages/lib/package.json": settings[1] ?? "" }],
    ["a manifest that cannot be read", { "packages/lib/package.json": "{ broken" }],
    ["a setting nearer to the modules", { "packages/app/tsconfig.json": "{}" }],
    [
      "a way from many modules",
      { "packages/app/src/take.ts": 'export { effect as take } from "@acme/lib/deep";\n' },
    ],
    [
      "an entry that is not offered any more",
      { "packages/lib/package.json": '{ "name": "@acme/lib", "exports": {} }' },
    ],
    ["a module that is gone", { "packages/lib/src/round.ts": null }],
  ])("see %s", (_, one) => {
    const both = compared(keepCodeFacts({ workspace, memo: createMemo() }), one);
    expect(both.kept).toEqual(both.anew);
  });
});
