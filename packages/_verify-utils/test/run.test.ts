import { overlay, WorkspaceError } from "@phasegate/workspace";
import { describe, expect, test } from "vitest";
import { defineGate, found } from "../src/index.ts";
import { fixedCheck, judge, workspaceOf } from "./support.ts";

const failing = found("module-missing", { module: "a.ts" }, { path: "a.ts" });
const blocking = found("evidence-absent", { package: "p", command: "make" });
const gateOf = (id: string, ...checks: ReturnType<typeof fixedCheck>[]) =>
  defineGate({ id, slice: "E1", checks });

describe("a verdict", () => {
  test.each([
    ["passed", [fixedCheck("a"), fixedCheck("b")]],
    [
      "failed",
      [fixedCheck("a"), fixedCheck("b", { findings: [failing] }), fixedCheck("c", { findings: [blocking] })],
    ],
    ["blocked", [fixedCheck("a"), fixedCheck("b", { findings: [blocking] })]],
  ] as const)("is the worst one: %s", (verdict, checks) => {
    const document = judge([gateOf("g", ...checks)]);
    expect(document.verdict).toBe(verdict);
    expect(document.gates[0]?.verdict).toBe(verdict);
  });

  test("of a check with both kinds of finding is failed", () => {
    expect(judge([gateOf("g", fixedCheck("a", { findings: [blocking, failing] }))]).verdict).toBe("failed");
  });

  test("of a check that throws is blocked", () => {
    const check = fixedCheck("a", () => {
      throw new TypeError("boom");
    });
    const [result] = judge([gateOf("g", check)]).gates;
    expect(result?.verdict).toBe("blocked");
    expect(result?.checks[0]?.findings[0]).toMatchObject({
      code: "check-crashed",
      args: { error: "TypeError: boom" },
    });
  });

  test("of a check that is refused a path is blocked, and names it", () => {
    const check = fixedCheck("a", () => {
      throw new WorkspaceError("outside-repository", "link", "leads out");
    });
    expect(judge([gateOf("g", check)]).gates[0]?.checks[0]?.findings[0]).toMatchObject({
      code: "workspace-refused",
      args: { path: "link" },
    });
  });

  test("of a check on a kind of workspace that it does not support is blocked", () => {
    const check = { ...fixedCheck("a"), supports: ["revision"] as const };
    const workspace = overlay(workspaceOf({}), { "a.txt": "" });
    expect(judge([gateOf("g", check)], { workspace }).gates[0]?.checks[0]?.findings[0]?.code).toBe(
      "workspace-unsupported",
    );
  });
});

describe("an empty scope", () => {
  const scope = { selected: 0, candidates: 7, unit: "calls", roster: "git" };

  test("fails", () => {
    const [gate] = judge([gateOf("g", fixedCheck("a", { scope }))]).gates;
    expect(gate?.verdict).toBe("failed");
    expect(gate?.checks[0]?.findings[0]?.message).toBe(
      "0 of 7 calls (git) were selected, so nothing was judged",
    );
  });

  test("is fine when the author wrote so", () => {
    expect(judge([gateOf("g", fixedCheck("a", { scope: { ...scope, emptyIsFine: true } }))]).verdict).toBe(
      "passed",
    );
  });
});

describe("needs", () => {
  const e1 = gateOf("e1", fixedCheck("a", { findings: [failing] }));
  const e2 = defineGate({ id: "e2", slice: "E2", needs: [e1], checks: [fixedCheck("b")] });
  const e3 = defineGate({ id: "e3", slice: "E3", needs: [e2], checks: [fixedCheck("c")] });

  test("are judged first, once, in the same run, and block what rests on them", () => {
    const document = judge([e3, e1]);
    expect(document.gates.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["e1", "failed"],
      ["e2", "blocked"],
      ["e3", "blocked"],
    ]);
    expect(document.verdict).toBe("failed");
  });

  test("name the cause, however far away", () => {
    const [, , last] = judge([e3]).gates;
    expect(last?.findings[0]?.code).toBe("need-unmet");
    expect(last?.findings.map(({ message }) => message)).toEqual([
      "it needs e2, which is blocked: it needs e1, which is failed: there is no module a.ts",
    ]);
  });

  test("that pass change nothing", () => {
    const fine = gateOf("fine", fixedCheck("a"));
    expect(
      judge([defineGate({ id: "on-top", slice: "E2", needs: [fine], checks: [fixedCheck("b")] })]).verdict,
    ).toBe("passed");
  });
});

describe("a waiver", () => {
  const gate = gateOf("g", fixedCheck("a", { findings: [failing] }), fixedCheck("b"));
  const waiver = {
    finding: "module-missing",
    gate: "g",
    owner: "ana",
    reason: "moved next week",
    expires: "2026-06-15",
  };
  const config = (...waivers: object[]) => ({
    gates: [gate],
    suites: {},
    waivers: waivers as (typeof waiver)[],
  });

  test("lifts its finding, is shown, and the check does not count as passed", () => {
    const document = judge([gate], { config: config(waiver) });
    expect(document.verdict).toBe("passed");
    expect(document.gates[0]?.checks.map(({ verdict }) => verdict)).toEqual(["waived", "passed"]);
    expect(document.gates[0]?.checks[0]?.waived[0]?.waiver).toEqual({
      owner: "ana",
      reason: "moved next week",
      expires: "2026-06-15",
    });
  });

  test("that has expired fails, and lifts nothing", () => {
    const document = judge([gate], { config: config(waiver), now: "2026-06-16T00:00:00Z" });
    expect(document.verdict).toBe("failed");
    expect(document.findings.map(({ code }) => code)).toEqual(["waiver-expired"]);
    expect(document.gates[0]?.checks[0]?.verdict).toBe("failed");
  });

  test.each([{ finding: "call-missing" }, { check: "b" }, { path: "b.ts" }])(
    "that fits no finding fails: %o",
    (other) => {
      const document = judge([gate], { config: config({ ...waiver, ...other }) });
      expect(document.findings.map(({ code }) => code)).toEqual(["waiver-unused"]);
      expect(document.gates[0]?.verdict).toBe("failed");
    },
  );

  test("is not called unused by a run that did not judge its check", () => {
    expect(judge([gate], { config: config(waiver), only: ["b"] }).findings).toEqual([]);
  });

  test("of everything that a gate checks leaves nothing that passed", () => {
    const alone = gateOf("g", fixedCheck("a", { findings: [failing] }));
    const document = judge([alone], { config: { gates: [alone], suites: {}, waivers: [waiver] } });
    expect(document.gates[0]).toMatchObject({ verdict: "blocked", findings: [{ code: "all-waived" }] });
  });
});

test("a run of only some checks says so", () => {
  const gate = gateOf("g", fixedCheck("a", { findings: [failing] }), fixedCheck("b"));
  const [result] = judge([gate], { only: ["b"] }).gates;
  expect(result).toMatchObject({ partial: true, verdict: "passed" });
  expect(result?.checks.map(({ name }) => name)).toEqual(["b"]);
});

test("paths that facts on the code were derived from are told once, for every check that asked for some", () => {
  const workspace = workspaceOf({ "a.ts": "export const a = 1;\n", "b.ts": "export const b = 1;\n" });
  const asking = (path: string) =>
    fixedCheck(path, ({ code }) => {
      code.module(path);
      return { findings: [], scope: { selected: 1, candidates: 1, unit: "files", roster: "fixture" } };
    });
  const gate = gateOf("g", asking("a.ts"), fixedCheck("other"), asking("b.ts"));
  const { gates, paths, codeReads } = judge([gate], { workspace });
  expect(gates[0]?.checks.map(({ readsCode }) => readsCode)).toEqual([true, false, true]);
  expect(codeReads).toEqual(["a.ts", "b.ts"]);
  expect(paths.map(({ path }) => path)).toEqual(["a.ts", "b.ts"]);
});

test("every path that a check looked at is in the document, with digest and class", () => {
  const workspace = workspaceOf({ "a.txt": "hello\n", ".gitignore": "made.txt\n" });
  const over = overlay(workspace, { "made.txt": "made" });
  const check = fixedCheck("a", ({ workspace: door }) => {
    for (const path of ["a.txt", "made.txt", "nowhere.txt"]) door.read(path);
    return { findings: [], scope: { selected: 1, candidates: 1, unit: "files", roster: "fixture" } };
  });
  const { gates, paths, codeReads } = judge([gateOf("g", check)], { workspace: over });
  expect(gates[0]?.checks[0]).toMatchObject({
    reads: ["a.txt", "made.txt", "nowhere.txt"],
    readsCode: false,
  });
  expect(codeReads).toEqual([]);
  expect(paths).toEqual([
    { path: "a.txt", kind: "file", digest: "ce013625030ba8dba906f756967f9e9ca394464a", class: "source" },
    { path: "made.txt", kind: "file", digest: expect.any(String), class: "derived" },
    { path: "nowhere.txt", kind: "absent", class: "absent" },
  ]);
});
