import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import { lines, project, prove, target } from "./support/project.ts";

const subject = "packages/a/src/add.ts";
const add = "export const add = (a: number, b: number) => a + b;\n";
const addTest = `import { expect, test } from "vitest";
  import { add } from "../src/add.ts";
  test("adds", () => { expect(add(2, 3)).toBe(5); });`;

function repositoryOf(files: Readonly<Record<string, string>>): TemporaryRepository {
  const made = project({ [subject]: add, "packages/a/test/add.test.ts": addTest, ...files });
  onTestFinished(() => made.dispose());
  return made;
}

const killed = [
  "1:46 ArrowFunction a + b → (undefined): killed",
  "1:46 ArithmeticOperator a + b → ((a) - (b)): killed",
];

test("threads, no isolation, setup files, retries and projects of the package's own configuration", async () => {
  const repository = repositoryOf({
    "packages/a/vitest.config.ts": `import { defineConfig } from "vitest/config";
      export default defineConfig({ test: { projects: [{ test: {
        name: "unit", pool: "threads", isolate: false, retry: 3, setupFiles: ["./setup.ts"], include: ["test/*.test.ts"] } }] } });`,
    "packages/a/setup.ts": "globalThis.ready = true;",
    "packages/a/test/setup.test.ts": `import { expect, test } from "vitest";
      import { add } from "../src/add.ts";
      test("set up", () => { expect(globalThis.ready).toBe(true); expect(add(1, 1)).toBe(2); });`,
  });
  const proof = await prove(repository, [
    target("test/add.test.ts", [subject]),
    target("test/setup.test.ts", [subject]),
  ]);
  expect(proof.blocked).toEqual([]);
  expect(lines(proof).toSorted()).toEqual(killed.toSorted());
});

test("a subject of another package, and a package at the root", async () => {
  const repository = repositoryOf({
    "package.json":
      '{ "name": "root", "private": true, "type": "module", "devDependencies": { "a": "workspace:*" } }',
    "packages/a/package.json": '{ "name": "a", "type": "module", "exports": "./src/add.ts" }',
    "test/root.test.ts": `import { expect, test } from "vitest";
      import { add } from "a";
      test("adds", () => { expect(add(2, 3)).toBe(5); });`,
  });
  mkdirSync(join(repository.root, "node_modules"), { recursive: true });
  symlinkSync(join(repository.root, "packages/a"), join(repository.root, "node_modules/a"));
  const proof = await prove(repository, [
    { package: "root", file: "test/root.test.ts", subjects: [subject], tests: [] },
  ]);
  expect(proof.blocked).toEqual([]);
  expect(lines(proof).toSorted()).toEqual(killed.toSorted());
});

test("a subject that a mock stands for is reached by nothing", async () => {
  const repository = repositoryOf({
    "packages/a/test/mocked.test.ts": `import { expect, test, vi } from "vitest";
      import { add } from "../src/add.ts";
      vi.mock("../src/add.ts", () => ({ add: () => 5 }));
      test("adds", () => { expect(add(2, 3)).toBe(5); });`,
  });
  const proof = await prove(repository, [target("test/mocked.test.ts", [subject])]);
  expect(proof.mutants.map((one) => one.status)).toEqual(["no-coverage", "no-coverage"]);
  expect(proof.pairings).toEqual([{ file: "packages/a/test/mocked.test.ts", subject, ran: 0, noticed: 0 }]);
});

test("a function that runs as text, where no mark can be passed", async () => {
  const repository = repositoryOf({
    "packages/a/test/text.test.ts": `import { runInNewContext } from "node:vm";
      import { expect, test } from "vitest";
      import { add } from "../src/add.ts";
      test("adds elsewhere", () => { expect(runInNewContext("(" + add + ")(2, 3)")).toBe(5); });`,
  });
  const proof = await prove(repository, [target("test/text.test.ts", [subject])]);
  expect(proof.blocked).toEqual([]);
  expect(lines(proof).toSorted()).toEqual(killed.toSorted());
});

test("a mutant that leaves something behind makes its file unsteady", async () => {
  const repository = repositoryOf({
    "packages/a/src/keep.ts": `import { writeFileSync } from "node:fs";
      export function keep(name: string): string {
        if (name === "") writeFileSync("debris", "x");
        return name;
      }`,
    "packages/a/test/keep.test.ts": `import { existsSync } from "node:fs";
      import { expect, test } from "vitest";
      import { keep } from "../src/keep.ts";
      test("keeps", () => { expect(existsSync("debris")).toBe(false); expect(keep("a")).toBe("a"); });`,
  });
  const proof = await prove(repository, [target("test/keep.test.ts", ["packages/a/src/keep.ts"])], {
    concurrency: 1,
  });
  expect(proof.blocked).toEqual([{ code: "unsteady", package: "a", file: "packages/a/test/keep.test.ts" }]);
});

test("a process that is killed leaves no process, and no trace in the repository", async () => {
  const repository = repositoryOf({});
  const support = fileURLToPath(new URL("./support/endless.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", support, repository.root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const copies = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`phasegate-mutants-${child.pid}-`));
  expect(copies().length).toBeGreaterThan(0);
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  expect(repository.git("status", "--porcelain")).toBe("");
  await expect.poll(() => processesIn(copies()), { timeout: 5_000 }).toEqual([]);
  const proof = await prove(repository, [target("test/add.test.ts", [subject])]);
  expect(lines(proof).toSorted()).toEqual(killed.toSorted());
  expect(copies()).toEqual([]);
});

/** Where a process is; its folder, and the process itself, may be gone meanwhile. */
function folderOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}

/** Processes that work in one of these temporary folders, where the system tells. */
function processesIn(names: readonly string[]): readonly string[] {
  if (!existsSync("/proc/self/cwd")) return [];
  return readdirSync("/proc").filter((pid) => {
    const at = /^\d+$/.test(pid) ? folderOf(pid) : "";
    return names.some((name) => at.includes(`/${name}`));
  });
}
