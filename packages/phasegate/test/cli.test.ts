import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explanationSchema, proofSchema, runSchema } from "@phasegate/report";
import {
  type Config,
  compared,
  decisionRecorded,
  defineConfig,
  defineGate,
  type Gate,
} from "@phasegate/verify-utils";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { cli } from "../src/index.ts";

const register =
  "# Decisions\n\n### D-001 — One\n\n- `status`: `locked`\n- `closure_evidence`:\n  - `README.md`\n";
const gate = (id: string, decision: string, needs: readonly Gate[] = []): Gate =>
  defineGate({
    id,
    slice: "E1",
    decisions: [decision],
    needs,
    checks: [decisionRecorded({ id: decision, statuses: ["locked"] })],
  });
const e1 = gate("e1", "D-001");
const e2 = gate("e2", "D-002");
const config = defineConfig({
  gates: [e1, e2],
  suites: { quick: ["e1"], full: ["e1", "e2"] },
  policy: { registers: ["DECISIONS.md"] },
});

function repository(files: Record<string, string> = {}) {
  const made = createTemporaryRepository({
    "DECISIONS.md": register,
    "README.md": "# R\n",
    ".gitignore": ".phasegate/\n",
    ...files,
  });
  onTestFinished(made.dispose);
  return made;
}

async function phasegate(args: string, options: { root?: string; load?: () => Promise<Config> } = {}) {
  const { root = repository().root, load = async () => config } = options;
  const out: string[] = [];
  const err: string[] = [];
  const owner = {
    args: args.split(" ").filter((arg) => arg !== ""),
    cwd: root,
    env: { NO_COLOR: "1", CI: "1" },
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  return { code: await cli(owner, load), out: out.join(""), err: err.join(""), root };
}

const withoutTimes = (text: string) => text.replaceAll(/\d+ ms/g, "N ms");

describe("verify", () => {
  test("judges the quick suite when nothing is asked for", async () => {
    const { code, out } = await phasegate("verify");
    expect(code).toBe(0);
    expect(withoutTimes(out)).toMatchSnapshot();
  });

  test("exits 1 when the evidence says no, and shows where", async () => {
    const { code, out } = await phasegate("verify full");
    expect(code).toBe(1);
    expect(withoutTimes(out)).toMatchSnapshot();
  });

  test("exits 2 when it cannot be known", async () => {
    const made = repository({ "DECISIONS.md": "# Nothing\n" });
    made.write({ "DECISIONS.md": "" });
    const blocked = defineGate({
      id: "b",
      slice: "E1",
      checks: [{ ...decisionRecorded({ id: "D-001", statuses: ["locked"] }), supports: ["revision"] }],
    });
    const { code } = await phasegate("verify b", {
      root: made.root,
      load: async () => defineConfig({ gates: [blocked], suites: {} }),
    });
    expect(code).toBe(2);
  });

  test("writes the document that it prints with --json", async () => {
    const { code, out, root } = await phasegate("verify e1 --json");
    expect(code).toBe(0);
    const document = runSchema.parse(JSON.parse(out));
    expect(document).toMatchObject({
      schema: "phasegate.run/1",
      target: "e1",
      verdict: "passed",
      workspace: { kind: "working-tree" },
    });
    expect(document.workspace.head).toMatch(/^[0-9a-f]{40}$/);
    expect(JSON.parse(readFileSync(join(root, ".phasegate/results/e1.json"), "utf8"))).toEqual(document);
  });

  test("--only judges one check, says that it is partial, and leaves no document", async () => {
    const one = decisionRecorded({ id: "D-001", statuses: ["locked"] });
    const two = defineGate({ id: "two", slice: "E1", checks: [one, { ...one, name: "other" }] });
    const load = async () =>
      defineConfig({
        gates: [e2, two],
        suites: { full: ["e2", "two"] },
        policy: { registers: ["DECISIONS.md"] },
      });
    const { code, out, root } = await phasegate("verify full --only other", { load });
    expect(code).toBe(0);
    expect(out).not.toContain("e2");
    expect(out).toContain("checks: 1 passed");
    expect(out).toContain("only some of its checks");
    expect(() => readFileSync(join(root, ".phasegate/results/full.json"))).toThrow("ENOENT");
  });
});

describe("verify of a suite that is proved", () => {
  const proving = (gates: readonly Gate[], suites = ["full"]) => {
    const all = gates.map(({ id }) => id);
    return async () =>
      defineConfig({
        gates,
        suites: { quick: all, full: all },
        policy: { registers: ["DECISIONS.md"] },
        prove: { suites, pairs: 2 },
      });
  };
  const left = (root: string) => readdirSync(join(root, ".phasegate/results")).sort();

  test("says what its gates proved, and leaves the proof and a mutation report", async () => {
    const { code, out, root } = await phasegate("verify full", { load: proving([e1]) });
    expect(code).toBe(0);
    expect(out).toMatch(/proved by \d+ edits, seed 1, \d+ ms\n.*killed.*\n {2}✓ e1 /);
    expect(left(root)).toEqual(["full.json", "full.mutation.json", "full.proof.json"]);
    const read = (name: string): unknown =>
      JSON.parse(readFileSync(join(root, ".phasegate/results", name), "utf8"));
    const run = runSchema.parse(read("full.json"));
    const proof = proofSchema.parse(read("full.proof.json"));
    expect(run.proof?.edits).toBe(proof.probes.length);
    expect(run.gates[0]?.proof?.killed).toBeGreaterThan(0);
    expect(read("full.mutation.json")).toMatchObject({ schemaVersion: "2" });
  });

  test("fails when a gate is not proved, with a finding on its check", async () => {
    const jumpy = {
      ...decisionRecorded({ id: "D-001", statuses: ["locked"] }),
      invariances: [{ name: "nothing to speak of", apply: () => ({ "DECISIONS.md": "# Decisions\n" }) }],
    };
    const load = proving([defineGate({ id: "j", slice: "E1", checks: [jumpy] })]);
    const { code, out } = await phasegate("verify full", { load });
    expect(code).toBe(1);
    expect(out).toContain("[harmless-edit-alarmed]");
    expect(out).toContain("✗ j ");
    expect((await phasegate("verify quick", { load })).code).toBe(0);
  });

  test("asks nothing of what is red, and nothing where only some checks are judged", async () => {
    const load = proving([e2]);
    const { code, out } = await phasegate("verify full", { load });
    expect(code).toBe(1);
    expect(out).toContain("1 of its checks could not be proved, not being green");
    const only = decisionRecorded({ id: "D-001", statuses: ["locked"] });
    const both = defineGate({ id: "both", slice: "E1", checks: [only, { ...only, name: "other" }] });
    const partial = await phasegate("verify full --only other", { load: proving([both]) });
    expect(partial.out).not.toContain("proved by");
  });

  test("takes along the gates that it needs, and leaves out suites that are not named", async () => {
    const above = gate("above", "D-001", [e1]);
    const { out } = await phasegate("verify full --json", { load: proving([e1, above]) });
    expect(runSchema.parse(JSON.parse(out)).gates.every(({ proof }) => proof !== undefined)).toBe(true);
    const { root, out: quick } = await phasegate("verify quick", { load: proving([e1]) });
    expect(quick).not.toContain("proved by");
    expect(left(root)).toEqual(["quick.json"]);
  });

  test("is not proved by gates that come from another repository", async () => {
    const elsewhere = repository();
    const load = proving([e1]);
    const { code, out } = await phasegate(`verify full --repository ${elsewhere.root}`, { load });
    expect([code, out.includes("proved by")]).toEqual([0, false]);
  });
});

describe("verify says what it judges and compares with:", () => {
  const withoutStatus = "# Decisions\n\n### D-001 — One\n";
  const documentOf = async (args: string, root: string) => {
    const { out } = await phasegate(`verify e1 --json${args}`, { root });
    return runSchema.parse(JSON.parse(out));
  };

  test("the index, which is what a commit hook has to judge", async () => {
    const made = repository();
    made.write({ "DECISIONS.md": withoutStatus });
    expect((await documentOf("", made.root)).verdict).not.toBe("passed");
    expect(await documentOf(" --index", made.root)).toMatchObject({
      verdict: "passed",
      workspace: { kind: "index", head: made.git("rev-parse", "HEAD").trim() },
    });
    made.git("add", "-A");
    expect((await documentOf(" --index", made.root)).verdict).not.toBe("passed");
  });

  test("a commit", async () => {
    const made = repository();
    const head = made.git("rev-parse", "HEAD").trim();
    made.write({ "DECISIONS.md": withoutStatus });
    made.git("commit", "-qam", "worse");
    expect((await documentOf("", made.root)).verdict).not.toBe("passed");
    expect(await documentOf(" --at HEAD~1", made.root)).toMatchObject({
      verdict: "passed",
      workspace: { kind: "revision", head },
    });
  });

  test("a base that was asked for, or none", async () => {
    const made = repository();
    const commit = made.git("rev-parse", "HEAD").trim();
    expect((await documentOf("", made.root)).base).toEqual({ kind: "unused" });
    expect((await documentOf(" --base none", made.root)).base).toEqual({ kind: "none" });
    expect((await documentOf(" --base main", made.root)).base).toEqual({
      kind: "revision",
      how: "named",
      commit,
      ref: "main",
      paths: [],
    });
    const { out } = await phasegate("verify e1 --base none --index", { root: made.root });
    expect(withoutTimes(out)).toMatchSnapshot();
  });

  test("a base that is chosen when a check asks, by the branch that policy names", async () => {
    const made = repository();
    made.git("branch", "-m", "trunk");
    const commit = made.git("rev-parse", "HEAD").trim();
    made.git("switch", "-qc", "main");
    made.write({ "new.txt": "" });
    made.git("add", "-A");
    made.git("commit", "-qm", "work");
    const asking = { ...decisionRecorded({ id: "D-001", statuses: ["locked"] }) };
    const check = {
      ...asking,
      evaluate: (context: Parameters<typeof asking.evaluate>[0]) => {
        const { finding, workspace } = compared(context.base);
        if (workspace !== undefined) expect(workspace.entry("new.txt")).toBe("absent");
        return { ...asking.evaluate(context), ...(finding === undefined ? {} : { findings: [finding] }) };
      },
    };
    const load = async () =>
      defineConfig({
        gates: [defineGate({ id: "e1", slice: "E1", checks: [check] })],
        suites: {},
        policy: { registers: ["DECISIONS.md"], defaultBranch: "trunk" },
      });
    const { code, out } = await phasegate("verify e1", { root: made.root, load });
    expect(code).toBe(0);
    expect(out).toContain(`base: ${commit.slice(0, 12)} (local: trunk)\n`);
    const refused = await phasegate("verify e1 --base none", { root: made.root, load });
    expect(refused.code).toBe(2);
    expect(refused.out).toContain("[base-waived]");
  });
});

describe("a usage error exits 3, says what was expected, and writes no document", () => {
  test.each([
    ["verify nothing", "there is no suite or gate nothing; suites: quick, full; gates: e1, e2"],
    ["verify --only nothing", "there is no check nothing; there are:\n  decisionRecorded:D-001"],
    ["verify --base nowhere", '--base: expected a commit, got "nowhere"'],
    ["verify --at nowhere", '--at: expected a commit, got "nowhere"'],
    ["verify --at HEAD --index", "option '--index' cannot be used with option '--at <commit>'"],
    ["verify --colour", "unknown option '--colour'"],
    ["explain", "missing required argument 'what'"],
    ["explain nothing", "there is no finding or decision nothing; there are:"],
    ["explain D-009", "the registers do not hold D-009 once; they hold D-001"],
    ["frobnicate", "unknown command 'frobnicate'"],
  ])("%s", async (args, message) => {
    const { code, err, root } = await phasegate(args);
    expect(code).toBe(3);
    expect(err).toContain(message);
    expect(() => readFileSync(join(root, ".phasegate/results/quick.json"))).toThrow("ENOENT");
  });

  test("a configuration that is not valid", async () => {
    const load = async () => defineConfig({ gates: [e1], suites: { quick: ["e9"] } });
    expect(await phasegate("verify", { load })).toMatchObject({
      code: 3,
      err: expect.stringContaining("there is no gate e9"),
    });
  });
});

test("a configuration that throws is blocked, never passed", async () => {
  const load = () => Promise.reject(new TypeError("boom"));
  expect(await phasegate("verify", { load })).toMatchObject({
    code: 2,
    err: expect.stringContaining("boom"),
  });
});

test("help and version are no errors", async () => {
  const { code, out } = await phasegate("--help");
  expect(code).toBe(0);
  expect(out).toMatchSnapshot();
  expect(await phasegate("--version")).toMatchObject({ code: 0, out: "0.0.0\n" });
});

test("no command shows the help and is a usage error", async () => {
  expect(await phasegate("")).toMatchObject({ code: 3 });
});

describe("decisions", () => {
  test("lists what is understood, with its place, and says what is not", async () => {
    const made = repository({
      "docs/adr/0001-use-sqlite.md":
        "# 1. Use SQLite\n\n## Status\n\nSuperseded by [2](0002-use-files.md)\n\n## Context\n\nx\n\n## Decision\n\ny\n",
      "docs/adr/notes.md": "nothing of the kind\n",
    });
    const { code, out } = await phasegate("decisions", { root: made.root });
    expect(out).toMatchSnapshot();
    expect(code).toBe(2);
  });

  test("exits 0 when everything was understood, and needs no configuration", async () => {
    const load = () => Promise.reject(new Error("not needed"));
    const { code, out } = await phasegate("decisions DECISIONS.md --json", { load });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: "phasegate.decisions/1",
      rows: [{ id: "D-001", status: "locked", line: 3 }],
    });
  });

  test("a path that is not there is a usage error", async () => {
    expect(await phasegate("decisions nowhere")).toMatchObject({
      code: 3,
      err: expect.stringContaining("there is no file or folder nowhere"),
    });
  });
});

test("explain says what a finding means", async () => {
  const { code, out } = await phasegate("explain call-missing");
  expect(code).toBe(0);
  expect(out).toMatchSnapshot();
});

describe("explain of a decision", () => {
  test("lays out gates, claims and files, with what they say now", async () => {
    const { code, out } = await phasegate("explain D-001 --base none");
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
  });

  test("is JSON of its schema when asked", async () => {
    const { code, out } = await phasegate("explain D-001 --json --base none");
    expect(code).toBe(0);
    expect(explanationSchema.parse(JSON.parse(out)).gates.map(({ id }) => id)).toEqual(["e1"]);
  });
});

describe("prove", () => {
  test("tries every edit of every check, and says what came of it", async () => {
    const { code, out, err } = await phasegate("prove e1 --pairs 3");
    expect(out).toMatch(/✓ proved {2}1 gate/);
    expect([code, err]).toEqual([0, ""]);
  });

  test("writes a document and a mutation report, by the seed that was asked for", async () => {
    const { out, root } = await phasegate("prove e1 --json --seed 42 --stryker mutation.json");
    expect(proofSchema.parse(JSON.parse(out))).toMatchObject({ seed: 42, verdict: "passed" });
    const report: unknown = JSON.parse(readFileSync(join(root, "mutation.json"), "utf8"));
    expect(report).toMatchObject({ schemaVersion: "2", files: { "DECISIONS.md": { language: "markdown" } } });
  });

  test("exits 1 when a harmless edit turns a check red", async () => {
    const jumpy = {
      ...decisionRecorded({ id: "D-001", statuses: ["locked"] }),
      invariances: [{ name: "nothing to speak of", apply: () => ({ "DECISIONS.md": "# Decisions\n" }) }],
    };
    const made = defineGate({ id: "j", slice: "E1", checks: [jumpy] });
    const load = async () =>
      defineConfig({ gates: [made], suites: {}, policy: { registers: ["DECISIONS.md"] } });
    const { code, out } = await phasegate("prove", { load });
    expect(code).toBe(1);
    expect(out).toContain("false alarm  nothing to speak of");
  });

  test("exits 2 when a check is not green to begin with", async () => {
    const { code, out } = await phasegate("prove e2");
    expect(code).toBe(2);
    expect(out).toContain("is not green without any edit");
  });

  test.each(["prove nothing", "prove e1 --seed one", "prove e1 --pairs -1"])("refuses `%s`", async (args) => {
    expect(await phasegate(args)).toMatchObject({ code: 3, out: "" });
  });

  test("says on a terminal how far it is, and leaves nothing of that behind", async () => {
    const written: string[] = [];
    const stderr = { write: (text: string) => written.push(text), isTTY: true };
    const stdout = { write: () => undefined };
    const owner = { args: ["prove", "e1"], cwd: repository().root, env: { CI: "1" }, stdout, stderr };
    expect(await cli(owner, async () => config)).toBe(0);
    expect(written.at(-1)).toBe("\r\u001b[2K");
  });
});
