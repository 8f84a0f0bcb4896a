import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { type RunDocument, runSchema, toJson, toText, worst } from "../src/index.ts";
import { exampleRun, provedRun } from "./run.ts";

const source = (path: string) =>
  path === "src/orpc.ts" ? "export function dispatch() {\n  handle(request);\n}\n" : undefined;

test("the text report shows claims, scopes, findings in their code, needs, waivers and the sum", () => {
  expect(toText(exampleRun, { color: false, source })).toMatchSnapshot();
});

test("the text report of a suite that is proved ends with what its gates proved", () => {
  const text = toText({ ...provedRun, findings: [] }, { color: false, source });
  expect(text.slice(text.indexOf("proved by"))).toMatchSnapshot();
  const bare = toText(
    { ...provedRun, proof: { seed: 1, milliseconds: 2, edits: 3 } },
    { color: false, source },
  );
  expect(bare).toContain("proved by 3 edits, seed 1, 2 ms");
  expect(runSchema.parse(JSON.parse(toJson(provedRun)))).toEqual(provedRun);
});

const commit = "8da0bf3f0c3f1f9c7f6f0c5a3f3a5d1f7c9b2e4d";

test("the text report says what was judged and compared, where that does not go without saying", () => {
  const bases: RunDocument["base"][] = [
    { kind: "revision", how: "pull-request", commit, ref: "origin/main", paths: [] },
    { kind: "root", paths: [] },
    { kind: "none" },
    { kind: "unknown", why: "the base branch main was not fetched", command: "git fetch origin main" },
    { kind: "unused" },
  ];
  const judged = [
    { kind: "working-tree", head: null },
    { kind: "index", head: commit },
    { kind: "revision", head: commit },
  ];
  const end = (run: Partial<RunDocument>) =>
    toText({ ...exampleRun, gates: [], findings: [], ...run }, { color: false, source });
  expect(bases.map((base) => end({ base }))).toMatchSnapshot();
  expect(judged.map((workspace) => end({ workspace, base: { kind: "none" } }))).toMatchSnapshot();
});

test("colour changes nothing but colour", () => {
  const plain = toText(exampleRun, { color: false, source });
  const colored = toText(exampleRun, { color: true, source });
  expect(colored).not.toBe(plain);
  expect(stripVTControlCharacters(colored)).toBe(plain);
});

test("a matrix is drawn below its check, with what it does not show as a sum", () => {
  const matrix = {
    head: ["ann", "bob"],
    lines: [
      { name: "/rpc", cells: ["served", "refused"] },
      { name: "/api/orpc/*", cells: ["served", "not refused"] },
    ],
    held: 7,
    cases: 8,
  };
  const [gate] = exampleRun.gates;
  const [check] = gate?.checks ?? [];
  if (gate === undefined || check === undefined) throw new Error("the example has no check");
  const gates = [{ ...gate, checks: [{ ...check, matrix }] }];
  const text = toText({ ...exampleRun, gates }, { color: false, source });
  expect(text.split("\n").filter((line) => /ann|\/rpc|orpc\/\*|hold/.test(line))).toEqual([
    "                         ann          bob",
    "        /rpc          served      refused",
    "        /api/orpc/*   served  not refused",
    "        each also with every other case of its row: 7 of 8 hold",
  ]);
});

test("a place that no longer exists gets no frame, and is still named", () => {
  const text = toText(exampleRun, { color: false, source: () => undefined });
  expect(text).toContain("at src/orpc.ts:2:3\n");
});

test("a line of any length stays readable", () => {
  const text = toText(exampleRun, { color: false, source: () => `x\n${"y".repeat(100_000)}` });
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(400);
});

describe("JSON", () => {
  test("is the document", () => {
    expect(runSchema.parse(JSON.parse(toJson(exampleRun)))).toEqual(exampleRun);
  });

  test("refuses a run that does not fit the schema", () => {
    expect(() => toJson({ ...exampleRun, target: undefined as unknown as string })).toThrow();
  });
});

test("the worst verdict counts, and of none it is blocked", () => {
  expect(worst(["passed", "blocked", "failed"])).toBe("failed");
  expect(worst(["passed", "blocked"])).toBe("blocked");
  expect(worst(["passed"])).toBe("passed");
  expect(worst([])).toBe("blocked");
});
