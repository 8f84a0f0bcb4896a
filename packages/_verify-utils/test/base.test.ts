import { createCodeFacts } from "@phasegate/code-facts";
import { type Base, createMemo, type Memo, openRevision, WorkspaceError } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import { type Check, compared, contextOf, defaultPolicy, defineGate } from "../src/index.ts";
import { fixedCheck, judge, workspaceOf } from "./support.ts";

const scope = { selected: 1, candidates: 1, unit: "files", roster: "fixture" };

test.each([
  [{ kind: "none" }, "base-waived"],
  [{ kind: "unknown", why: "the clone is shallow", command: "git fetch --unshallow" }, "base-unknown"],
] satisfies [Base, string][])("a check that compares is blocked on the base %o", (base, code) => {
  const check = fixedCheck("a", (context) => {
    const { finding } = compared(context.base);
    return { findings: finding === undefined ? [] : [finding], scope };
  });
  const gate = defineGate({ id: "g", slice: "E1", checks: [check] });
  const [result] = judge([gate], { base: () => base }).gates;
  expect(result?.verdict).toBe("blocked");
  expect(result?.checks[0]?.findings.map((finding) => finding.code)).toEqual([code]);
});

const gateOf = (...checks: Check[]) => defineGate({ id: "g", slice: "E1", checks });

/** A repository whose HEAD differs from its first commit, which is the base. */
function changed() {
  const repository = createTemporaryRepository({ "a.ts": "export const a = 1;\n", "gone.txt": "gone" });
  onTestFinished(repository.dispose);
  repository.git("rm", "-q", "gone.txt");
  repository.write({ "b.txt": "new" });
  repository.git("add", "-A");
  repository.git("commit", "-qm", "change");
  const { commit, workspace } = openRevision(repository.root, "HEAD~1");
  const base: Base = { kind: "revision", how: "named", commit, ref: "HEAD~1", workspace };
  return { base, head: openRevision(repository.root, "HEAD").workspace };
}

test("what is read in the base stands in the document, apart from what is read in the head", () => {
  const { base, head } = changed();
  const reads = (name: string, path: string) =>
    fixedCheck(name, (context) => {
      context.workspace.read("b.txt");
      compared(context.base).workspace?.read(path);
      return { findings: [], scope };
    });
  const gate = gateOf(reads("one", "gone.txt"), reads("two", "b.txt"), fixedCheck("three"));
  const document = judge([gate], { base, workspace: head });
  expect(document.gates[0]?.checks.map((check) => [check.reads, check.baseReads])).toEqual([
    [["b.txt"], ["gone.txt"]],
    [["b.txt"], ["b.txt"]],
    [[], []],
  ]);
  expect(document.paths.map(({ path }) => path)).toEqual(["b.txt"]);
  expect(document.base).toMatchObject({
    kind: "revision",
    how: "named",
    ref: "HEAD~1",
    paths: [
      { path: "gone.txt", kind: "file", digest: expect.stringMatching(/^[0-9a-f]{40}$/), class: "source" },
      { path: "b.txt", kind: "absent", class: "absent" },
    ],
  });
});

test("a base is chosen once, when a check asks, and not at all when none does", () => {
  let calls = 0;
  const base = (): Base => {
    calls += 1;
    return { kind: "unknown", why: "w", command: "c" };
  };
  const asks = (name: string) =>
    fixedCheck(name, ({ base: asked }) => ({ findings: [], scope: { ...scope, unit: asked.kind } }));
  expect(judge([gateOf(fixedCheck("a"))], { base }).base).toEqual({ kind: "unused" });
  expect(calls).toBe(0);
  expect(judge([gateOf(asks("a"), asks("b"))], { base }).base).toEqual({
    kind: "unknown",
    why: "w",
    command: "c",
  });
  expect(calls).toBe(1);
});

test("a base that was given is named, also when no check asks", () => {
  expect(judge([gateOf(fixedCheck("a"))], { base: { kind: "none" } }).base).toEqual({ kind: "none" });
});

test("a base that git cannot choose is not known", () => {
  const check = fixedCheck("a", (context) => {
    const { finding } = compared(context.base);
    return { findings: finding === undefined ? [] : [finding], scope };
  });
  const base = (): Base => {
    throw new WorkspaceError("git-unavailable", "", "git broke");
  };
  const document = judge([gateOf(check)], { base });
  expect(document.base).toMatchObject({ kind: "unknown", why: "git broke" });
  expect(document.verdict).toBe("blocked");
});

test("head and base share what was derived from the same bytes", () => {
  const { base, head } = changed();
  const memo = createMemo();
  const derived: string[] = [];
  const watching: Memo = {
    get: memo.get,
    set: (space, id, value) => {
      derived.push(id);
      memo.set(space, id, value);
    },
  };
  const before = compared(base).workspace;
  createCodeFacts({ workspace: head, memo: watching }).module("a.ts");
  expect(derived).toContain(before?.digest("a.ts"));
  derived.length = 0;
  if (before !== undefined) createCodeFacts({ workspace: before, memo: watching }).module("a.ts");
  expect(derived).toEqual([]);
  const options = { memo, base: () => base, config: { policy: defaultPolicy } };
  expect(contextOf(head, { decisions: [] }, options).base).toBe(base);
});

test("a base with content is that content", () => {
  const workspace = workspaceOf({});
  expect(compared({ kind: "root", workspace }).workspace).toBe(workspace);
});
