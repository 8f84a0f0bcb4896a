import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EvidenceDocument, judgeRun, judgeTest, selectTest } from "../src/index.ts";
import { twoAtATime } from "./support/limit.ts";
import { type Files, Repository } from "./support/repository.ts";
import { type Ended, run } from "./support/run.ts";

const passing = `import { expect, test } from "vitest";\ntest("passes", () => { expect(1).toBe(1); });\n`;
const config = (test: string, before = "") =>
  `import { defineConfig } from "vitest/config";\n${before}\nexport default defineConfig({ test: { ${test} } });\n`;

interface Case {
  readonly files: Files;
  readonly env?: Readonly<Record<string, string>>;
  readonly code: 0 | 1;
  readonly document: object;
  /** Codes of the run, in order. */
  readonly run?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "no configuration at all": {
    files: {},
    code: 0,
    document: {
      state: "finished",
      reason: "passed",
      unhandledErrors: [],
      changedDuringRun: [],
      undeclaredInputs: [],
    },
    run: [],
  },
  "a configuration that throws": {
    files: { "packages/a/vitest.config.ts": `\nthrow new Error("configuration broke");\n` },
    code: 1,
    document: {
      state: "crashed",
      crash: {
        code: "configuration",
        error: { message: "configuration broke", location: { path: "packages/a/vitest.config.ts", line: 2 } },
      },
    },
  },
  "a configuration that does not parse": {
    files: { "packages/a/vitest.config.ts": "export default {{;\n" },
    code: 1,
    document: { state: "crashed", crash: { code: "configuration" } },
  },
  "a configuration that exits in peace": {
    files: { "packages/a/vitest.config.ts": "process.exit(0);\n" },
    code: 1,
    document: { state: "crashed", crash: { code: "exit" } },
  },
  "a rejection that nobody handles in the configuration": {
    files: {
      "packages/a/vitest.config.ts": `Promise.reject(new Error("nobody listened"));\nawait new Promise((go) => setTimeout(go, 50));\nexport default {};\n`,
    },
    code: 1,
    document: { state: "crashed", crash: { code: "exception", error: { message: "nobody listened" } } },
  },
  "a global setup that throws": {
    files: {
      "packages/a/vitest.config.ts": config(`globalSetup: ["./global.ts"]`),
      "packages/a/global.ts": `export default () => { throw new Error("global setup broke"); };\n`,
    },
    code: 1,
    document: { state: "crashed", crash: { code: "start", error: { message: "global setup broke" } } },
  },
  "a setup file that throws": {
    files: {
      "packages/a/vitest.config.ts": config(`setupFiles: ["./setup.ts"]`),
      "packages/a/setup.ts": `throw new Error("setup broke");\n`,
    },
    code: 1,
    document: {
      state: "finished",
      reason: "failed",
      modules: [
        { state: "failed", errors: [{ message: "setup broke", location: { path: "packages/a/setup.ts" } }] },
      ],
    },
  },
  "a name pattern": {
    files: { "packages/a/vitest.config.ts": config(`testNamePattern: /nothing like it/`) },
    code: 1,
    document: { state: "finished", filter: { testNamePattern: "nothing like it" } },
    run: ["no-tests"],
  },
  "include that matches nothing": {
    files: { "packages/a/vitest.config.ts": config(`include: ["nowhere/*.ts"], passWithNoTests: true`) },
    code: 1,
    document: { state: "finished", reason: "failed", modules: [] },
    run: ["no-tests"],
  },
  projects: {
    files: {
      "packages/a/vitest.config.ts": config(`projects: [
        { test: { name: "one", include: ["test/*.test.ts"], allowOnly: true } },
        { test: { name: "two", include: ["test/*.test.ts"], retry: 2, environment: "node" } } ]`),
      "packages/a/test/only.test.ts": `import { expect, test } from "vitest";\ntest.only("only", () => { expect(1).toBe(1); });\n`,
    },
    code: 1,
    document: {
      state: "finished",
      projects: [{ name: "one" }, { name: "two", retry: 2 }],
      modules: [
        { file: "packages/a/test/only.test.ts", project: "one", state: "failed" },
        { file: "packages/a/test/only.test.ts", project: "two", state: "failed" },
        {
          file: "packages/a/test/plain.test.ts",
          project: "one",
          tests: [{ title: "passes", assertions: 1 }],
        },
        {
          file: "packages/a/test/plain.test.ts",
          project: "two",
          tests: [{ title: "passes", assertions: 1 }],
        },
      ],
    },
  },
  "threads without isolation": {
    files: {
      "packages/a/vitest.config.ts": config(`pool: "threads", isolate: false, maxWorkers: 1`),
      "packages/a/test/second.test.ts": passing,
    },
    code: 0,
    document: { modules: [{ tests: [{ assertions: 1 }] }, { tests: [{ assertions: 1 }] }] },
  },
  "vm threads": {
    files: { "packages/a/vitest.config.ts": config(`pool: "vmThreads"`) },
    code: 0,
    document: { modules: [{ tests: [{ assertions: 1 }] }] },
  },
  "a rejection after the tests": {
    files: {
      "packages/a/test/late.test.ts": `import { expect, test } from "vitest";\ntest("late", async () => { expect(1).toBe(1); Promise.reject(new Error("late on purpose")); });\n`,
    },
    code: 1,
    document: {
      state: "finished",
      reason: "failed",
      unhandledErrors: [
        { message: "late on purpose", location: { path: "packages/a/test/late.test.ts", line: 2 } },
      ],
    },
    run: ["unhandled-error"],
  },
  "a file outside of the package": {
    files: {
      "shared.ts": "export const shared = 1;\n",
      "packages/a/test/shared.test.ts": `import { expect, test } from "vitest";\nimport { shared } from "../../../shared.ts";\ntest("shared", () => { expect(shared).toBe(1); });\n`,
    },
    code: 1,
    document: { state: "finished", reason: "passed", undeclaredInputs: ["shared.ts"] },
    run: ["undeclared-input"],
  },
  "a file outside of the package that is declared": {
    files: {
      "shared.ts": "export const shared = 1;\n",
      "vitest.shared.ts": "export const include = ['test/*.test.ts'];\n",
      "packages/a/package.json": `{ "name": "a", "type": "module", "phasegate": { "evidence": { "rootInputs": ["shared.ts", "vitest.*.ts"], "env": ["FLAVOUR"] } } }`,
      "packages/a/vitest.config.ts": config("include", `import { include } from "../../vitest.shared.ts";`),
      "packages/a/test/shared.test.ts": `import { expect, test } from "vitest";\nimport { shared } from "../../../shared.ts";\ntest("shared", () => { expect(shared).toBe(1); });\n`,
    },
    code: 0,
    document: { state: "finished", undeclaredInputs: [], key: { env: { FLAVOUR: "vanilla" } } },
  },
  "a file outside of the package that is read, not imported": {
    files: {
      "data.json": "1",
      "packages/a/test/reads.test.ts": `import { openSync, readFileSync } from "node:fs";\nimport { createRequire } from "node:module";\nimport { expect, test } from "vitest";\ntest("reads", () => { expect(readFileSync("../../data.json", "utf8")).toBe("1"); expect(createRequire(import.meta.url)("../../../package.json").name).toBe("root"); openSync("../../.git/x", "w"); });\n`,
    },
    code: 1,
    document: { state: "finished", reason: "passed", undeclaredInputs: ["data.json"] },
  },
  "a file that git ignores": {
    files: {
      "packages/a/.gitignore": "built/\n",
      "packages/a/built/index.ts": "export const built = 1;\n",
      "packages/a/test/built.test.ts": `import { expect, test } from "vitest";\nimport { built } from "../built/index.ts";\ntest("built", () => { expect(built).toBe(1); });\n`,
    },
    code: 0,
    document: {
      state: "finished",
      undeclaredInputs: [],
      ignoredInputs: { "packages/a/built/index.ts": expect.stringMatching(/^[0-9a-f]{40}$/) },
    },
  },
  "a test that forges evidence": {
    files: {
      "packages/a/test/forge.test.ts": `import { readFileSync, writeFileSync } from "node:fs";\nimport { expect, test } from "vitest";\ntest("forges", () => {\n  const document = JSON.parse(readFileSync(".evidence/vitest.json", "utf8"));\n  writeFileSync(".evidence/vitest.json", JSON.stringify({ ...document, run: "forged", state: "finished", modules: [] }));\n  expect(1).toBe(2);\n});\n`,
    },
    code: 1,
    document: {
      state: "finished",
      reason: "failed",
      modules: [{ tests: [{ title: "forges", state: "failed" }] }, { tests: [{ state: "passed" }] }],
    },
  },
  "a test that kills its worker": {
    files: {
      "packages/a/test/kill.test.ts": `import { expect, test } from "vitest";\ntest("kills", () => { expect(1).toBe(1); process.kill(process.pid, "SIGKILL"); });\n`,
    },
    code: 1,
    document: { state: "finished", unhandledErrors: [{}] },
  },
  "a configuration that asks where it is": {
    files: {
      "packages/a/package.json": `{ "name": "a", "type": "module", "phasegate": { "evidence": { "env": ["NODE_ENV", "VITEST"] } } }`,
      "packages/a/vitest.config.ts": config(
        "",
        `if (process.env.VITEST !== "true" || process.env.NODE_ENV !== "test") throw new Error("not in Vitest");`,
      ),
    },
    code: 0,
    document: { state: "finished", changedDuringRun: [], key: { env: { NODE_ENV: null, VITEST: null } } },
  },
  "a root that is another package": {
    files: {
      "packages/b/package.json": `{ "name": "b", "type": "module" }`,
      "packages/b/test/other.test.ts": passing,
      "packages/a/vitest.config.ts": config(`root: "../b"`),
    },
    code: 1,
    document: { state: "finished", undeclaredInputs: ["packages/b/test/other.test.ts"] },
  },
  "an alias": {
    files: {
      "packages/a/vitest.config.ts": config(
        `alias: { "@real": new URL("./stub.ts", import.meta.url).pathname }`,
      ),
      "packages/a/stub.ts": "export const real = 1;\n",
      "packages/a/test/alias.test.ts": `import { expect, test } from "vitest";\nimport { real } from "@real";\ntest("alias", () => { expect(real).toBe(1); });\n`,
    },
    code: 0,
    document: { projects: [{ aliases: [{ find: "@real", replacement: "packages/a/stub.ts" }] }] },
  },
  "a test module that its include leaves out": {
    files: {
      "packages/a/vitest.config.ts": config(`include: ["test/plain.test.ts"]`),
      "packages/a/test/other.test.ts": passing,
    },
    code: 0,
    document: { state: "finished", modules: [{ file: "packages/a/test/plain.test.ts" }] },
  },
  "an alias that takes Vitest's place": {
    files: {
      "packages/a/vitest.config.ts": config(
        `alias: [{ find: /^vitest$/, replacement: new URL("./stub.ts", import.meta.url).pathname }]`,
      ),
      "packages/a/stub.ts": `import * as real from "../../node_modules/vitest/dist/index.js";\nexport const expect = real.expect;\nexport const test = (name: string) => real.test(name, () => { expect(1).toBe(1); });\n`,
    },
    code: 1,
    document: { state: "crashed", crash: { code: "vitest-replaced" } },
  },
  "a plugin that takes Vitest's place": {
    files: {
      "packages/a/vitest.config.ts": `export default { plugins: [{ name: "stub", enforce: "pre", resolveId: (id) => id === "vitest" ? new URL("./stub.ts", import.meta.url).pathname : undefined }] };\n`,
      "packages/a/stub.ts": `import * as real from "../../node_modules/vitest/dist/index.js";\nexport const expect = real.expect;\nexport const test = (name: string) => real.test(name, () => { expect(1).toBe(1); });\n`,
    },
    code: 1,
    document: { state: "crashed", crash: { code: "vitest-replaced" } },
  },
  "a module that workers load first, from outside of the package": {
    files: {
      "first.cjs": "globalThis.first = 1;\n",
      "packages/a/vitest.config.ts": config(`execArgv: ["--require", "../../first.cjs"]`),
    },
    code: 1,
    document: {
      state: "finished",
      undeclaredInputs: ["first.cjs"],
      projects: [{ preloads: ["first.cjs"] }],
    },
    run: ["undeclared-input"],
  },
  "a module that NODE_OPTIONS of a configuration loads first": {
    files: {
      "first.cjs": "globalThis.first = 1;\n",
      "packages/a/vitest.config.ts": config(`env: { NODE_OPTIONS: "--require=../../first.cjs" }`),
    },
    code: 1,
    document: { state: "finished", undeclaredInputs: ["first.cjs"] },
  },
  "a module that NODE_OPTIONS of the caller loads first": {
    files: { "packages/a/first.cjs": "globalThis.first = 1;\n" },
    env: { NODE_OPTIONS: "--require ./first.cjs" },
    code: 1,
    document: { state: "crashed", crash: { code: "preloaded" } },
  },
  "a pool of its own": {
    files: {
      "packages/a/vitest.config.ts": config(`pool: "./pool.ts"`),
      "packages/a/pool.ts": "export default {};",
    },
    code: 1,
    document: { state: "crashed" },
  },
  "a test that edits its own package": {
    files: {
      "packages/a/test/edits.test.ts": `import { writeFileSync } from "node:fs";\nimport { expect, test } from "vitest";\ntest("edits", () => { writeFileSync("added.txt", "x"); expect(1).toBe(1); });\n`,
    },
    code: 1,
    document: {
      state: "finished",
      reason: "passed",
      changedDuringRun: [{ of: "file", name: "packages/a/added.txt", was: null }],
    },
  },
  "a declaration of another shape": {
    files: {
      "packages/a/package.json": `{ "name": "a", "type": "module", "phasegate": { "evidence": { "inputs": [] } } }`,
    },
    code: 1,
    document: { state: "crashed", crash: { code: "unreadable-input" } },
  },
  "a Vitest that the lockfile does not name": {
    files: { "pnpm-lock.yaml": "packages:\n\n  vitest@3.0.0:\n    resolution: {}\n" },
    code: 1,
    document: { state: "crashed", crash: { code: "vitest-not-locked" } },
  },
};

const results = new Map<string, { readonly ended: Ended; readonly document: EvidenceDocument }>();
const made: Repository[] = [];

beforeAll(async () => {
  await twoAtATime(Object.entries(cases), async ([name, { files, env }]) => {
    const repository = new Repository({ "packages/a/test/plain.test.ts": passing, ...files });
    made.push(repository);
    const ended = await run(repository, { env: { FLAVOUR: "vanilla", ...env } });
    results.set(name, { ended, document: repository.document() });
  });
});

afterAll(() => {
  for (const repository of made) repository.remove();
});

function resultOf(name: string) {
  const result = results.get(name);
  if (result === undefined) throw new Error(`no result of ${name}`);
  return result;
}

describe("a run with", () => {
  it.each(Object.entries(cases))("%s", (name, expected) => {
    const { ended, document } = resultOf(name);
    expect({ code: ended.code, document }).toMatchObject({
      code: expected.code,
      document: expected.document,
    });
    if (expected.run === undefined || document.state !== "finished") return;
    expect(judgeRun(document).map((reason) => reason.code)).toEqual(expected.run);
  });

  it("a name pattern says that a test was filtered out", () => {
    const { document } = resultOf("a name pattern");
    if (document.state !== "finished") throw new Error(document.state);
    const found = selectTest(document, { file: "packages/a/test/plain.test.ts", path: [], title: "passes" });
    if (found.kind !== "one") throw new Error(found.kind);
    expect(judgeTest(document, found)).toEqual([
      { code: "filtered-out", testNamePattern: "nothing like it" },
    ]);
  });

  it("projects asks which one is meant", () => {
    const { document } = resultOf("projects");
    if (document.state !== "finished") throw new Error(document.state);
    const identity = { file: "packages/a/test/plain.test.ts", path: [], title: "passes" };
    expect(selectTest(document, identity).kind).toBe("duplicate");
    expect(selectTest(document, { ...identity, project: "two" }).kind).toBe("one");
  });

  it.each([
    "a configuration that throws",
    "a file outside of the package",
    "a test that edits its own package",
    "include that matches nothing",
    "a test module that its include leaves out",
  ])("%s tells people why", (name) => {
    const told = resultOf(name).ended.output.split("\n");
    expect(told.slice(told.findIndex((line) => line.startsWith("evidence: ")))).toMatchSnapshot();
  });
});
