import { proofSchema, proofToText } from "@phasegate/report";
import {
  type Check,
  callsSymbol,
  defaultPolicy,
  defineGate,
  everyKind,
  found,
  NotApplicable,
} from "@phasegate/verify-utils";
import { createMemo, openWorkingTree, readText } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Progress, prove } from "../src/index.ts";

const files = {
  "src/guard.ts": "export function guard(on: object): void {\n  void on;\n}\n",
  "src/use.ts":
    'import { guard } from "./guard.ts";\n\nexport function use(on: object): void {\n  guard(on);\n}\n',
};
const module = "src/use.ts";
const real = callsSymbol({ symbol: { module: "src/guard.ts", export: "guard" }, from: { module } });

/** Looks for a text, as a check should not. */
function textual(name: string, findsCall: (text: string) => boolean): Check {
  const at = { path: module, start: { line: 4, column: 1 } };
  return {
    ...real,
    kind: "textual",
    name,
    evaluate: ({ workspace }) => ({
      findings: findsCall(readText(workspace, module) ?? "")
        ? []
        : [found("call-missing", { callee: "guard", caller: module, lookalike: false }, at)],
      scope: { selected: 1, candidates: 1, unit: "texts", roster: "fixture" },
    }),
  };
}

function proofOf(
  checks: readonly Check[],
  options: { seed?: number; pairs?: number; onProgress?: (at: Progress) => void } = {},
) {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  return prove({
    workspace: openWorkingTree(repository.root),
    config: { policy: defaultPolicy },
    memo: createMemo(),
    base: () => ({ kind: "none" }),
    gates: [defineGate({ id: "g", slice: "E1", checks })],
    seed: 1,
    pairs: 2,
    head: null,
    now: new Date("2026-06-15T12:00:00Z"),
    ...options,
  });
}

function outcomes(checks: readonly Check[], options: Parameters<typeof proofOf>[1] = {}) {
  return proofOf(checks, options).probes.map(({ probe, outcome, reason }) => ({ probe, outcome, reason }));
}

const edit = { name: "an edit", apply: () => ({ [module]: `${files[module]}// more\n` }) };
const bare: Check = { ...real, counterexamples: [], invariances: [] };

describe("a check that is right", () => {
  test("kills every violation, also after a harmless edit, and stays quiet for every real formatter", () => {
    const proof = proofOf([real], { pairs: 12 });
    expect(proof.verdict).toBe("passed");
    const right = ["killed", "quiet", "not-applicable"];
    expect(proof.probes.filter(({ outcome }) => !right.includes(outcome))).toEqual([]);
    expect(proof.probes.filter(({ side }) => side === "pair")).toHaveLength(12);
    expect(proof.probes.filter(({ probe }) => probe.startsWith("formatted: "))).toHaveLength(2);
    expect(proofSchema.parse(proof)).toEqual(proof);
  });

  test("is proved by the same pairs for the same seed, and by others for another", () => {
    const pairs = (seed: number) =>
      proofOf([real], { seed, pairs: 6 })
        .probes.filter(({ side }) => side === "pair")
        .map(({ probe }) => probe);
    expect(pairs(7)).toEqual(pairs(7));
    expect(pairs(7)).not.toEqual(pairs(8));
  });

  test("tells how far it is, up to the last edit", () => {
    const seen: Progress[] = [];
    const proof = proofOf([real], { onProgress: (at) => seen.push(at) });
    expect(seen.map(({ done }) => done)).toEqual(proof.probes.map((_, index) => index + 1));
    expect(new Set(seen.map(({ total }) => total))).toEqual(new Set([proof.probes.length]));
  });
});

describe("a check that is wrong", () => {
  test("survives when it is weak, and is reported with the edit", () => {
    const proof = proofOf([textual("weak", (text) => text.includes("guard("))], { pairs: 0 });
    expect(proof.verdict).toBe("failed");
    const survived = proof.probes.filter(({ outcome }) => outcome === "survived").map(({ probe }) => probe);
    expect(survived).toContain("the call is commented out");
    expect(survived).toContain("the call is text");
  });

  test("alarms when it is jumpy", () => {
    const proof = proofOf([textual("jumpy", (text) => text === files[module])], { pairs: 0 });
    expect(proof.verdict).toBe("failed");
    const alarms = proof.probes.filter(({ outcome }) => outcome === "false-alarm").map(({ probe }) => probe);
    expect(alarms).toContain("a comment on top");
    expect(alarms).toContain("formatted: 60 columns, single quotes, no semicolons, tabs");
  });

  test("is undecided when it crashes on an edit", () => {
    const crashing: Check = {
      ...bare,
      evaluate: (context) => {
        if ((readText(context.workspace, module) ?? "").includes("// more")) throw new Error("no idea");
        return real.evaluate(context);
      },
      counterexamples: [{ ...edit, expect: "call-missing" }],
    };
    expect(proofOf([crashing])).toMatchObject({ verdict: "blocked" });
    expect(outcomes([crashing])).toEqual([
      { probe: "an edit", outcome: "undecided", reason: "it says check-crashed, not call-missing" },
    ]);
  });

  test("is not proved when it is red before any edit", () => {
    const red = textual("red", () => false);
    expect(proofOf([red])).toMatchObject({ verdict: "blocked", probes: [] });
  });

  test("is not proved when no edit turns it red", () => {
    expect(proofOf([{ ...bare, invariances: [edit] }])).toMatchObject({ verdict: "failed" });
  });
});

describe("an edit", () => {
  const removed = { [module]: "export const nothing = 1;\n" };

  test.each([
    ["that changes nothing", () => ({ [module]: files[module] }), "it changes nothing"],
    ["that breaks the syntax", () => ({ [module]: "export const = 1;\n" }), "src/use.ts does not parse: "],
    [
      "that declares a name twice",
      () => ({ [module]: "let a = 1;\nlet a = 2;\n" }),
      "src/use.ts does not parse: ",
    ],
    [
      "that imports what is not there",
      () => ({ [module]: 'import "./none.ts";\n' }),
      "src/use.ts imports ./none.ts, which is not there",
    ],
    [
      "that throws",
      () => {
        throw new Error("no place");
      },
      "it cannot be made: no place",
    ],
  ])("%s is unusable", (_, apply, reason) => {
    const check: Check = { ...bare, counterexamples: [{ name: "it", expect: "call-missing", apply }] };
    expect(proofOf([check]).verdict).toBe("blocked");
    expect(outcomes([check])).toEqual([
      { probe: "it", outcome: "unusable", reason: expect.stringContaining(reason) },
    ]);
  });

  test("that breaks the syntax and says so counts", () => {
    const apply = () => ({ [module]: "export const = 1;\n" });
    const counterexample = { name: "it", expect: "module-unparsable", breaksSyntax: true, apply } as const;
    expect(outcomes([{ ...bare, counterexamples: [counterexample] }])).toMatchObject([{ outcome: "killed" }]);
  });

  test("that has no place is counted with its reason, and proves nothing", () => {
    const apply = () => new NotApplicable("no such thing here");
    const check: Check = { ...bare, counterexamples: [{ name: "it", expect: "call-missing", apply }] };
    expect(outcomes([check])).toEqual([
      { probe: "it", outcome: "not-applicable", reason: "no such thing here" },
    ]);
    expect(proofOf([check]).verdict).toBe("failed");
  });

  const at = (anchor: object) => [
    { name: "it", expect: "call-missing", apply: () => removed, at: { path: module, ...anchor } } as const,
  ];
  test.each([
    ["the right path", {}, "killed"],
    ["the edited lines", { line: "edited" }, "elsewhere"],
    ["a line that holds a text", { line: { holds: "nothing" } }, "elsewhere"],
    ["another path", { path: "src/guard.ts" }, "elsewhere"],
  ] as const)("whose finding has to point to %s", (_, anchor, outcome) => {
    // This one always points to line 4.
    const pointing = textual("pointing", (text) => text.includes("guard"));
    const check: Check = { ...pointing, counterexamples: at(anchor), invariances: [] };
    expect(outcomes([check], { pairs: 0 })).toMatchObject([{ outcome }]);
  });

  test("with another finding than declared is red elsewhere", () => {
    const counterexample = { name: "it", expect: "call-undecidable", apply: () => removed } as const;
    expect(outcomes([{ ...bare, counterexamples: [counterexample] }])).toEqual([
      { probe: "it", outcome: "elsewhere", reason: "it says call-missing, not call-undecidable" },
    ]);
  });
});

test.each([80, 120])("what a person sees on %i columns", (width) => {
  const broken = {
    name: "a broken edit",
    expect: "call-missing",
    apply: () => ({ [module]: "(\n" }),
  } as const;
  const checks = [
    { ...real, invariances: real.invariances.slice(0, 3) },
    textual("a weak check with a name that is longer than what most terminals show of names", (text) =>
      text.includes("guard("),
    ),
    { ...bare, name: "broken", counterexamples: [broken] },
  ];
  const text = proofToText(proofOf(checks, { pairs: 0 }), { color: false, width });
  expect(text.replace(/\d+\.\d s/, "N s")).toMatchSnapshot();
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(width);
});

test("kinds of workspace that a check does not support are no reason to be green", () => {
  const check: Check = { ...real, supports: everyKind.filter((kind) => kind !== "overlay") };
  expect(proofOf([check], { pairs: 0 }).verdict).not.toBe("passed");
});
