import { join, relative } from "node:path";
import { createMemo, openWorkingTree } from "@phasegate/workspace";
import { ResolverFactory } from "oxc-resolver";
import { describe, expect, it } from "vitest";
import { createCodeFacts, readMentionsAhead } from "../src/index.ts";
import { Resolver } from "../src/resolve/resolver.ts";
import { workspaceOf } from "./memory-workspace.ts";

describe("specifiers", () => {
  const workspace = workspaceOf({
    "package.json": `{ "name": "root", "workspaces": ["packages/*"] }`,
    "tsconfig.base.json": `{ "compilerOptions": { /* shared */ "baseUrl": ".", "paths": { "@lib/*": ["packages/lib/src/*"], "@one": ["packages/lib/src/one.ts"], }, } }`,
    "packages/app/tsconfig.json": `{ "extends": ["../../tsconfig.base.json"] }`,
    "packages/app/package.json": `{ "name": "app", "imports": { "#db": "./src/db.ts", "#dep/*": "@acme/lib/*" } }`,
    "packages/app/src/main.ts": "",
    "packages/app/src/db.ts": "",
    "packages/app/src/view.tsx": "",
    "packages/app/src/data.json": "{}",
    "packages/app/src/types.d.ts": "",
    "packages/app/src/dir/index.ts": "",
    "packages/app/src/util.mts": "",
    "packages/lib/package.json": `{ "name": "@acme/lib", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./deep/*": "./src/deep/*.ts", "./one": { "require": "./src/one.cts", "import": "./src/one.ts" } } }`,
    "packages/lib/src/index.ts": "",
    "packages/lib/src/one.ts": "",
    "packages/lib/src/one.cts": "",
    "packages/lib/src/deep/a.ts": "",
    "packages/vite/tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }`,
    "packages/vite/tsconfig.app.json": `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
    "packages/vite/src/a.ts": "",
    "packages/vite/src/b.ts": "",
  });
  const resolver = new Resolver(workspace);
  const main = "packages/app/src/main.ts";

  it.each<[string, string]>([
    ["./db", "packages/app/src/db.ts"],
    ["./db.js", "packages/app/src/db.ts"],
    ["./db.ts", "packages/app/src/db.ts"],
    ["./view.js", "packages/app/src/view.tsx"],
    ["./view.jsx", "packages/app/src/view.tsx"],
    ["./util.mjs", "packages/app/src/util.mts"],
    ["./types", "packages/app/src/types.d.ts"],
    ["./dir", "packages/app/src/dir/index.ts"],
    ["./dir/", "packages/app/src/dir/index.ts"],
    ["./data.json", "packages/app/src/data.json"],
    ["./db?raw", "packages/app/src/db.ts"],
    ["#db", "packages/app/src/db.ts"],
    ["#dep/one", "packages/lib/src/one.ts"],
    ["@lib/one", "packages/lib/src/one.ts"],
    ["@one", "packages/lib/src/one.ts"],
    ["@acme/lib", "packages/lib/src/index.ts"],
    ["@acme/lib/deep/a", "packages/lib/src/deep/a.ts"],
    ["./nothing", "missing"],
    ["../../../../outside", "missing"],
    ["@acme/lib/hidden", "missing"],
    ["fs", "node:fs"],
    ["node:fs/promises", "node:fs/promises"],
    ["@orpc/server/fetch", "@orpc/server/fetch"],
  ])("%s", (specifier, expected) => {
    const found = resolver.resolve(main, specifier);
    const text =
      found.kind === "external" ? found.specifier : found.kind === "missing" ? "missing" : found.path;
    expect(text).toBe(expected);
  });

  it("reads conditions and solution files", () => {
    expect(resolver.resolve(main, "@acme/lib/one", "require")).toMatchObject({
      path: "packages/lib/src/one.cts",
    });
    expect(resolver.resolve("packages/vite/src/b.ts", "@/a")).toMatchObject({
      path: "packages/vite/src/a.ts",
    });
  });
});

it("resolves what oxc-resolver resolves, on this repository's own sources", () => {
  const workspace = openWorkingTree(import.meta.dirname);
  const files = workspace.files().filter((path) => /^packages\/[^/]+\/src\/.*\.ts$/.test(path));
  const oracle = new ResolverFactory({
    extensions: [".ts", ".tsx", ".d.ts", ".js"],
    extensionAlias: { ".js": [".ts", ".js"] },
    conditionNames: ["import", "node"],
    builtinModules: true,
  });
  const { edges } = createCodeFacts({ workspace }).moduleGraph(files);
  expect(edges.length).toBeGreaterThan(300);
  for (const { from, specifier, to } of edges) {
    const folder = join(workspace.root, from, "..");
    const theirs = oracle.sync(folder, specifier).path;
    const path = theirs === undefined ? undefined : relative(workspace.root, theirs);
    const isOwn = path !== undefined && !path.includes("node_modules");
    expect([from, specifier, "path" in to ? to.path : "external"]).toEqual([
      from,
      specifier,
      isOwn ? path : "external",
    ]);
  }
});

it("answers the same with threads and without", async () => {
  const workspace = workspaceOf(
    Object.fromEntries(
      Array.from({ length: 450 }, (_, at) => [`m${at}.ts`, `import "./m${(at * 7) % 450}.ts";`]),
    ),
  );
  const plain = createCodeFacts({ workspace }).moduleGraph(workspace.files());
  const ahead = createCodeFacts({ workspace });
  await ahead.prepare(workspace.files(), { workers: 1 });
  expect(ahead.moduleGraph(workspace.files())).toEqual(plain);
});

it("says of mentions the same when threads read them ahead", async () => {
  const source = (at: number) => `import "./m${at}.ts";\nvoid import("./m${(at * 7) % 500}.ts");\n`;
  const modules = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`m${at}.ts`, source(at)]));
  const workspace = workspaceOf({ ...modules, "broken.ts": "const = ;", "empty.ts": "" });
  const paths = workspace.files();
  const memo = createMemo();
  await readMentionsAhead(workspace, memo, paths, { workers: 2 });
  const ahead = createCodeFacts({ workspace, memo }).mentions;
  const plain = createCodeFacts({ workspace }).mentions;
  const said = (mentions: typeof plain) =>
    paths.map((path) => {
      const answer = mentions.of(path);
      return answer?.kind === "module" ? answer.mentions : answer;
    });
  expect(said(ahead)).toEqual(said(plain));
  expect(ahead.of("broken.ts")?.kind).toBe("unparsable");
});
