import { describe, expect, test } from "vitest";
import { type Demand, importConfined } from "../src/index.ts";
import { codesOf, probesOf, weakProbes, workspaceOf } from "./support.ts";

test.each([
  'export * from "../node_modules/hono/dist/preset/tiny.js";',
  'export { Hono as R } from "../node_modules/hono/dist/preset/tiny.js";',
  'void import("../node_modules/hono/dist/preset/tiny.js");',
])("a path into an installed package is no way around: %s", (line) => {
  const check = importConfined({ symbols: [{ module: "hono", export: "Hono" }], to: [] });
  expect(codesOf(check, workspaceOf({ "src/a.ts": line }))).toContain("import-undecidable src/a.ts");
});

describe("other entry points of a package", () => {
  const routers = importConfined({
    symbols: [{ module: "hono", export: "Hono" }],
    to: ["src/host.ts"],
    otherEntries: ["hono/factory"],
  });
  const own = {
    "package.json": JSON.stringify({ name: "own", dependencies: { hono: "4.0.0" } }),
    "src/host.ts": 'import { Hono } from "hono";\nexport const fetch = new Hono().fetch;\n',
    "src/chain.ts": "export const chain = 1;\n",
  };
  const judged = (edits: Readonly<Record<string, string>>) =>
    codesOf(routers, workspaceOf({ ...own, ...edits }));

  test.each<[string, Record<string, string>, string]>([
    ["a preset", { "src/chain.ts": 'import { Hono } from "hono/tiny";\nvoid Hono;\n' }, "src/chain.ts:1"],
    ["the base", { "src/chain.ts": '\nimport * as b from "hono/hono-base";\nvoid b;\n' }, "src/chain.ts:2"],
    ["a re-export", { "src/chain.ts": 'export { Hono as R } from "hono/quick";\n' }, "src/chain.ts:1"],
    ["a star", { "src/chain.ts": 'export * from "hono/quick";\n' }, "src/chain.ts:1"],
    ["an import at run time", { "src/chain.ts": 'void import("hono/tiny");\n' }, "src/chain.ts:1"],
    ["a require", { "src/chain.cjs": 'require("hono/tiny");\n' }, "src/chain.cjs:1"],
    ["a file of it", { "src/chain.ts": 'import "hono/dist/preset/tiny.js";\n' }, "src/chain.ts:1"],
    [
      "the module that may have the symbol",
      { "src/host.ts": `${own["src/host.ts"]}import { Hono as T } from "hono/tiny";\nvoid T;\n` },
      "src/host.ts:3",
    ],
    [
      "a value beside a type",
      {
        "src/chain.ts": 'import { type Hono, Hono as T } from "hono/tiny";\nvoid T;\nexport type H = Hono;\n',
      },
      "src/chain.ts:1",
    ],
    [
      "a name of the package's own",
      {
        "package.json": JSON.stringify({
          name: "own",
          dependencies: { hono: "4" },
          imports: { "#r": "hono/tiny" },
        }),
        "src/chain.ts": 'import { Hono } from "#r";\nvoid Hono;\n',
      },
      "src/chain.ts:1",
    ],
  ])("%s is found", (_, edits, place) => {
    expect([...new Set(judged(edits))]).toEqual([`import-outside ${place}`]);
  });

  test.each<[string, Record<string, string>]>([
    [
      "what is let through",
      { "src/chain.ts": 'import { createMiddleware } from "hono/factory";\nvoid createMiddleware;\n' },
    ],
    ["types", { "src/chain.ts": 'import type { Hono } from "hono/tiny";\nexport type H = Hono;\n' }],
    [
      "a type in a list",
      { "src/chain.ts": 'import { type Hono } from "hono/tiny";\nexport type H = Hono;\n' },
    ],
    [
      "another export of the same entry",
      { "src/chain.ts": 'import type { Context } from "hono";\nexport type C = Context;\n' },
    ],
    ["a package of a like name", { "src/chain.ts": 'import { Hono } from "hono-tiny/tiny";\nvoid Hono;\n' }],
    [
      "a comment",
      { "src/chain.ts": '// import { Hono } from "hono/tiny";\nexport const text = "hono/tiny";\n' },
    ],
    [
      "a module of that name",
      {
        "src/hono/tiny.ts": "export const Hono = 1;\n",
        "src/chain.ts": 'import { Hono } from "./hono/tiny.ts";\nvoid Hono;\n',
      },
    ],
  ])("%s: harmless", (_, edits) => expect(judged(edits)).toEqual([]));

  test("probes, and what it demands", () => {
    expect(weakProbes(probesOf(routers, workspaceOf(own)))).toEqual([]);
    const of = (otherEntries?: readonly string[]) =>
      importConfined({
        symbols: [{ module: "hono", export: "Hono" }],
        to: [],
        ...(otherEntries === undefined ? {} : { otherEntries }),
      }).demand;
    const kept = (now: Demand, before: Demand) =>
      before.parts(before.demands).map((part) => now.compare(part, { files: [] }).get("otherEntries"));
    expect(kept(of([]), of(["hono/factory"]))).toEqual(["yes"]);
    expect(kept(of([]), of())).not.toContain("no");
    expect(kept(of(["hono/factory"]), of([]))).toEqual(["no"]);
    expect(kept(of(), of(["hono/factory"]))).toEqual(["no"]);
  });
});
