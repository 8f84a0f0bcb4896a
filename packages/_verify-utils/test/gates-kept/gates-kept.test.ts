import type { Base } from "@phasegate/workspace";
import { createMemo, openRevision, openWorkingTree } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import {
  type BaseGates,
  type Config,
  type ConfigInput,
  decisionRecorded,
  defineConfig,
  defineGate,
  definitionOf,
  exportsSymbol,
  gatesKept,
  importConfined,
  noTestFailed,
  probe,
  run,
  testsPassed,
} from "../../src/index.ts";
import { weakProbes } from "../support.ts";

const confined = (...to: string[]) => importConfined({ symbols: [{ module: "src/a.ts", export: "a" }], to });
const tests = testsPassed({
  package: "p",
  file: "a.test.ts",
  subjects: ["src/a.ts"],
  tests: ["one", "two"],
});
const recorded = decisionRecorded({ id: "D-001", statuses: ["locked", "closed"] });
const one = defineGate({
  id: "one",
  slice: "S1",
  decisions: ["D-001"],
  checks: [confined("src/b.ts"), tests, recorded],
});
const two = defineGate({ id: "two", slice: "S2", needs: [one], checks: [noTestFailed({ package: "p" })] });
const own = defineGate({ id: "kept", slice: "S3", checks: [gatesKept()] });

type Change = Partial<ConfigInput>;
const configOf = (change: Change = {}): Config =>
  defineConfig({
    gates: [one, two, own],
    suites: { full: ["two", "kept"] },
    policy: { registers: ["DECISIONS.md"] },
    ...change,
  });

const register = (entry: string) => `# Decisions\n\n### D-001 — One\n\n- \`status\`: \`closed\`\n${entry}`;

interface Options {
  /** The register at the base, and now. */
  readonly registers?: readonly [string, string];
  readonly kit?: "same" | "changed";
  readonly counterexamples?: Extract<BaseGates, { kind: "known" }>["counterexamples"]["counterexamples"];
}

/** What the gate on gates says of a configuration that was another one before. */
function judged(before: Config, now: Config, options: Options = {}) {
  const [old, today] = options.registers ?? [register(""), register("")];
  const repository = createTemporaryRepository({ "DECISIONS.md": old, "src/a.ts": "export const a = 1;\n" });
  onTestFinished(repository.dispose);
  repository.write({ "DECISIONS.md": today });
  const { commit, workspace } = openRevision(repository.root, "HEAD");
  const base: Base = { kind: "revision", how: "named", commit, ref: "HEAD", workspace };
  const gatesAtBase: BaseGates = {
    kind: "known",
    definition: definitionOf(before),
    kit: options.kit ?? "same",
    counterexamples: {
      schema: "phasegate.counterexamples/1",
      counterexamples: options.counterexamples ?? [],
      notApplicable: [],
    },
  };
  const document = run({
    workspace: openWorkingTree(repository.root),
    config: now,
    target: "kept",
    gates: now.gates.filter(({ id }) => id === "kept"),
    memo: createMemo(),
    base,
    gatesAtBase: () => gatesAtBase,
    head: null,
    now: new Date("2026-06-15T12:00:00Z"),
  });
  const [check] = document.gates[0]?.checks ?? [];
  return {
    codes: check?.findings.map(({ code }) => code) ?? [],
    messages: check?.findings.map(({ message }) => message) ?? [],
    changes: (check?.changes ?? []).map(({ subject, change }) => `${subject} ${change}`),
    permitted: (check?.changes ?? []).flatMap(({ permitted }) => permitted ?? []),
  };
}

const withOne = (checks: typeof one.checks) => {
  const gate = { ...one, checks };
  return configOf({ gates: [gate, { ...two, needs: [gate] }, own] });
};

describe("is weakened by", () => {
  const prove = { suites: ["full"], tests: { budgetSeconds: 240, except: [] } };
  const waiver = {
    finding: "call-missing",
    gate: "one",
    owner: "ana",
    reason: "later",
    expires: "2026-12-31",
  };
  test.each<[string, Config, Config, string[]]>([
    [
      "a module that may import more",
      configOf(),
      withOne([confined("src/b.ts", "src/c.ts"), tests, recorded]),
      ["gate-weakened"],
    ],
    ["a check that is gone", configOf(), withOne([tests, recorded]), ["gate-weakened"]],
    [
      "a gate that is gone",
      configOf(),
      configOf({ gates: [one, own], suites: { full: ["one", "kept"] } }),
      ["gate-weakened"],
    ],
    [
      "a need that is gone",
      configOf(),
      configOf({ gates: [one, { ...two, needs: [] }, own] }),
      ["gate-weakened", "gate-weakened"],
    ],
    [
      "a decision that it supports no longer",
      configOf(),
      configOf({ gates: [{ ...one, decisions: [] }, own], suites: { full: ["one", "kept"] } }),
      ["gate-weakened", "gate-weakened"],
    ],
    [
      "a suite that judges less",
      configOf(),
      configOf({ suites: { full: ["one", "kept"] } }),
      ["gate-weakened"],
    ],
    ["a waiver", configOf(), configOf({ waivers: [waiver] }), ["waiver-added"]],
    [
      "a waiver that lasts longer",
      configOf({ waivers: [waiver] }),
      configOf({ waivers: [{ ...waiver, expires: "2027-12-31" }] }),
      ["waiver-added"],
    ],
    ["a register less", configOf(), configOf({ policy: {} }), ["policy-relaxed"]],
    [
      "a transition more",
      configOf(),
      configOf({ policy: { registers: ["DECISIONS.md"], transitions: { rejected: ["closed"] } } }),
      ["policy-relaxed"],
    ],
    [
      "a document less that counts",
      configOf(),
      configOf({ policy: { registers: ["DECISIONS.md"], historical: ["docs/**"] } }),
      ["policy-relaxed"],
    ],
    ["a suite that is no longer proved", configOf({ prove }), configOf(), Array(3).fill("policy-relaxed")],
    [
      "tests that are no longer broken",
      configOf({ prove }),
      configOf({ prove: { suites: ["full"] } }),
      ["policy-relaxed"],
    ],
    [
      "a smaller budget of proofs",
      configOf({ prove }),
      configOf({ prove: { suites: ["full"], pairs: 1, tests: { budgetSeconds: 1 } } }),
      ["policy-relaxed", "policy-relaxed"],
    ],
  ])("%s", (_, before, now, codes) => {
    expect(judged(before, now).codes).toEqual(codes);
  });
});

describe("is not weakened by", () => {
  const reworded = importConfined({
    symbols: [{ module: "src/a.ts", export: "a" }],
    to: ["src/b.ts"],
    name: "other",
    claim: "Said otherwise.",
  });
  test.each<[string, Config, Config]>([
    ["nothing", configOf(), configOf()],
    ["another claim and another name", configOf(), withOne([reworded, tests, recorded])],
    [
      "another order",
      configOf(),
      configOf({ gates: [own, two, { ...one, checks: [...one.checks].reverse() }].map((gate) => gate) }),
    ],
    ["a module that may import less", configOf(), withOne([confined(), tests, recorded])],
    ["a check more", withOne([tests]), configOf()],
    ["a gate more", configOf({ gates: [one, own], suites: { full: ["one", "kept"] } }), configOf()],
    [
      "a gate of another id",
      configOf({ gates: [one, own], suites: { full: ["one", "kept"] } }),
      configOf({ gates: [{ ...one, id: "uno" }, own], suites: { full: ["uno", "kept"] } }),
    ],
    [
      "a suite that judges it by its needs",
      configOf({ suites: { full: ["one", "two", "kept"] } }),
      configOf(),
    ],
    [
      "a waiver that is gone",
      configOf({
        waivers: [
          { finding: "call-missing", gate: "one", owner: "ana", reason: "later", expires: "2026-12-31" },
        ],
      }),
      configOf(),
    ],
    [
      "a default that is said",
      configOf(),
      configOf({ policy: { registers: ["DECISIONS.md"], canonical: ["*.md", "docs/**/*.md"] } }),
    ],
    [
      "tests that are told in two checks",
      configOf(),
      withOne([
        confined("src/b.ts"),
        testsPassed({ package: "p", file: "a.test.ts", subjects: ["src/a.ts"], tests: ["one"], name: "x" }),
        testsPassed({ package: "p", file: "a.test.ts", subjects: [], tests: ["two"], name: "y" }),
        recorded,
      ]),
    ],
  ])("%s", (_, before, now) => {
    expect(judged(before, now).messages).toEqual([]);
  });
});

describe("a closed decision allows it", () => {
  const weaker = withOne([tests, recorded]);
  const why = "- `weakens`: one — the module is gone\n";
  test.each<[string, readonly [string, string], number]>([
    ["when it names the gate and the reason", [register(""), register(why)], 0],
    ["in a list", [register(""), register("- `weakens`:\n  - other — x\n  - one — the module is gone\n")], 0],
    ["when it is closed in this change", [register(why).replace("closed", "locked"), register(why)], 0],
    ["not without a reason", [register(""), register("- `weakens`: one\n")], 1],
    ["not with a placeholder for a reason", [register(""), register("- `weakens`: one — TBD\n")], 1],
    ["not when it names another gate", [register(""), register("- `weakens`: two — a reason\n")], 1],
    ["not before it is closed", [register(""), register(why).replace("closed", "locked")], 1],
    ["not again: what it allowed is in the base", [register(why), register(why)], 1],
    ["not in a comment", [register(""), register(`<!-- ${why} -->\n`)], 1],
  ])("%s", (_, registers, findings) => {
    const answer = judged(configOf(), weaker, { registers });
    expect(answer.codes.length).toBe(findings);
    expect(answer.changes).toContain("one weakened");
    expect(answer.permitted).toEqual(findings === 0 ? ["D-001"] : []);
  });
});

describe("what data cannot compare is tried out:", () => {
  const refined = (word: string) =>
    exportsSymbol({
      symbol: { module: "src/a.ts", export: "a" },
      value: z.int().refine((value) => value < 5, { message: word }),
    });
  const edit = (text: string) => ({
    gate: "one",
    check: refined("x").name,
    name: "another value",
    edits: { "src/a.ts": { start: 17, end: 18, text } },
  });

  test("an edit that the gate notices keeps it", () => {
    const answer = judged(withOne([refined("x")]), withOne([refined("y")]), { counterexamples: [edit("7")] });
    expect(answer.codes).toEqual([]);
  });

  test("an edit that nothing notices weakens it", () => {
    const answer = judged(withOne([refined("x")]), withOne([refined("y")]), { counterexamples: [edit("3")] });
    expect(answer.codes).toEqual(["gate-weakened"]);
    expect(answer.messages[0]).toContain("it does not notice «another value»");
  });

  test("without one it is not known", () => {
    const answer = judged(withOne([refined("x")]), withOne([refined("y")]));
    expect(answer.codes).toEqual(["gate-change-unknown"]);
  });

  test("of another kit every check is tried, also one that is equal as data", () => {
    const plain = exportsSymbol({ symbol: { module: "src/a.ts", export: "a" } });
    const deaf = {
      ...plain,
      evaluate: () => ({ findings: [], scope: { selected: 1, candidates: 1, unit: "x", roster: "x" } }),
    };
    const gone = { ...edit(""), check: plain.name, edits: { "src/a.ts": { start: 0, end: 20, text: "" } } };
    const options: Options = { kit: "changed", counterexamples: [gone] };
    expect(judged(withOne([plain]), withOne([plain]), options).codes).toEqual([]);
    expect(judged(withOne([plain]), withOne([deaf]), options).codes).toEqual(["gate-weakened"]);
  });
});

test("a check that was altered by hand is tried, though it says that it demands the same", () => {
  const plain = exportsSymbol({ symbol: { module: "src/a.ts", export: "a" } });
  const scope = { selected: 1, candidates: 1, unit: "x", roster: "x" };
  const deaf = { ...plain, evaluate: () => ({ findings: [], scope }) };
  const renamed = { ...plain, claim: "Said otherwise." };
  const gone = {
    gate: "one",
    check: plain.name,
    name: "gone",
    edits: { "src/a.ts": { start: 0, end: 20, text: "" } },
  };
  const options: Options = { counterexamples: [gone] };
  expect(judged(withOne([plain]), withOne([deaf]), options).codes).toEqual(["gate-weakened"]);
  expect(judged(withOne([plain]), withOne([deaf])).codes).toEqual(["gate-change-unknown"]);
  expect(judged(withOne([plain]), withOne([renamed]), options).codes).toEqual([]);
});

test("findings on gates cannot be waived", () => {
  const waiver = {
    finding: "gate-weakened",
    gate: "kept",
    owner: "ana",
    reason: "later",
    expires: "2026-12-31",
  };
  expect(() => configOf({ waivers: [waiver] })).toThrow("cannot be waived");
});

test("its own counterexamples and invariances do what they are for", () => {
  const repository = createTemporaryRepository({ "DECISIONS.md": register("") });
  onTestFinished(repository.dispose);
  const outcomes = probe(gatesKept(), {
    workspace: openWorkingTree(repository.root),
    gate: own,
    memo: createMemo(),
    base: () => ({ kind: "none" }),
    config: configOf(),
  });
  expect(weakProbes(outcomes)).toEqual([]);
});
