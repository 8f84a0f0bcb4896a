import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const clone = realpathSync(mkdtempSync(join(tmpdir(), "phasegate-clone-")));
const e1 = "scripts/phase-e/verify-e1-dedupe-policy.ts";
const timeout = 300_000;

const git = (folder: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
    cwd: folder,
    encoding: "utf8",
  });

/** This repository as it lies here, in a commit, and installed. */
beforeAll(() => {
  const files = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const file of new Set(files))
    if (file !== "")
      cpSync(join(root, file), join(clone, file), { force: true, filter: (from) => from !== "" });
  git(clone, "init", "-qb", "main");
  git(clone, "add", "-A");
  git(clone, "commit", "-qm", "base");
  const install = ["install", "--frozen-lockfile", "--ignore-scripts", "--prefer-offline"];
  execFileSync("npx", ["--yes", "pnpm@10.34.9", ...install], { cwd: clone, stdio: "ignore" });
}, timeout);

afterAll(() => rmSync(clone, { recursive: true, force: true }), timeout);

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(clone, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(join(clone, path), text.replace(from, to));
}

function phasegate(...args: string[]) {
  const command = ["--import", "tsx", "packages/phasegate/src/bin.ts", "verify", ...args];
  const env = { ...process.env, CI: "1", NO_COLOR: "1", GITHUB_ACTIONS: "" };
  const { status, stdout } = spawnSync(process.execPath, command, { cwd: clone, encoding: "utf8", env });
  git(clone, "checkout", "-q", "--", ".");
  return { code: status, stdout };
}

test("a test that is named no more, and a module more that may import, weaken E1; another claim does not", {
  timeout,
}, () => {
  edit("scripts/phase-e/dedupe/tests.ts", '        "evaluates once through /repeated",\n', "");
  edit(e1, "to: [callerMiddleware],", 'to: [callerMiddleware, "apps/server/src/host.ts"],');
  edit(e1, "RPC is dispatched in one module only", "One module dispatches RPC");
  const { code, stdout } = phasegate("k2-gates", "--base", "main");
  expect(code).toBe(1);
  for (const lost of ["evaluates once through /repeated", "apps/server/src/host.ts"])
    expect(stdout).toContain(lost);
  expect(stdout).toContain("importConfined:RPCHandler (claim)");
  expect(stdout).not.toContain("«One module dispatches RPC»");
});

test("another claim alone passes", { timeout }, () => {
  edit(e1, "RPC is dispatched in one module only", "One module dispatches RPC");
  expect(phasegate("k2-gates", "--base", "main").code).toBe(0);
});

test("a kit that finds nothing any more is judged by the kit of the base", { timeout }, () => {
  edit(
    "packages/_verify-utils/src/evaluate.ts",
    "const evaluation = check.evaluate(context);",
    "const evaluation = { ...check.evaluate(context), findings: [] };",
  );
  edit("docs/projects/orpc-ingest-workflows-spec/DECISIONS.md", "`status`: `closed`", "`status`: `perhaps`");
  const { code, stdout } = phasegate(
    "e1-dedupe-policy",
    "--only",
    "decisionRecorded:D-009",
    "--gates-from",
    "main",
  );
  expect(code).toBe(1);
  expect(stdout).toContain("judged by the gates and the kit of");
});
