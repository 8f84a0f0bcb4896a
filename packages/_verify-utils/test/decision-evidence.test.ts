import { createMemo, overlay, type Workspace } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import {
  type Check,
  decisionEvidence,
  defaultPolicy,
  defineGate,
  found,
  type Gate,
  probe,
  type Subject,
} from "../src/index.ts";
import { fixedCheck, judge as judgeGates, weakProbes, workspaceOf } from "./support.ts";

const register = `# Decisions

### D-009 — Heavy middleware

- \`status\`: \`closed\`
- \`closure_evidence\`:
  - \`src/orpc.ts\`
  - \`test/dedupe.test.ts\`
  - \`scripts/e1.ts\`

### D-010 — Hooks

- \`status\`: \`deferred\`
`;

const script = `import { defineGate } from "@phasegate/verify-utils";
const gate = defineGate({ id: "e1", slice: "E1", decisions: ["D-009"], checks: [] });
export default gate;
`;

const files = {
  "DECISIONS.md": register,
  "src/orpc.ts": "export const orpc = 1;\n",
  "test/dedupe.test.ts": "",
  "README.md": "# R\n",
  "scripts/e1.ts": script,
  "scripts/index.ts": 'import e1 from "./e1.ts";\nexport const all = [e1];\n',
  "phasegate.config.ts": 'import { all } from "./scripts/index.ts";\nexport default { gates: all };\n',
  "package.json": '{ "name": "root" }\n',
  ".gitignore": "dist/\n",
};
const failing = found("module-missing", { module: "src/orpc.ts" }, { path: "src/orpc.ts" });
const blocking = found("evidence-absent", { package: "p", command: "make" });

const about = (
  name: string,
  subjects: readonly Subject[],
  findings: readonly (typeof failing)[] = [],
): Check => {
  return { ...fixedCheck(name, { findings }), subjects };
};
const orpc = { kind: "export", module: "src/orpc.ts", export: "orpc" } as const;
const tests = { kind: "tests", package: "root", file: "test/dedupe.test.ts" } as const;
const e1 = (checks: readonly Check[] = [about("code", [orpc]), about("tests", [tests])]): Gate =>
  defineGate({ id: "e1", slice: "E1", decisions: ["D-009"], checks });
const evidence = decisionEvidence({ id: "D-009" });
const e4 = (needs: readonly Gate[], check = evidence): Gate =>
  defineGate({ id: "e4", slice: "E4", decisions: ["D-009"], needs, checks: [check] });

interface Change {
  readonly files?: Record<string, string>;
  readonly needs?: readonly Gate[];
  readonly check?: Check;
  readonly waiver?: string;
  readonly only?: readonly string[];
  readonly untracked?: Record<string, string>;
}

/** The check's verdict and what it found. */
function judge(change: Change = {}): string[] {
  const gates = [e4(change.needs ?? [e1()], change.check)];
  const base: Workspace = workspaceOf({ ...files, ...change.files });
  const workspace = change.untracked === undefined ? base : overlay(base, change.untracked);
  const waivers =
    change.waiver === undefined
      ? []
      : [
          {
            finding: "module-missing",
            gate: change.waiver,
            owner: "ana",
            reason: "r",
            expires: "2027-01-01",
          },
        ];
  const config = {
    gates: [...(change.needs ?? [e1()]), ...gates],
    suites: {},
    waivers,
    policy: { registers: ["DECISIONS.md"] },
  };
  const document = judgeGates(gates, {
    workspace,
    config,
    ...(change.only === undefined ? {} : { only: change.only }),
  });
  const checks = document.gates.find(({ id }) => id === "e4")?.checks ?? [];
  return checks.flatMap((check) =>
    check.findings.map(({ code, location }) =>
      location?.start === undefined ? code : `${code} ${location.path}:${location.start.line}`,
    ),
  );
}
const edited = (from: string | RegExp, to: string) =>
  judge({ files: { "DECISIONS.md": register.replace(from, to) } });

test("a closed decision whose evidence is judged by a gate that passed", () => {
  expect(judge()).toEqual([]);
});

describe("the closure is taken away by", () => {
  test.each<[string, Change, string]>([
    [
      "a check that failed",
      { needs: [e1([about("code", [orpc], [failing]), about("tests", [tests])])] },
      "closure-refuted DECISIONS.md:5",
    ],
    [
      "a check that is blocked",
      { needs: [e1([about("code", [orpc]), about("tests", [tests], [blocking])])] },
      "closure-unknown DECISIONS.md:5",
    ],
    [
      "a gate below that failed",
      {
        needs: [
          defineGate({
            id: "e1",
            slice: "E1",
            decisions: ["D-009"],
            needs: [defineGate({ id: "e0", slice: "E0", checks: [about("x", [], [failing])] })],
            checks: [about("code", [orpc]), about("tests", [tests])],
          }),
        ],
      },
      "closure-unknown DECISIONS.md:5",
    ],
    [
      "a waiver",
      { needs: [e1([about("code", [orpc], [failing]), about("tests", [tests])])], waiver: "e1" },
      "closure-waived DECISIONS.md:5",
    ],
    ["no gate at all", { needs: [] }, "decision-without-gate DECISIONS.md:5"],
    [
      "a gate for another decision",
      {
        needs: [
          defineGate({
            id: "e1",
            slice: "E1",
            decisions: ["D-010"],
            checks: [about("code", [orpc]), about("tests", [tests])],
          }),
        ],
      },
      "decision-without-gate DECISIONS.md:5",
    ],
    [
      "a subject that is judged no more",
      { needs: [e1([about("code", [orpc])])] },
      "evidence-not-judged DECISIONS.md:8",
    ],
    [
      "a test file of another package",
      { needs: [e1([about("code", [orpc]), about("tests", [{ ...tests, package: "other" }])])] },
      "evidence-not-judged DECISIONS.md:8",
    ],
    [
      "a gate script with another id",
      { files: { "scripts/e1.ts": script.replace('"e1"', '"e9"') } },
      "evidence-not-judged DECISIONS.md:9",
    ],
    [
      "a gate script that the configuration does not import",
      { files: { "scripts/index.ts": "export const all = [];\n" } },
      "evidence-not-judged DECISIONS.md:9",
    ],
    [
      "a configuration that only imports its type",
      {
        files: {
          "scripts/index.ts": 'import type e1 from "./e1.ts";\nexport const all: (typeof e1)[] = [];\n',
        },
      },
      "evidence-not-judged DECISIONS.md:9",
    ],
    [
      "a gate script with a `defineGate` of its own",
      {
        files: {
          "scripts/e1.ts": `function defineGate(x: object) { return x; }\nexport default defineGate({ id: "e1" });\n`,
        },
      },
      "evidence-not-judged DECISIONS.md:9",
    ],
    [
      "a gate that only stands in a comment",
      { files: { "scripts/e1.ts": `/* ${script} */\nexport default {};\n` } },
      "evidence-not-judged DECISIONS.md:9",
    ],
    [
      "a gate that is not exported",
      { files: { "scripts/e1.ts": script.replace("export default gate;", "void gate; export default {};") } },
      "evidence-not-judged DECISIONS.md:9",
    ],
  ])("%s", (_, change, code) => {
    expect(judge(change)).toContain(code);
  });

  test.each<[string, string | RegExp, string, string]>([
    ["a file that nothing judges", "src/orpc.ts", "README.md", "evidence-not-judged DECISIONS.md:7"],
    ["a folder", "src/orpc.ts", "src", "evidence-not-judged DECISIONS.md:7"],
    ["a file that is not there", "src/orpc.ts", "src/gone.ts", "evidence-path-missing DECISIONS.md:7"],
    ["a path out of the repository", "src/orpc.ts", "../orpc.ts", "evidence-path-not-durable DECISIONS.md:7"],
    ["the register itself", "src/orpc.ts", "DECISIONS.md", "evidence-not-judged DECISIONS.md:7"],
    ["an item of prose", "`src/orpc.ts`", "all of the server", "evidence-path-missing DECISIONS.md:7"],
    [
      "an empty list",
      /(closure_evidence`:)[\s\S]*?(?=\n### D-010)/,
      "$1\n",
      "decision-without-evidence DECISIONS.md:5",
    ],
    ["a status that is open again", "`closed`", "`open`", "status-unexpected DECISIONS.md:5"],
    ["no status", "- `status`: `closed`\n", "", "status-missing DECISIONS.md:3"],
    ["an entry that is gone", "### D-009", "### D-109", "decision-missing"],
  ])("%s", (_, from, to, code) => {
    expect(edited(from, to).join("\n")).toContain(code);
  });

  test("evidence that is ephemeral, ignored or not tracked", () => {
    const named = (path: string) => ({ "DECISIONS.md": register.replace("src/orpc.ts", path) });
    const lasting = "evidence-path-not-durable DECISIONS.md:7";
    expect(judge({ files: { ...named(".scratch/x.md"), ".scratch/x.md": "" } })).toContain(lasting);
    expect(judge({ files: named("dist/x.js"), untracked: { "dist/x.js": "" } })).toContain(lasting);
    expect(judge({ files: named("src/new.ts"), untracked: { "src/new.ts": "" } })).toContain(lasting);
  });

  test("a failure that says which gate, check and claim", () => {
    const needs = [e1([about("code", [orpc], [failing]), about("tests", [tests])])];
    const document = judgeGates([e4(needs)], {
      workspace: workspaceOf(files),
      config: { gates: [...needs, e4(needs)], suites: {}, policy: { registers: ["DECISIONS.md"] } },
    });
    expect(document.gates[1]?.checks[0]?.findings[0]?.message).toBe(
      "D-009 is not closed: code of e1, which claims «code holds», failed: there is no module src/orpc.ts",
    );
  });
});

describe("the closure stays", () => {
  test.each<[string, string | RegExp, string]>([
    ["locked", "`closed`", "`locked`"],
    ["a line anchor", "`src/orpc.ts`", "`src/orpc.ts:12`"],
    ["a link", "`src/orpc.ts`", "[the dispatch](src/orpc.ts#L1)"],
    ["a path with a dot", "`src/orpc.ts`", "`./src/orpc.ts`"],
    ["prose behind a path", "`src/orpc.ts`", "`src/orpc.ts` (the dispatch)"],
    ["another order", /( {2}- `src.*\n)( {2}- `test.*\n)/, "$2$1"],
    ["two paths in one item", /`src\/orpc.ts`\n {2}- /, "`src/orpc.ts`, "],
    ["CRLF", /\n/g, "\r\n"],
    ["a byte order mark", /^/, "\ufeff"],
    ["another title", "Heavy middleware", "Heavy middlewares"],
    ["an unrelated decision", "### D-010", "### D-011 — X\n\n- `status`: `open`\n\n### D-010"],
  ])("%s", (_, from, to) => {
    expect(edited(from, to)).toEqual([]);
  });

  test("when only this check is asked for", () => {
    expect(judge({ only: [evidence.name] })).toEqual([]);
    const needs = [e1([about("code", [orpc], [failing]), about("tests", [tests])])];
    expect(judge({ only: [evidence.name], needs })).toContain("closure-refuted DECISIONS.md:5");
  });

  test("with a gate written otherwise", () => {
    const plain =
      'import * as kit from "@phasegate/verify-utils";\nconst id = "e1";\nexport default kit.defineGate({ slice: "E1", id, checks: [] });\n';
    expect(judge({ files: { "scripts/e1.ts": plain } })).toEqual([]);
    expect(
      judge({ files: { "scripts/e1.ts": script.replace("@phasegate/verify-utils", "phasegate") } }),
    ).toEqual([]);
  });

  test("of a deferred decision is asked for nothing, where the gate says so", () => {
    const deferred = (unless: string[]) => judge({ check: decisionEvidence({ id: "D-010", unless }) });
    expect(deferred(["deferred"])).toEqual([]);
    expect(deferred([])).toEqual(["status-unexpected DECISIONS.md:13"]);
  });
});

test("every counterexample turns it red, every invariance leaves it green", () => {
  const policy = { ...defaultPolicy, registers: ["DECISIONS.md"] };
  const workspace = workspaceOf(files);
  const outcomes = probe(evidence, {
    workspace,
    gate: e4([e1()]),
    config: { policy },
    memo: createMemo(),
    base: () => ({ kind: "none" }),
  });
  expect(weakProbes(outcomes)).toEqual([]);
});
