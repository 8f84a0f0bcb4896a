import { describe, expect, it } from "vitest";
import { type FinishedDocument, type RecordedTest, selectTest } from "../src/index.ts";

const test = (path: readonly string[], title: string): RecordedTest => ({
  path: [...path],
  title,
  state: "passed",
  mode: "run",
  note: null,
  fails: false,
  each: false,
  concurrent: false,
  retries: 0,
  retryCount: 0,
  flaky: false,
  repeats: 0,
  assertions: 1,
  swallowedFailures: [],
  recoveredFailures: 0,
  errors: [],
  location: { line: 1, column: 1 },
  durationMs: 1,
});

const tests = [
  test([], "dedupes heavy middleware"),
  test(["a"], "b > c"),
  test(["a > b"], "c"),
  test(["a", "b"], "c"),
  test([], "twice"),
  test([], "twice"),
];

const document = {
  modules: [
    {
      file: "x.test.ts",
      project: "",
      state: "passed",
      errors: [],
      imported: [],
      read: [],
      mocked: [],
      tests,
    },
    {
      file: "empty.test.ts",
      project: "",
      state: "failed",
      errors: [],
      imported: [],
      read: [],
      mocked: [],
      tests: [],
    },
  ],
} as unknown as FinishedDocument;

describe("a test is found by", () => {
  it.each([
    [["a"], "b > c"],
    [["a > b"], "c"],
    [["a", "b"], "c"],
  ])("describe path %j and title %s, never by joined names", (path, title) => {
    const found = selectTest(document, { file: "x.test.ts", path, title });
    expect(found).toMatchObject({ kind: "one", test: { path, title } });
  });

  it.each([
    ["another title", "x.test.ts", [], "dedupes"],
    ["another case", "x.test.ts", [], "Dedupes heavy middleware"],
    ["another describe path", "x.test.ts", ["a"], "dedupes heavy middleware"],
    ["a longer describe path", "x.test.ts", ["a", "b", "c"], ""],
  ])("nothing less: %s", (_, file, path, title) => {
    expect(selectTest(document, { file, path, title })).toMatchObject({ kind: "none", moduleRan: true });
  });

  it("a module that took part", () => {
    const title = "dedupes heavy middleware";
    expect(selectTest(document, { file: "y.test.ts", path: [], title }).kind).toBe("none");
    expect(selectTest(document, { file: "y.test.ts", path: [], title })).toMatchObject({ moduleRan: false });
    expect(selectTest(document, { file: "empty.test.ts", path: [], title })).toMatchObject({
      moduleRan: true,
    });
  });

  it("names what is like it, nearest first", () => {
    const found = selectTest(document, {
      file: "x.test.ts",
      path: [],
      title: "dedupes the heavy middleware",
    });
    expect(found).toMatchObject({
      kind: "none",
      near: [{ file: "x.test.ts", path: [], title: "dedupes heavy middleware" }],
    });
  });

  it("refuses duplicates", () => {
    expect(selectTest(document, { file: "x.test.ts", path: [], title: "twice" })).toMatchObject({
      kind: "duplicate",
      found: [{}, {}],
    });
  });
});
