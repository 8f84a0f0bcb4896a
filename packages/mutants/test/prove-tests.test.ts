import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemo, openWorkingTree, overlay } from "@phasegate/workspace";
import type { TemporaryRepository } from "@phasegate/workspace/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Progress, type Proof, proveTests } from "../src/index.ts";
import { lines, project, prove, target } from "./support/project.ts";

const subject = "packages/a/src/price.ts";
const price = `
  export function price(count: number, member: boolean): number {
    if (count < 10) return count;
    return member ? 20 : count;
  }
  export function unused(): number {
    return 7;
  }
`;

const head = `import { expect, test } from "vitest";\nimport { price } from "../src/price.ts";\n`;
const strong = `${head}
  test.each([[9, true, 9], [10, true, 20], [10, false, 10]])(
    "price of %i for %s", (count, member, wanted) => { expect(price(count, member)).toBe(wanted); });
`;
const weak = `${head}
  test("a price is a number", () => { expect(price(3, false)).toBeTypeOf("number"); });
  test("a price is right", () => { expect(price(10, true)).toBe(20); });
`;

let repository: TemporaryRepository;

beforeAll(() => {
  repository = project({
    [subject]: price,
    "packages/a/test/strong.test.ts": strong,
    "packages/a/test/weak.test.ts": weak,
    "packages/a/src/types.ts": "export interface Price { readonly amount: number }",
    "packages/a/test/failing.test.ts": `${head} test("fails", () => { expect(price(1, true)).toBe(4); });`,
  });
});

afterAll(() => repository.dispose());

describe("tests of one module", () => {
  const memo = createMemo();
  const progress: Progress[] = [];
  const targets = [
    target("test/strong.test.ts", [subject]),
    target("test/weak.test.ts", [subject], ["a price is a number"]),
  ];
  let proof: Proof;

  beforeAll(async () => {
    proof = await prove(repository, targets, {
      concurrency: 2,
      cache: memo,
      onProgress: (one) => progress.push(one),
    });
  });

  test("a strong file kills every mutant of what it reaches", () => {
    expect(proof.blocked).toEqual([]);
    expect(lines(proof, (status) => status !== "killed")).toEqual([
      "7:12 ReturnValue 7 → undefined: no-coverage",
      "7:12 NumericLiteral 7 → 0: no-coverage",
      "7:12 NumericLiteral 7 → 8: no-coverage",
    ]);
  });

  test("a killer is named by its whole identity", () => {
    const boundary = proof.mutants.find((one) => one.mutator === "EqualityOperator");
    expect(boundary).toMatchObject({
      status: "killed",
      unit: "price",
      location: { start: { line: 3, column: 9 } },
    });
    expect(boundary?.killedBy).toContainEqual({
      file: "packages/a/test/strong.test.ts",
      path: [],
      title: "price of 10 for true",
    });
  });

  test("each file is asked about each of its subjects", () => {
    const [strongPairing, weakPairing] = proof.pairings;
    expect(strongPairing?.noticed).toBeGreaterThan(0);
    expect(weakPairing).toMatchObject({ file: "packages/a/test/weak.test.ts", subject });
    expect(weakPairing?.noticed).toBeGreaterThan(0);
  });

  test("progress ends at the end", () => {
    expect(progress.at(-1)).toMatchObject({
      done: proof.mutants.length,
      total: proof.mutants.length,
      remainingMs: 0,
    });
  });

  test("equal inputs are not run again, other ones are", async () => {
    const again = await prove(repository, targets, { cache: memo });
    expect(again.mutants.map(({ id, status }) => [id, status])).toEqual(
      proof.mutants.map(({ id, status }) => [id, status]),
    );
    expect(again.mutants.every((one) => one.cached || one.status === "no-coverage")).toBe(true);
    expect(again.dry.every((one) => one.cached)).toBe(true);
    const changed = overlay(openWorkingTree(repository.root), { "packages/a/src/other.ts": "export {};" });
    const other = await prove(repository, targets, {
      workspace: changed,
      cache: memo,
      budget: { ms: 50_000, mutants: 1 },
    });
    expect(other.mutants.filter((one) => one.status !== "not-run").some((one) => one.cached)).toBe(false);
  });

  test("nothing is written into the repository, and nothing is left", () => {
    expect(repository.git("status", "--porcelain", "--ignored")).toBe("!! node_modules/\n");
    expect(readFileSync(join(repository.root, subject), "utf8")).toBe(price);
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith(`phasegate-mutants-${process.pid}-`)),
    ).toEqual([]);
  });
});

test("a weak file leaves survivors, and a test that is not named does not help", async () => {
  const weakTargets = [target("test/weak.test.ts", [subject], ["a price is a number"])];
  const proof = await prove(repository, weakTargets, { budget: { ms: 50_000, mutants: 6 } });
  const survivors = proof.mutants.filter((one) => one.status === "survived");
  expect(lines(proof, (status) => status !== "not-run")).toMatchSnapshot();
  expect(survivors.some((one) => one.noticedBy.some(({ title }) => title === "a price is right"))).toBe(true);
  expect(survivors.every((one) => one.ran.includes("packages/a/test/weak.test.ts"))).toBe(true);
});

test("what cannot be asked is blocked, and none of its mutants passes for tried", async () => {
  const weakFile = "test/weak.test.ts";
  const proof = await prove(repository, [
    target("test/failing.test.ts", [subject]),
    target(weakFile, [subject], ["gone"]),
    target("test/gone.test.ts", [subject]),
    target(
      weakFile,
      ["packages/a/src/gone.ts", "packages/a/package.json", "packages/a/src/types.ts"],
      ["gone"],
    ),
    { ...target(weakFile, [subject]), package: "b" },
  ]);
  expect(proof.blocked).toMatchSnapshot();
  expect(proof.mutants.every((one) => one.status === "not-run" && one.reason === "blocked")).toBe(true);
});

test("a budget that is too small leaves mutants out, one of every function first", async () => {
  const proof = await prove(repository, [target("test/strong.test.ts", [subject])], {
    budget: { ms: 50_000, mutants: 2 },
  });
  const tried = proof.mutants.filter((one) => one.status !== "not-run");
  expect(tried.map((one) => one.unit).sort()).toEqual(["price", "unused"]);
  expect(
    proof.mutants.filter((one) => one.status === "not-run").every((one) => one.reason === "budget"),
  ).toBe(true);
  const none = await prove(repository, [target("test/strong.test.ts", [subject])], { budget: { ms: 0 } });
  expect(none.mutants.every((one) => one.status === "not-run" && one.reason === "budget")).toBe(true);
});

test("what is judged is the workspace, not the disk", async () => {
  const edited = overlay(openWorkingTree(repository.root), {
    "packages/a/src/extra.ts": "export const one = () => 1;\n",
    "packages/a/test/extra.test.ts": `import { expect, test } from "vitest";
      import { one } from "../src/extra.ts";
      test("one", () => { expect(one()).toBe(1); });`,
  });
  const proof = await proveTests({
    workspace: edited,
    targets: [target("test/extra.test.ts", ["packages/a/src/extra.ts"])],
    budget: { ms: 50_000 },
    seed: 1,
    concurrency: 1,
  });
  expect(proof.blocked).toEqual([]);
  expect(proof.mutants.map((one) => one.status)).toEqual(["killed", "killed", "killed"]);
  expect(existsSync(join(repository.root, "packages/a/src/extra.ts"))).toBe(false);
});
