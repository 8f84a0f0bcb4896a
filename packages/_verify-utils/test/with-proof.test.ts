import type { GateScore } from "@phasegate/report";
import { describe, expect, test } from "vitest";
import { defineConfig, defineGate, type Finding, found, type Proven, withProof } from "../src/index.ts";
import { fixedCheck, judge } from "./support.ts";

const score: GateScore = {
  killed: 4,
  survived: 0,
  quiet: 3,
  falseAlarms: 0,
  undecided: 0,
  notApplicable: 0,
  pairs: 0,
  checks: 1,
  checksNotGreen: 0,
};
const below = defineGate({ id: "below", slice: "E1", checks: [fixedCheck("one"), fixedCheck("two")] });
const above = defineGate({ id: "above", slice: "E2", needs: [below], checks: [fixedCheck("three")] });
const survived = found("edit-survived", { gate: "below", edit: "an edit", why: "the check stayed green" });
const unknown = found("proof-blocked", { about: "one", why: "it is red" });
const waiver = {
  finding: "edit-survived",
  gate: "below",
  owner: "ana",
  reason: "later",
  expires: "2026-12-31",
};
const now = new Date("2026-06-15T12:00:00Z");

type Waivers = NonNullable<Parameters<typeof defineConfig>[0]["waivers"]>;

function proved(findings: readonly Finding[], waivers: Waivers = [], notRun = 0) {
  const config = { gates: [below, above], suites: {}, waivers };
  const run = judge([above], { config });
  const mutants = { killed: 5, survived: 0, noCoverage: 0, notRun };
  const proven: Proven = {
    proof: { seed: 1, milliseconds: 10, edits: 7 },
    gates: new Map([
      [
        "below",
        { score: { ...score, mutants }, findings: findings.map((finding) => ({ check: "one", finding })) },
      ],
      ["above", { score, findings: [] }],
    ]),
  };
  return { run, document: withProof(run, proven, { config: defineConfig(config), now }) };
}

function told({ document }: ReturnType<typeof proved>) {
  return [
    document.verdict,
    ...document.findings.map(({ code }) => code),
    ...document.gates.flatMap(({ id, verdict, findings, checks }) => [
      `${id}: ${[verdict, ...findings.map(({ code }) => code)].join(" ")}`,
      ...checks.map(
        (check) => `- ${[check.name, check.verdict, ...check.findings.map(({ code }) => code)].join(" ")}`,
      ),
    ]),
  ];
}

test("a run whose gates are proved is as it was, with their scores", () => {
  const { run, document } = proved([]);
  expect(document).toMatchObject({ verdict: "passed", proof: { edits: 7 } });
  expect(document.milliseconds).toBe(run.milliseconds + 10);
  expect(document.gates.map(({ proof: _, ...gate }) => gate)).toEqual(run.gates);
  expect(document.gates.map(({ proof }) => proof?.killed)).toEqual([4, 4]);
});

test("what is found joins its check, and stops every gate that needs it", () => {
  expect(told(proved([survived]))).toEqual([
    "failed",
    "below: failed",
    "- one failed edit-survived",
    "- two passed",
    "above: blocked need-unmet",
    "- three passed",
  ]);
  expect(proved([survived]).document.gates[1]?.findings[0]?.message).toBe(
    "it needs below, which is failed: «an edit» was not noticed: the check stayed green",
  );
  expect(told(proved([unknown]))[0]).toBe("blocked");
});

describe("a waiver of what a proof finds", () => {
  test("is no matter of a run that proves nothing", () => {
    const config = { gates: [below, above], suites: {}, waivers: [waiver] };
    expect(judge([above], { config })).toMatchObject({ verdict: "passed", findings: [] });
  });

  test("covers it, and is shown", () => {
    const made = proved([survived], [waiver]);
    expect(told(made)).toEqual([
      "passed",
      "below: passed",
      "- one waived",
      "- two passed",
      "above: passed",
      "- three passed",
    ]);
    expect(made.document.gates[0]?.checks[0]?.waived).toMatchObject([{ waiver: { owner: "ana" } }]);
  });

  test("fails when it expired, and when it waives nothing though everything was tried", () => {
    expect(told(proved([survived], [{ ...waiver, expires: "2026-01-01" }])).slice(0, 2)).toEqual([
      "failed",
      "waiver-expired",
    ]);
    expect(told(proved([], [waiver])).slice(0, 2)).toEqual(["failed", "waiver-unused"]);
    expect(told(proved([], [waiver], 3))[0]).toBe("passed");
  });

  test("of every check of a gate leaves nothing that passed", () => {
    const { run } = proved([]);
    const all = {
      proof: { seed: 1, milliseconds: 1, edits: 1 },
      gates: new Map([
        ["below", { score, findings: ["one", "two"].map((check) => ({ check, finding: survived })) }],
      ]),
    };
    const config = defineConfig({ gates: [below], suites: {}, waivers: [waiver] });
    const document = withProof(run, all, { config, now });
    expect(document.gates[0]).toMatchObject({ verdict: "blocked", findings: [{ code: "all-waived" }] });
  });
});
