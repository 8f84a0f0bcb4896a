import type { TemporaryRepository } from "@phasegate/workspace/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MutantResult, Proof } from "../src/index.ts";
import { project, prove, target } from "./support/project.ts";

/** Modules whose mutants hang, die, or leave something behind for the next. */
const files = {
  "packages/a/src/hang.ts": `
    export function drain(items: number[]): number {
      let sum = 0;
      while (items.length > 0) {
        sum += Number(items.pop());
      }
      return sum;
    }
    export async function wait(): Promise<string> {
      return await new Promise((resolve) => {
        resolve("done");
      });
    }`,
  "packages/a/test/hang.test.ts": `
    import { expect, test } from "vitest";
    import { drain, wait } from "../src/hang.ts";
    test("drains", () => { expect(drain([1, 2])).toBe(3); expect(drain([])).toBe(0); });
    test("waits", async () => { expect(await wait()).toBe("done"); });`,
  "packages/a/src/crash.ts": `
    export function check(value: number): number {
      if (value < 0) process.kill(process.pid, "SIGKILL");
      return value;
    }`,
  "packages/a/test/crash.test.ts": `
    import { expect, test } from "vitest";
    import { check } from "../src/crash.ts";
    test("checks", () => { expect(check(0)).toBe(0); expect(check(2)).toBe(2); });`,
  "packages/a/src/state.ts": `
    const kept = new Map<string, number>();
    export const limit = 2;
    export function count(name: string): number {
      const next = (kept.get(name) ?? 0) + 1;
      kept.set(name, next);
      if (next > limit) throw new Error("too many");
      return next;
    }`,
  "packages/a/test/state.test.ts": `
    import { expect, test } from "vitest";
    import { count, limit } from "../src/state.ts";
    test.concurrent("counts", async () => { expect([count("a"), count("a")]).toEqual([1, 2]); });
    test.concurrent("apart", async () => { expect(count("b")).toBe(1); expect(() => { count("b"); count("b"); }).toThrow("too many"); });
    test("limit", () => { expect(limit).toBe(2); });`,
  "packages/a/src/child.ts": `
    import { pathToFileURL } from "node:url";
    export const answer = () => 42;
    if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(answer());`,
  "packages/a/src/child.mjs": `export const answer = () => 42;
    console.log(answer());`,
  "packages/a/test/child.test.ts": `
    import { execFileSync } from "node:child_process";
    import { expect, test } from "vitest";
    test("prints", () => {
      const file = new URL("../src/child.mjs", import.meta.url).pathname;
      expect(execFileSync(process.execPath, [file], { encoding: "utf8" }).trim()).toBe("42");
    });`,
};

let repository: TemporaryRepository;

beforeAll(() => {
  repository = project(files);
});

afterAll(() => repository.dispose());

function statusOf(proof: Proof, wanted: Partial<MutantResult>): readonly string[] {
  return proof.mutants
    .filter((one) => Object.entries(wanted).every(([key, value]) => Reflect.get(one, key) === value))
    .map((one) => one.status);
}

describe("a module whose mutants hang, die or keep state", () => {
  test("a loop that does not end is a timeout, a promise that never settles fails its test, and the next go on", async () => {
    const proof = await prove(repository, [target("test/hang.test.ts", ["packages/a/src/hang.ts"])], {
      hungAfterMs: 2_500,
    });
    expect(proof.blocked).toEqual([]);
    expect(statusOf(proof, { mutator: "EqualityOperator", replacement: "((items.length) >= (0))" })).toEqual([
      "timeout",
    ]);
    expect(proof.mutants.filter((one) => !["killed", "timeout"].includes(one.status))).toEqual([]);
    expect(proof.mutants.filter((one) => one.unit.startsWith("wait")).map((one) => one.status)).toContain(
      "killed",
    );
  });

  test("a worker that dies is a crash, and does not poison the next", async () => {
    const proof = await prove(repository, [target("test/crash.test.ts", ["packages/a/src/crash.ts"])]);
    expect(proof.blocked).toEqual([]);
    expect(statusOf(proof, { mutator: "ConditionalExpression", replacement: "true" })).toEqual(["crashed"]);
    expect(statusOf(proof, { mutator: "ReturnValue" })).toEqual(["killed"]);
    expect(statusOf(proof, { mutator: "ConditionalExpression", replacement: "false" })).toEqual(["survived"]);
  });

  test("state of the module's top level is new for each mutant, whatever ran before", async () => {
    const proof = await prove(repository, [target("test/state.test.ts", ["packages/a/src/state.ts"])], {
      budget: { ms: 50_000, mutants: 6 },
    });
    expect(proof.blocked).toEqual([]);
    expect(statusOf(proof, {}).filter((status) => status !== "not-run")).toEqual(Array(6).fill("killed"));
  });

  test("a process that tests start sees the mutant, too", async () => {
    const proof = await prove(repository, [target("test/child.test.ts", ["packages/a/src/child.mjs"])]);
    expect(proof.blocked).toEqual([]);
    expect(proof.mutants.map((one) => one.status)).toEqual(["killed", "killed", "killed"]);
  });
});
