import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FinishedDocument, judgeRun, judgeTest, selectTest } from "../src/index.ts";
import { outcomeModules } from "./support/outcome-modules.ts";
import { Repository } from "./support/repository.ts";
import { type Ended, run } from "./support/run.ts";

/** One run of the whole zoo, under a configuration that tries to make everything pass. */
const lenient = `
  import { defineConfig } from "vitest/config";
  export default defineConfig({ test: {
    allowOnly: true, passWithNoTests: true, dangerouslyIgnoreUnhandledErrors: true, onUnhandledError: () => false,
    reporters: [], update: "all", watch: true, includeTaskLocation: false, setupFiles: ["./setup.ts"], runner: "./runner.ts",
    typecheck: { enabled: true, only: true }, coverage: { enabled: true }, expect: { requireAssertions: false }, silent: true,
  } });`;

const setup = `
  import { expect, vi } from "vitest";
  vi.setConfig({ expect: { requireAssertions: false } });
  expect.setState({ isExpectingAssertions: false });`;

let repository: Repository;
let ended: Ended;
let document: FinishedDocument;

beforeAll(async () => {
  repository = new Repository({
    "packages/a/vitest.config.ts": lenient,
    "packages/a/setup.ts": setup,
    "packages/a/runner.ts":
      "export default class { onBeforeRunFiles() { throw new Error('replaced'); } importFile() {} }",
    "packages/a/src/real.ts": `export const real = "real";`,
    "packages/a/notes.md": "notes",
    ...outcomeModules,
  });
  ended = await run(repository);
  document = repository.finished();
});

afterAll(() => repository.remove());

type Row = readonly [file: string, path: readonly string[], title: string, codes: readonly string[]];

const rows: readonly Row[] = [
  ["plain", [], "passes", []],
  ["plain", [], "fails", ["failed"]],
  ["plain", [], "throws", ["failed"]],
  ["plain", [], "skip", ["skipped"]],
  ["plain", [], "todo", ["todo"]],
  ["plain", [], "skips itself", ["skipped"]],
  ["plain", [], "skips itself late", ["skipped"]],
  ["plain", ["skipped suite"], "inside", ["skipped"]],
  ["plain", ["outer", "inner"], "nested", []],
  ["plain", ["outer > inner"], "nested", ["failed"]],
  ["plain", [], "fails on purpose", ["expected-to-fail", "no-assertions"]],
  ["plain", [], "retried", ["retried"]],
  ["plain", [], "repeated", []],
  ["plain", [], "each 1", []],
  ["plain", [], "run if", ["skipped"]],
  ["plain", [], "times out", ["failed"]],
  ["assertions", [], "none", ["no-assertions"]],
  ["assertions", [], "expect without matcher", ["no-assertions"]],
  ["assertions", [], "expects none", ["no-assertions"]],
  ["assertions", [], "chai style", []],
  ["assertions", [], "inline snapshots", []],
  ["assertions", [], "local expect", []],
  ["assertions", [], "resolves", []],
  ["assertions", [], "rejects", []],
  ["assertions", [], "not awaited", []],
  ["assertions", [], "own matcher", []],
  ["assertions", [], "own asynchronous matcher", []],
  ["assertions", [], "asymmetric", []],
  ["assertions", [], "concurrent one", []],
  ["assertions", [], "concurrent none", ["no-assertions"]],
  ["assertions", ["with hooks"], "only in hooks", ["no-assertions"]],
  ["swallowed", [], "try and catch", ["swallowed-failure"]],
  ["swallowed", [], "promise catch", ["swallowed-failure"]],
  ["swallowed", [], "wrong way", ["swallowed-failure"]],
  ["swallowed", [], "loop", ["swallowed-failure"]],
  ["swallowed", [], "loop with await", ["swallowed-failure"]],
  ["swallowed", [], "poll given up", ["swallowed-failure"]],
  ["swallowed", [], "own matcher", ["swallowed-failure"]],
  ["swallowed", [], "file snapshot", ["swallowed-failure"]],
  ["swallowed", [], "chai property", ["swallowed-failure"]],
  ["swallowed", [], "with call sites for a stack", ["swallowed-failure"]],
  ["swallowed", [], "expect fail", ["swallowed-failure"]],
  ["swallowed", [], "in a hook", []],
  ["swallowed", ["hook"], "around", ["swallowed-failure"]],
  ["not-swallowed", [], "toThrow", []],
  ["not-swallowed", [], "rejects", []],
  ["not-swallowed", [], "caught and asserted upon", []],
  ["not-swallowed", [], "message asserted upon", []],
  ["not-swallowed", [], "poll", []],
  ["not-swallowed", [], "waitFor", []],
  ["not-swallowed", [], "waitFor with fake timers", []],
  ["not-swallowed", [], "retry of the author's own", []],
  ["not-swallowed", [], "not", []],
  ["soft", [], "soft", ["failed"]],
  ["settings", [], "after setConfig", ["no-assertions"]],
  ["before-all", [], "after a broken hook", ["module-failed", "skipped"]],
  ["after-all", [], "before a broken hook", ["module-failed"]],
  ["snapshot", [], "new snapshot", ["failed"]],
  ["exit", [], "exits", ["failed"]],
  ["forged", [], "fails, and a hook says it passed", ["swallowed-failure"]],
  ["forged", [], "throws, and a hook says it passed", ["swallowed-failure"]],
  ["forged", [], "passes, and a hook says so too", []],
  ["elsewhere", [], "asserts in a listener of the suite", []],
  ["elsewhere", [], "asserts when it is over", ["no-assertions"]],
  ["meta", [], "forges its count", ["no-assertions"]],
];

describe("why a test does not count", () => {
  it.each(rows)("%s %j %s: %j", (file, path, title, codes) => {
    const found = selectTest(document, { file: `packages/a/test/${file}.test.ts`, path, title });
    if (found.kind !== "one") throw new Error(`${found.kind}: ${JSON.stringify(found)}`);
    expect(judgeTest(document, found).map((reason) => reason.code)).toEqual(codes);
  });

  it("refuses two tests of one identity", () => {
    const found = selectTest(document, { file: "packages/a/test/plain.test.ts", path: [], title: "twice" });
    expect(found).toMatchObject({ kind: "duplicate", found: [{}, {}] });
  });

  it.each([
    ["syntax", "unreadable"],
    ["module-scope", "never collected"],
  ])("names the error of a module that broke: %s", (file, title) => {
    const path = `packages/a/test/${file}.test.ts`;
    expect(selectTest(document, { file: path, path: [], title })).toMatchObject({
      kind: "none",
      moduleRan: true,
    });
    const module = document.modules.find((one) => one.file === path);
    expect(module).toMatchObject({ state: "failed", errors: [{ location: { path } }], tests: [] });
  });

  it("does not let .only leave tests out", () => {
    const module = document.modules.find((one) => one.file === "packages/a/test/only.test.ts");
    expect(module?.state).toBe("failed");
    expect(module?.tests.filter((test) => test.state === "passed")).toEqual([]);
  });

  it("says where an error was thrown", () => {
    const found = selectTest(document, { file: "packages/a/test/plain.test.ts", path: [], title: "fails" });
    expect(found).toMatchObject({
      test: {
        errors: [{ name: "AssertionError", location: { path: "packages/a/test/plain.test.ts", line: 4 } }],
      },
    });
  });
});

describe("the run", () => {
  it("fails, and judges itself", () => {
    expect(ended.code).toBe(1);
    expect(document.reason).toBe("failed");
    expect(judgeRun(document)).toEqual([]);
  });

  it("writes no snapshot", () => {
    repository.git("diff", "--exit-code");
    expect(repository.finished().changedDuringRun).toEqual([]);
  });

  it("tells the facts of the configuration", () => {
    expect(document.projects).toMatchObject([
      {
        configFile: "packages/a/vitest.config.ts",
        setupFiles: ["packages/a/setup.ts"],
        replacedRunner: "packages/a/runner.ts",
      },
    ]);
  });

  it("tells what a module replaced and read", () => {
    const module = document.modules.find((one) => one.file === "packages/a/test/mocks.test.ts");
    expect(module?.mocked).toEqual([
      { module: "os", kind: "automock" },
      { module: "packages/a/src/real.ts", kind: "manual" },
    ]);
    expect(module?.imported.map(([path]) => path)).toEqual([
      "packages/a/setup.ts",
      "packages/a/test/mocks.test.ts",
    ]);
    expect(module?.read.map(([path]) => path)).toEqual(["packages/a/notes.md", "packages/a/src/real.ts"]);
  });

  it("names no place on this machine", () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain(repository.root);
    expect(text).not.toContain(process.cwd());
    expect(text).not.toMatch(/node_modules\/\.pnpm/);
  });

  it("shows people the line of a failed assertion, not the line that watches it", () => {
    expect(ended.output).toContain("test/soft.test.ts:3:");
    expect(ended.output).not.toMatch(/❯.*(observe-assertions|wrap-matchers|test-runner)/);
  });
});
