import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { openIndex, openRevision, openWorkingTree, overlay, type Workspace } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import { defineGate, durableReads } from "../src/index.ts";
import { fixedCheck, judge } from "./support.ts";

const files = {
  ".gitignore": "made/\n*.log\n.evidence/\n",
  "package.json": '{ "name": "root", "scripts": { "test": "phasegate-evidence" } }\n',
  "docs/a.md": "# A\n",
  "docs/AGENT_1_FINAL_REPORT.md": "# Final\n",
  "docs/.scratch/note.md": "# Note\n",
  "docs/agent_1_Scratchpad.md": "# Pad\n",
  "src/a.ts": "",
};

function repositoryOf(
  prepare: (repository: ReturnType<typeof createTemporaryRepository>) => void = () => undefined,
) {
  const repository = createTemporaryRepository(files);
  onTestFinished(repository.dispose);
  prepare(repository);
  return repository;
}

/** What the check says when another check of its own gate, or of one that its gate needs, reads a path. */
function said(workspace: Workspace, path: string, where: "need" | "own" = "need") {
  const scope = { selected: 1, candidates: 1, unit: "things", roster: "fixture" };
  const reader = fixedCheck("reader", ({ workspace: seen }) => {
    if (seen.entry(path) === "file") seen.read(path);
    else seen.list(path);
    return { findings: [], scope };
  });
  const below = defineGate({ id: "below", slice: "B", checks: [reader] });
  const own = { checks: where === "own" ? [durableReads(), reader] : [durableReads()] };
  const gate = defineGate({ id: "above", slice: "A", needs: where === "need" ? [below] : [], ...own });
  const document = judge([gate], { workspace });
  const result = document.gates.find(({ id }) => id === "above");
  return result?.checks.find(({ kind }) => kind === "durableReads");
}

function found(...args: Parameters<typeof said>): string[] {
  return (said(...args)?.findings ?? []).map(({ code, message }) => `${code}: ${message}`);
}

const by = "below → reader →";

test.each([
  ["a durable document", "docs/a.md", []],
  ["a final report", "docs/AGENT_1_FINAL_REPORT.md", []],
  ["a folder", "docs", []],
  ["nothing", "docs/none.md", ["scope-empty: nothing to judge"]],
  [
    "a scratch file that git tracks",
    "docs/.scratch/note.md",
    [`source-not-durable: ${by} docs/.scratch/note.md is ephemeral`],
  ],
  ["a scratch folder", "docs/.scratch", [`source-not-durable: ${by} docs/.scratch is ephemeral`]],
  [
    "a scratchpad in another case",
    "docs/agent_1_Scratchpad.md",
    [`source-not-durable: ${by} docs/agent_1_Scratchpad.md is ephemeral`],
  ],
])("reads %s", (_, path, expected) => {
  const texts = found(openWorkingTree(repositoryOf().root), path);
  expect(texts.map((text) => text.slice(0, 30))).toEqual(
    expected.map((text) =>
      path === "docs/none.md" ? expect.stringContaining("scope-empty") : text.slice(0, 30),
    ),
  );
});

test.each([
  ["an untracked file", { "docs/new.md": "" }, "docs/new.md", "source-untracked"],
  ["an ignored file", { "made/x.json": "" }, "made/x.json", "derived-undeclared"],
  ["an ignored folder", { "made/x.json": "" }, "made", "source-not-durable"],
  ["evidence of a declared task", { ".evidence/vitest.json": "{}" }, ".evidence/vitest.json", undefined],
  [
    "what lies beside evidence",
    { ".evidence/other.json": "{}" },
    ".evidence/other.json",
    "derived-undeclared",
  ],
])("reads %s", (_, written, path, code) => {
  const { root } = repositoryOf(({ write }) => write(Object.fromEntries(Object.entries(written))));
  const codes = found(openWorkingTree(root), path).map((text) => text.split(":")[0]);
  expect(codes).toEqual(code === undefined ? [] : [code]);
});

test("a file that is staged, force-added, or taken back from git", () => {
  const { root, git } = repositoryOf(({ write }) => write({ "docs/new.md": "", "made/kept.json": "" }));
  git("add", "docs/new.md");
  git("add", "--force", "made/kept.json");
  git("rm", "--quiet", "--cached", "docs/a.md");
  expect(found(openWorkingTree(root), "docs/new.md")).toEqual([]);
  expect(found(openWorkingTree(root), "made/kept.json")).toEqual([]);
  expect(found(openWorkingTree(root), "docs/a.md")).toEqual([
    "source-untracked: below → reader → docs/a.md is not tracked by git",
  ]);
});

const unknown = "1 new module that git does not know yet:";

test.each([
  ["a module", "src/new.ts", unknown],
  ["a module, far below", "src/deep/er/new.mts", unknown],
  ["what configures a tool", "vitest.config.ts", "source-untracked"],
  ["what configures a tool, by a name with a dot", "src/.tool.mjs", "source-untracked"],
  ["a document", "docs/new.md", "source-untracked"],
  ["a register of data", "src/new.json", "source-untracked"],
  ["a module that is ephemeral", ".scratch/new.ts", "source-not-durable"],
  ["a module that is ignored", "made/new.ts", "derived-undeclared"],
  ["a module that git has by another case", "src/A.ts", unknown],
])("of what git has never known, %s", (_, path, expected) => {
  const { root } = repositoryOf(({ write }) => write({ [path]: "export const one = 1;\n" }));
  const check = said(openWorkingTree(root), path);
  const told = check?.findings.map(({ code }) => code) ?? [];
  const assumed = check?.assumptions.map((text) => text.replace(` ${path}`, "")) ?? [];
  expect([...told, ...assumed]).toEqual([expected]);
});

test("a module that was taken back from git, by index and by name, is no new work", () => {
  const { root, git, write } = repositoryOf();
  git("rm", "--quiet", "--cached", "src/a.ts");
  expect(found(openWorkingTree(root), "src/a.ts")).toHaveLength(1);
  expect(found(overlay(openWorkingTree(root), { "src/a.ts": "void 0;\n" }), "src/a.ts")).toHaveLength(1);
  write({ "src/a.ts": "void 1;\n" });
  expect(found(openWorkingTree(root), "src/a.ts")).toHaveLength(1);
  git("commit", "--quiet", "--allow-empty", "-m", "without it");
  expect(said(openWorkingTree(root), "src/a.ts")).toMatchObject({
    findings: [],
    assumptions: [`${unknown} src/a.ts`],
  });
});

test("a module of no package, and a link that looks like one, are not new work", () => {
  const { root, write } = repositoryOf(({ root: at, write: put }) => {
    put({
      "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
      "packages/one/package.json": '{ "name": "one" }\n',
      "packages/one/src/new.ts": "void 0;\n",
      "loose.ts": "void 0;\n",
    });
    symlinkSync("a.ts", join(at, "src/linked.ts"));
  });
  write({ "docs/new.ts": "void 0;\n" });
  const workspace = openWorkingTree(root);
  expect(found(workspace, "packages/one/src/new.ts")).toEqual([]);
  for (const path of ["loose.ts", "docs/new.ts", "src/linked.ts"])
    expect(found(workspace, path)).toHaveLength(1);
});

test("links last where all that they lead over does", () => {
  const { root, git } = repositoryOf(({ root: at, write }) => {
    write({ "made/x.md": "" });
    symlinkSync("a.md", join(at, "docs/good.md"));
    symlinkSync(".scratch/note.md", join(at, "docs/bad.md"));
    symlinkSync("../made", join(at, "docs/made"));
    symlinkSync("bad.md", join(at, "docs/chain.md"));
  });
  git("add", "-A");
  const workspace = openWorkingTree(root);
  expect(found(workspace, "docs/good.md")).toEqual([]);
  for (const path of ["docs/bad.md", "docs/chain.md", "docs/made/x.md"]) {
    expect(found(workspace, path)).toEqual([expect.stringContaining(`${path} is reached over`)]);
  }
  const staged = openIndex(root);
  expect(found(staged, "docs/good.md")).toEqual([]);
  expect(found(staged, "docs/bad.md")).toEqual([
    expect.stringContaining("is reached over docs/.scratch/note.md"),
  ]);
});

test("a check that does not judge reads sees those of the gates below", () => {
  const scope = { selected: 1, candidates: 1, unit: "things", roster: "fixture" };
  const seen: string[] = [];
  const curious = fixedCheck("curious", ({ reads }) => {
    seen.push(...reads.map(({ gate, check }) => `${gate} → ${check}`));
    return { findings: [], scope };
  });
  const below = defineGate({ id: "below", slice: "B", checks: [fixedCheck("reader")] });
  judge([defineGate({ id: "above", slice: "A", needs: [below], checks: [curious] })]);
  expect(seen).toEqual(["below → reader"]);
});

test("its own gate's checks, in an overlay and a revision", () => {
  const { root } = repositoryOf();
  expect(found(openWorkingTree(root), "docs/.scratch/note.md", "own")).toHaveLength(1);
  expect(found(openRevision(root, "HEAD").workspace, "docs/.scratch/note.md")).toHaveLength(1);
  expect(found(openRevision(root, "HEAD").workspace, "docs/a.md")).toEqual([]);
  const edited = overlay(openWorkingTree(root), { "docs/added.md": "", "docs/a.md": "# B\n" });
  expect(found(edited, "docs/a.md")).toEqual([]);
  expect(found(edited, "docs/added.md")).toHaveLength(1);
});
