import { createMemo, overlay } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import {
  contextOf,
  defineConfig,
  defineGate,
  evaluate,
  probe,
  readWorkBreakdown,
  sentences,
  workBreakdown,
} from "../src/index.ts";
import { circlesOf } from "../src/work-breakdown/circles.ts";
import { fixedCheck, weakProbes, workspaceOf } from "./support.ts";

const breakdown = `$schema: phasegate.work-breakdown/1
phase: E
root: phase-e

passes:
  runtime: docs/pass

owners:
  ana: Writes
  bo: Reviews

slices:
  - id: E1
    title: Policy
    branch: phase-e-e1
    parent: phase-e
    owner: ana
    decisions: [D-009]
    paths:
      - src/policy.ts
      - planned: src/later.ts
    acceptance:
      - The policy is data, and a gate reads it

  - id: E2
    title: Closure
    branch: phase-e-e2
    parent: phase-e-e1
    owner: bo
    dependsOn: [E1]
    paths:
      - src
    artifacts:
      - docs/pass/E2.md
      - planned: docs/pass/E3.md
    acceptance:
      - Each decision has an outcome
`;
const path = "docs/plan.yaml";
const files = {
  [path]: breakdown,
  "src/policy.ts": "",
  "docs/pass/E2.md": "# E2\n",
  ".gitignore": "*.log\n",
  "DECISIONS.md": "# Decisions\n\n### D-009 — Policy\n\n- `status`: `open`\n",
};
const check = workBreakdown({ path, except: ["K*"] });
const gate = (id: string, slice: string, decisions: readonly string[] = []) =>
  defineGate({ id, slice, decisions, checks: [fixedCheck("a")] });
const gates = [gate("e1", "E1", ["D-009"]), gate("k1", "K1", ["D-011"])];
const options = (all = gates) => ({
  memo: createMemo(),
  base: () => ({ kind: "none" }) as const,
  config: defineConfig({ gates: all, suites: {}, policy: { registers: ["DECISIONS.md"] } }),
});
const workspace = () => workspaceOf(files);

function findings(text: string, all = gates, more: Record<string, string | null> = {}) {
  const edited = overlay(workspace(), { [path]: text, ...more });
  return evaluate(check, contextOf(edited, { decisions: [] }, options(all)));
}

function codes(text: string, all = gates, more: Record<string, string | null> = {}): string[] {
  return findings(text, all, more).findings.map(
    ({ code, location }) => `${code} ${location?.start?.line ?? 0}:${location?.start?.column ?? 0}`,
  );
}

function edited(from: string | RegExp, to: string): string {
  const text = breakdown.replace(from, to);
  expect(text).not.toBe(breakdown);
  return text;
}

test("a breakdown that holds", () => expect(codes(breakdown)).toEqual([]));

test.each<[string, string | RegExp, string, string]>([
  ["another version", "breakdown/1", "breakdown/2", "document-value-invalid 1:10"],
  ["an unknown key", "    owner: ana\n", "    owner: ana\n    colour: red\n", "document-value-invalid 18:5"],
  ["no owner", "    owner: ana\n", "", "document-value-invalid 13:5"],
  ["no acceptance", "      - Each decision has an outcome\n", "", "document-value-invalid 36:16"],
  ["two slices of one id", "id: E2", "id: E1", "slice-repeated 25:9"],
  ["two slices of one branch", "branch: phase-e-e2", "branch: phase-e-e1", "slice-repeated 27:13"],
  ["the branch of the root", "branch: phase-e-e1", "branch: phase-e", "slice-repeated 15:13"],
  ["an unknown dependency", "[E1]", "[E1, E9]", "slice-unknown 30:21"],
  ["itself", "[E1]", "[E2]", "slice-circular 30:16"],
  ["a circle", "    owner: ana\n", "    owner: ana\n    dependsOn: [E2]\n", "slice-circular 18:16"],
  ["a circle of branches", "parent: phase-e\n", "parent: phase-e-e2\n", "slice-circular 16:13"],
  ["a parent of nobody", "parent: phase-e-e1", "parent: main", "slice-parent-unknown 28:13"],
  ["a parent beside", "parent: phase-e-e1", "parent: phase-e", "slice-not-stacked 30:17"],
  ["an unknown owner", "owner: bo", "owner: boo", "slice-owner-unknown 29:12"],
  ["a path of another case", "- src/policy.ts", "- src/Policy.ts", "slice-path-missing 20:9"],
  ["a path in the middle", "- src/policy.ts", "- policy.ts", "slice-path-missing 20:9"],
  ["a glob", "- src/policy.ts", "- src/*.ts", "slice-path-missing 20:9"],
  ["an absolute path", "- src/policy.ts", "- /src/policy.ts", "slice-path-refused 20:9"],
  ["a path that leaves", "- src/policy.ts", "- ../src/policy.ts", "slice-path-refused 20:9"],
  ["all of the repository", "- src/policy.ts", "- .", "slice-path-refused 20:9"],
  ["a planned path that git ignores", "src/later.ts", "src/later.log", "slice-path-refused 21:9"],
  ["a planned scratchpad", "src/later.ts", "docs/AGENT_1_SCRATCHPAD.md", "slice-path-refused 21:9"],
  [
    "a planned scratchpad in small letters",
    "src/later.ts",
    "docs/agent_1_scratchpad.md",
    "slice-path-refused 21:9",
  ],
  ["the folder of scratch itself, planned", "src/later.ts", "docs/.scratch", "slice-path-refused 21:9"],
  [
    "an artifact elsewhere",
    "planned: docs/pass/E3.md",
    "planned: docs/passes/E3.md",
    "slice-artifact-misplaced 35:9",
  ],
  ["a criterion to come", "Each decision has an outcome", "TBD", "slice-acceptance-vague 37:9"],
  [
    "a criterion with a gap",
    "Each decision has an outcome",
    "Each decision has an outcome TBD",
    "slice-acceptance-vague 37:9",
  ],
  [
    "a criterion that yields",
    "has an outcome",
    "has an outcome where possible",
    "slice-acceptance-vague 37:9",
  ],
  ["a criterion of a word", "Each decision has an outcome", "Done", "slice-acceptance-vague 37:9"],
  ["an unknown decision", "[D-009]", "[D-009, D-099]", "decision-missing 18:24"],
  [
    "a decision that no gate supports",
    "dependsOn: [E1]\n    paths:\n      - src\n",
    "dependsOn: [E1]\n    paths: [src]\n",
    "",
  ],
  ["a tab", "    owner: ana", "\towner: ana", "document-data-unreadable 17:1"],
])("%s", (name, from, to, code) => {
  const found = codes(edited(from, to));
  if (code === "") expect(found, name).toEqual([]);
  else expect(found).toContain(code);
});

test("a file that is not planned and vanished, and one that is planned and came", () => {
  expect(codes(breakdown, gates, { "src/policy.ts": null, "src/other.ts": "" })).toEqual([
    "slice-path-missing 20:9",
  ]);
  const came = findings(breakdown, gates, { "src/later.ts": "" });
  expect(came.findings).toEqual([]);
  expect(came.assumptions).toEqual(["planned, and there by now: src/later.ts"]);
});

describe("gates", () => {
  test.each<[string, typeof gates, string[]]>([
    ["of no slice", [gate("e9", "E9")], ["gate-slice-unknown 13:3"]],
    ["of a slice in other letters", [gate("e1", "e1", ["D-009"])], ["gate-slice-unknown 13:3"]],
    [
      "of another decision",
      [gate("e1", "E1", ["D-010"])],
      ["gate-decisions-differ 18:16", "gate-decisions-differ 18:16"],
    ],
    ["of a slice without decisions", [gate("e2", "E2", ["D-009"])], ["gate-decisions-differ 25:5"]],
    ["of another family", [gate("k9", "K9", ["D-011"])], []],
    ["two of one slice", [gate("e1", "E1", ["D-009"]), gate("e1b", "E1")], []],
  ])("%s", (_, all, expected) => {
    expect(codes(breakdown, all).map((one) => one)).toEqual(expected);
  });

  test("that are not known are not passed over", () => {
    const { config, ...rest } = options();
    const context = contextOf(workspace(), { decisions: [] }, { ...rest, config: { policy: config.policy } });
    expect(evaluate(check, context).findings.map(({ code }) => code)).toEqual(["gates-unknown"]);
  });
});

test("sentences", () => {
  const text = edited("owner: bo", "owner: boo")
    .replace("src/policy.ts", "sr/policy.ts")
    .replace("parent: phase-e-e1", "parent: phase-e");
  expect(findings(text).findings.map((one) => sentences(one).message)).toEqual([
    "E2 depends on E1, and its branch, stacked on phase-e, does not hold the branch of E1",
    "E2 belongs to boo; owners are ana, bo",
    "E1 names sr/policy.ts, which does not exist; there is src/policy.ts",
  ]);
});

test("probes", () => {
  const outcomes = probe(check, { workspace: workspace(), gate: { decisions: [] }, ...options() });
  expect(weakProbes(outcomes)).toEqual([]);
  expect(outcomes.filter(({ result }) => result === "not-applicable").map((one) => one.probe)).toEqual([]);
});

test("the reader gives slices with places, or why there are none", () => {
  const read = readWorkBreakdown(workspace(), path);
  expect(read).toMatchObject({ kind: "read", breakdown: { phase: "E", root: "phase-e" } });
  if (read.kind !== "read") throw new Error("not read");
  expect(read.breakdown.slices[0]?.paths).toEqual([
    { path: "src/policy.ts", isPlanned: false },
    { path: "src/later.ts", isPlanned: true },
  ]);
  expect(read.locate(["slices", 1, "owner"])).toEqual({
    path,
    start: { line: 29, column: 12 },
    end: { line: 29, column: 14 },
  });
  expect(readWorkBreakdown(workspace(), "nowhere.yaml")).toMatchObject({
    kind: "refused",
    findings: [{ code: "document-missing" }],
  });
  expect(readWorkBreakdown(overlay(workspace(), { [path]: "a: 1\na: 2\n" }), path)).toMatchObject({
    kind: "refused",
    findings: [{ code: "document-data-unreadable" }],
  });
});

test("each circle is told once", () => {
  const graph = (edges: Record<string, string[]>) => circlesOf(new Map(Object.entries(edges)));
  expect(graph({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] })).toEqual([]);
  expect(graph({ a: ["b"], b: ["c"], c: ["b", "z"] })).toEqual([["b", "c"]]);
  expect(graph({ a: ["a"], b: ["c"], c: ["b"] })).toEqual([["a"], ["b", "c"]]);
});
