import { type CodeFacts, createCodeFacts, keepCodeFacts } from "@phasegate/code-facts";
import { createMemo, type Edits, overlay, type Workspace } from "@phasegate/workspace";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shortestCycle, strongGroups } from "../src/checks/boundary/cycles.ts";
import {
  type Check,
  contextOf,
  defaultPolicy,
  dependenciesDeclared,
  evaluate,
  importBoundary,
  noImportCycles,
  noReaching,
} from "../src/index.ts";
import { codesOf as placesOf, workspaceOf } from "./support.ts";

const files = {
  "package.json": '{ "name": "root", "private": true, "workspaces": ["p/*"] }',
  "tsconfig.json": '{ "compilerOptions": { "paths": { "@alias/*": ["./p/*"] } } }',
  "p/a/package.json":
    '{ "name": "@x/a", "exports": { ".": "./src/index.ts" }, "dependencies": { "zod": "4" } }',
  "p/a/src/index.ts": 'import "./inner.ts";\nimport "zod";\nexport const a = 1;\n',
  "p/a/src/inner.ts": "export const inner = 1;\n",
  "p/b/package.json":
    '{ "name": "@x/b", "exports": { ".": "./src/index.ts" }, "dependencies": { "@x/a": "workspace:*" }, "devDependencies": { "vitest": "4" } }',
  "p/b/src/index.ts": 'import { a } from "@x/a";\nexport const b = a;\n',
  "p/b/test/b.test.ts": 'import "vitest";\nimport "../src/index.ts";\n',
};
const empty: Workspace = {
  kind: "working-tree",
  origin: {},
  root: "/repository",
  entry: (path) => (path === "" ? "directory" : "absent"),
  read: () => undefined,
  digest: () => undefined,
  list: (path) => (path === "" ? [] : undefined),
  files: () => [],
  gitState: () => "absent",
  ignores: () => false,
  linksOn: () => [],
};
const base = overlay(empty, files);
const codesOf = (check: Check, workspace: Workspace): readonly string[] =>
  placesOf(check, workspace).map((place) => place.split(" ")[0] ?? "");
const reason = "it is so";
const rule = importBoundary({ name: "a", from: ["workspace:@x/a"], only: ["npm:zod"], reason });
const named = importBoundary({
  name: "b",
  from: ["p/b/**"],
  forbid: ["npm:lodash", "node:fs", "p/a/src/inner.ts"],
  reason,
});
const values = importBoundary({ name: "v", from: ["p/a/**"], forbid: ["p/b/**"], kinds: ["value"], reason });
const modules = noImportCycles({ of: "modules", reason });
const packages = noImportCycles({ of: "packages", reason });
const reaching = noReaching({ reason });
const declared = dependenciesDeclared({ ships: ["p/*/src/**"], reason });
const own = "p/a/src/inner.ts";

const violations: readonly (readonly [check: Check, file: string, source: string, code: string])[] = [
  [rule, own, 'import "@x/b";', "boundary-crossed"],
  [rule, own, 'export type B = import("@x/b").B;', "boundary-crossed"],
  [rule, own, 'export * from "@alias/b/src/index.ts";', "boundary-crossed"],
  [rule, own, 'const it = "../../b/src/index"; void import(it);', "boundary-crossed"],
  [rule, own, 'import "react";', "boundary-crossed"],
  [rule, own, 'void new URL("../../b/src/index.ts", import.meta.url);', "boundary-crossed"],
  [rule, own, 'import "../../../node_modules/@x/b/src/index.ts";', "boundary-crossed"],
  [rule, "p/a/src/new.cjs", 'require("@x/b");', "boundary-crossed"],
  [rule, "p/a/src/new.js", '/** @import { B } from "@x/b" */', "boundary-crossed"],
  [rule, own, 'import "./gone.ts";', "import-unresolved"],
  [rule, own, "import {", "module-unparsable"],
  [rule, own, "void import(`../../$" + "{one}`);", "boundary-undecidable"],
  [named, "p/b/src/index.ts", 'import "fs/promises";', "boundary-crossed"],
  [named, "p/b/src/index.ts", 'import fp from "lodash/fp";', "boundary-crossed"],
  [modules, own, 'import type { a } from "./index.ts";', "import-cycle"],
  [modules, "p/a/src/new.ts", 'import "./new2.ts";', "import-unresolved"],
  [packages, own, 'import "@x/b";', "import-cycle"],
  [reaching, "p/b/src/index.ts", 'import "../../a/src/index.ts";', "package-reached-into"],
  [reaching, "p/b/src/index.ts", 'import "@x/a/src/inner.ts";', "package-reached-into"],
  [reaching, "p/b/src/index.ts", 'import "@alias/a/src/inner.ts";', "package-reached-into"],
  [reaching, "p/b/src/index.ts", 'import "../../../node_modules/@x/a/src/inner.ts";', "package-reached-into"],
  [reaching, "p/b/src/index.ts", 'vi.mock("../../a/src/inner.ts");', "package-reached-into"],
  [declared, own, 'import "@x/b";', "dependency-undeclared"],
  [declared, own, 'import type { A } from "left-pad";', "dependency-undeclared"],
  [declared, "p/b/src/index.ts", 'import "vitest";', "dependency-undeclared"],
];

const titled = <Case extends readonly [Check, ...unknown[]]>(cases: readonly Case[]) =>
  cases.map((one) => ({ name: [one[0].name, ...one.slice(1)].join(" · "), one }));

test.each(titled(violations))("$name", ({ one: [check, file, source, code] }) => {
  const edited = overlay(base, { [file]: `${source}\n` });
  expect(codesOf(check, edited)).toContain(code);
});

const harmless: readonly (readonly [check: Check, file: string, source: string])[] = [
  [rule, own, '// import "@x/b";'],
  [rule, own, 'const text = "@x/b"; void text;'],
  [rule, own, 'import type { z } from "zod/v4";'],
  [rule, own, 'import "./index.ts";'],
  [rule, own, 'import "node:fs";'],
  [rule, own, "void import(one);"],
  [rule, own, "void import(`./locales/$" + "{one}.ts`);"],
  [rule, own, 'import routes from "virtual:routes";'],
  [rule, "p/b/src/new.ts", "import {"],
  [values, own, 'import type { b } from "@x/b";'],
  [modules, own, 'void import.meta.resolve("./index.ts");'],
  [modules, "p/a/src/new.ts", 'import "./index.ts"; import "./inner.ts";'],
  [packages, own, 'import "./index.ts";'],
  [reaching, own, 'import "./index.ts";'],
  [reaching, "p/b/src/index.ts", 'import type { a } from "@x/a";'],
  [reaching, "p/b/src/index.ts", 'void new URL("../../../README.md", import.meta.url);'],
  [declared, "p/b/test/b.test.ts", 'import "vitest";'],
  [declared, "p/b/src/index.ts", 'import type { T } from "vitest";'],
  [declared, own, 'import "@x/a";'],
];

test.each([rule, named, values, modules, packages, reaching, declared])("$name holds at first", (check) => {
  expect(codesOf(check, base)).toEqual([]);
});

test.each(titled(harmless))("harmless: $name", ({ one: [check, file, source] }) => {
  expect(codesOf(check, overlay(base, { [file]: `${source}\n` }))).toEqual([]);
});

test("what a rule names has to be there, unless nothing is fine", () => {
  const gone = { name: "gone", from: ["p/z/**"], forbid: ["workspace:@x/z"], reason } as const;
  expect(codesOf(importBoundary(gone), base)).toEqual(["boundary-names-nothing", "boundary-names-nothing"]);
  expect(codesOf(importBoundary({ ...gone, emptyIsFine: true }), base)).toEqual([]);
});

test("an exception lets through what it names, and nothing else", () => {
  const to = ["workspace:@x/b"];
  const excepted = importBoundary({
    name: "a",
    from: ["p/a/**"],
    forbid: ["p/b/**"],
    except: [{ from: ["p/a/src/inner.ts"], to, reason }],
    reason,
  });
  expect(codesOf(excepted, overlay(base, { [own]: 'import "@x/b";' }))).toEqual([]);
  expect(codesOf(excepted, overlay(base, { "p/a/src/index.ts": 'import "@x/b";' }))).toEqual([
    "boundary-crossed",
  ]);
});

test("what git ignores counts as built, another name as the package behind it", () => {
  const built = workspaceOf({ ...files, ".gitignore": "dist\n", [own]: 'import "../dist/made.js";\n' });
  expect(codesOf(rule, built)).toEqual([]);
  const asked = {
    ".gitignore": "dist\n",
    "p/b/src/index.ts": 'void new URL("../../a/dist/made.js", import.meta.url);\n',
  };
  for (const made of [{}, { "p/a/dist/made.js": "export {};\n" }])
    expect(codesOf(reaching, workspaceOf({ ...files, ...asked, ...made }))).toEqual([]);
  const manifest = '{ "name": "@x/a", "dependencies": { "friend": "link:../b", "zod": "4" } }';
  const linked = overlay(base, { "p/a/package.json": manifest, [own]: 'import "friend";\n' });
  expect(codesOf(rule, linked)).toEqual(["boundary-crossed"]);
});

test("a circle is shown by its shortest way, and may be excepted as a whole", () => {
  const edited = overlay(base, { [own]: 'import "./index.ts";\n' });
  expect(codesOf(modules, edited)).toEqual(["import-cycle"]);
  const excepted = noImportCycles({ of: "modules", except: [{ modules: ["p/a/src/**"], reason }], reason });
  expect(codesOf(excepted, edited)).toEqual([]);
  const narrower = noImportCycles({
    of: "modules",
    except: [{ modules: ["p/a/src/inner.ts"], reason }],
    reason,
  });
  expect(codesOf(narrower, edited)).toEqual(["import-cycle"]);
});

test("either what is forbidden or what is allowed", () => {
  expect(() => importBoundary({ name: "both", from: ["**"], reason })).toThrow(TypeError);
});

test("what edits change is judged as if everything were derived anew", () => {
  const options = {
    memo: createMemo(),
    base: () => ({ kind: "none" }) as const,
    config: { policy: defaultPolicy },
  };
  const excepted = importBoundary({
    name: "excepted",
    from: ["**", "!p/a/**"],
    only: ["workspace:@x/*", "npm:vitest"],
    except: [{ from: ["p/b/test/**"], to: ["node:fs"], reason }],
    computed: "assumed",
    reason,
  });
  const checks = [rule, named, values, modules, packages, reaching, declared, excepted];
  const sources = [...violations, ...harmless].map(([, file, source]) => ({ [file]: `${source}\n` }));
  const others: readonly Edits[] = [
    { "p/a/package.json": '{ "name": "@x/a", "dependencies": { "@x/b": "*" } }' },
    { "p/b/package.json": '{ "name": "@x/z" }' },
    { "p/b/package.json": '{ "name": "@x/b", "dependencies": { "@x/a": "*", "vitest": "4" } }' },
    { "p/a/package.json": '{ "name": "@x/a", "exports": { "./inner": "./src/inner.ts" } }' },
    { "tsconfig.json": '{ "compilerOptions": { "paths": { "zod": ["./p/b/src/index.ts"] } } }' },
    { "p/a/src/inner.ts": null },
    { "p/b/src/new.ts": "const it = String(Math.random()); void import(it);\n" },
    { "p/c/package.json": '{ "name": "zod" }', "p/c/src/index.ts": "export {};\n" },
  ];
  const kept = keepCodeFacts({ workspace: base, memo: options.memo });
  const said = (workspace: Workspace, facts: CodeFacts) => {
    const context = contextOf(workspace, { decisions: [] }, options, facts);
    return checks.map((check) => evaluate(check, context));
  };
  said(base, kept.facts);
  for (const edits of [...sources, ...others, ...sources.slice(0, 5)]) {
    const view = overlay(base, edits);
    const anew = said(view, createCodeFacts({ workspace: view }));
    expect(said(view, kept.edited(view, edits)), JSON.stringify(edits)).toEqual(anew);
  }
});

test("circles are found where something reaches itself by way of others", () => {
  const size = 7;
  const graph = fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), {
    minLength: size,
    maxLength: size,
  });
  fc.assert(
    fc.property(graph, (links) => {
      const reach = (from: number): ReadonlySet<number> => {
        const seen = new Set<number>(links[from]);
        for (const node of seen) for (const next of links[node] ?? []) seen.add(next);
        return seen;
      };
      const reached = links.map((_, from) => reach(from));
      const groups = strongGroups(links);
      const inGroup = new Map(groups.flatMap((group) => group.map((node) => [node, group] as const)));
      for (const [from, all] of reached.entries())
        for (const to of reached.keys()) {
          const isOne = from !== to && all.has(to) && reached[to]?.has(from) === true;
          expect(from !== to && inGroup.get(from)?.includes(to) === true).toBe(isOne);
        }
      for (const group of groups) {
        const way = shortestCycle(group, links);
        expect(way.at(-1)).toBe(way[0]);
        expect(way.slice(1).every((to, at) => links[way[at] ?? -1]?.includes(to))).toBe(true);
      }
    }),
  );
});
