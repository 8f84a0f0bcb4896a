import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runSchema } from "@phasegate/report";
import { createTemporaryRepository, type TemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test, vi } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const kit = resolve(here, "../../_verify-utils/src/index.ts");
const bin = resolve(here, "../src/bin.ts");
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const timeout = 240_000;

/** A suite whose one check rests on a file, and its rehearsal. */
const config = (path: string, suite = "quick") => `
import { decisionRecorded, defineConfig, defineGate, found, rehearsed } from ${JSON.stringify(kit)};
const check = {
  ...decisionRecorded({ id: "D-001", statuses: ["locked"] }),
  name: "rests-on",
  evaluate: ({ workspace }) => ({
    findings: workspace.entry(${JSON.stringify(path)}) === "file" ? [] : [found("register-missing", { register: ${JSON.stringify(path)} })],
    scope: { selected: 1, candidates: 1, unit: "files", roster: "one" },
  }),
};
const decided = defineGate({ id: "decided", slice: "S1", checks: [check] });
const clean = defineGate({ id: "clean", slice: "S2", checks: [rehearsed({ suite: "${suite}" })] });
export default defineConfig({ gates: [decided, clean], suites: { quick: ["decided"], full: ["decided", "clean"] } });
`;

function repository(path: string, files: Readonly<Record<string, string>> = {}, suite?: string) {
  const script = `node --import ${tsx} ${bin}`;
  const made = createTemporaryRepository({
    "package.json": JSON.stringify({ name: "r", type: "module", scripts: { phasegate: script } }),
    "phasegate.config.ts": config(path, suite),
    "README.md": "# R\n",
    ".gitignore": ".phasegate/\nignored/\n",
    ...files,
  });
  onTestFinished(made.dispose);
  return made;
}

function judge({ root }: TemporaryRepository, ...args: string[]) {
  const command = ["--import", tsx, bin, "verify", "full", "--json", ...args];
  const env = { ...process.env, NO_COLOR: "1", GITHUB_ACTIONS: "" };
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8", env });
  const { gates } = runSchema.parse(JSON.parse(stdout));
  const clean = gates.find(({ id }) => id === "clean")?.checks[0];
  return { code: status, codes: clean?.findings.map(({ code }) => code), said: clean?.findings[0]?.message };
}

test("what rests on what is tracked decides the same, committed, staged or changed", { timeout }, () => {
  const made = repository("kept.md", { "kept.md": "kept\n" });
  expect(judge(made)).toEqual({ code: 0, codes: [], said: undefined });
  made.write({ "kept.md": "changed\n", "beside.md": "untracked and read by nobody\n" });
  const before = [made.git("status", "--porcelain"), made.git("count-objects")];
  expect(judge(made).code).toBe(0);
  expect([made.git("status", "--porcelain"), made.git("count-objects")]).toEqual(before);
});

test.each([
  ["untracked", "notes.md"],
  ["ignored", "ignored/notes.md"],
])("a gate that rests on an %s file decides otherwise", { timeout }, (_, path) => {
  const made = repository(path);
  made.write({ [path]: "here\n" });
  const { code, codes, said } = judge(made);
  expect([code, codes]).toEqual([1, ["rehearsal-differs"]]);
  expect(said).toContain("decided → rests-on is «passed» here and «");
});

test("a document that is ephemeral by policy is gone, though it is tracked", { timeout }, () => {
  const path = "docs/AGENT_1_SCRATCHPAD.md";
  expect(judge(repository(path, { [path]: "plan\n" }))).toMatchObject({
    code: 1,
    codes: ["rehearsal-differs"],
  });
});

test("of an index, what is staged counts", { timeout }, () => {
  const made = repository("staged.md");
  made.write({ "staged.md": "staged\n" });
  made.git("add", "staged.md");
  expect(judge(made, "--index").code).toBe(0);
});

test("a suite that holds its own rehearsal is blocked, and so is one that does not exist", {
  timeout,
}, () => {
  for (const [suite, why] of [
    ["full", "the suite full would rehearse itself"],
    ["none", "there is no suite none"],
  ] as const) {
    const { code, codes, said } = judge(repository("README.md", {}, suite));
    expect([code, codes, said]).toEqual([2, ["rehearsal-unknown"], expect.stringContaining(why)]);
  }
});

test("dependencies that the machine does not have are blocked, with what brings them", { timeout }, () => {
  const dependencies = { "no-such-package-of-anybody": "1.0.0" };
  const made = repository("README.md", {
    "package.json": JSON.stringify({
      name: "r",
      type: "module",
      scripts: { phasegate: `node --import ${tsx} ${bin}` },
      dependencies,
    }),
  });
  expect(judge(made)).toMatchObject({ code: 2, codes: ["rehearsal-unknown"] });
});

test("what is interrupted leaves no folder behind", { timeout }, async () => {
  const made = repository("README.md");
  const child = spawn(process.execPath, ["--import", tsx, bin, "verify", "full"], { cwd: made.root });
  const own = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`phasegate-base-${child.pid}-`));
  await vi.waitUntil(() => own().some((name) => existsSync(join(tmpdir(), name, ".git"))), {
    timeout: 60_000,
  });
  const ended = new Promise((done) => child.on("close", done));
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(own()).toEqual([]);
});
