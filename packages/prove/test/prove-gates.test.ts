import { mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { proofSchema } from "@phasegate/report";
import { type Check, defineConfig, defineGate, run, testsPassed, withProof } from "@phasegate/verify-utils";
import { createMemo, openWorkingTree, readText } from "@phasegate/workspace";
import { createTemporaryRepository, type TemporaryRepository } from "@phasegate/workspace/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { proveGates } from "../src/index.ts";

const require = createRequire(import.meta.url);
const subject = "packages/a/src/price.ts";
const other = "packages/a/src/other.ts";
const priceTest = "packages/a/test/price.test.ts";

/** Right only on the surface: it never asks what nine cost. */
const weak = `import { expect, test } from "vitest";
import { price } from "../src/price.ts";
test("ten are twenty", () => { expect(price(10)).toBe(20); });
test("nine are nine", () => { expect(price(9)).toBe(9); });
`;

let repository: TemporaryRepository;

beforeAll(() => {
  repository = createTemporaryRepository({
    ".gitignore": "node_modules/\n.evidence/\n",
    "package.json": '{ "name": "root", "private": true }',
    "pnpm-workspace.yaml": "packages: [packages/*]",
    "packages/a/package.json": '{ "name": "a", "type": "module" }',
    [subject]: "export function price(count: number): number {\n  return count < 10 ? count : 20;\n}\n",
    [other]: "export function other(): number {\n  return 7;\n}\n",
    [priceTest]: weak,
  });
  mkdirSync(join(repository.root, "node_modules"));
  symlinkSync(dirname(require.resolve("vitest/package.json")), join(repository.root, "node_modules/vitest"));
});

afterAll(() => repository.dispose());

const right = ["ten are twenty", "nine are nine"];

/** A check on tests that needs no evidence, and one edit that turns it red. */
function tests(named: readonly string[], subjects = [subject], more: Partial<Check> = {}): Check {
  const check = testsPassed({ package: "a", file: "test/price.test.ts", tests: named, subjects });
  const scope = { selected: 1, candidates: 1, unit: "files", roster: "fixture" };
  return {
    ...check,
    evaluate: ({ workspace }) => ({
      findings: (readText(workspace, priceTest) ?? "").includes("ten are twenty")
        ? []
        : [
            {
              code: "test-missing",
              args: { package: "a", test: "ten", near: [] },
              location: { path: priceTest },
            },
          ],
      scope,
    }),
    counterexamples: [
      { name: "the test is gone", expect: "test-missing", apply: () => ({ [priceTest]: "export {};\n" }) },
    ],
    invariances: [],
    ...more,
  };
}

async function proved(checks: readonly Check[], budgetSeconds = 3600) {
  const gate = defineGate({ id: "g", slice: "E1", checks });
  const made = defineConfig({ gates: [gate], suites: { full: ["g"] }, prove: { suites: ["full"] } });
  const config = { ...made, prove: { ...made.prove, tests: { budgetSeconds, except: [] } } };
  const workspace = openWorkingTree(repository.root);
  const common = { workspace, config, memo: createMemo(), head: null, now: new Date("2026-06-15T12:00:00Z") };
  const judged = run({ ...common, target: "full", gates: [gate], base: { kind: "none" } });
  const proven = await proveGates({ ...common, gates: [gate], judged }, { longest: 0 });
  const document = withProof(judged, proven, common);
  const [only] = document.gates;
  return {
    document,
    documents: proven.documents,
    score: only?.proof,
    findings: (only?.checks ?? []).flatMap(({ findings }) =>
      findings.map(({ code, location, message }) => ({ code, at: location?.path, message })),
    ),
  };
}

describe("a gate", () => {
  test("whose tests notice everything is proved, and leaves what viewers want", async () => {
    const { document, documents, score } = await proved([tests(right)]);
    expect(document).toMatchObject({ verdict: "passed", proof: { tests: { left: 0, budgetSeconds: 3600 } } });
    expect(score).toMatchObject({ killed: 1, survived: 0, checks: 1, checksNotGreen: 0 });
    expect(score?.mutants).toMatchObject({ survived: 0, noCoverage: 0, notRun: 0 });
    expect(score?.mutants?.killed).toBeGreaterThan(3);
    const [proof, report] = documents.map(({ text }) => JSON.parse(text));
    expect(documents.map(({ end }) => end)).toEqual(["proof.json", "mutation.json"]);
    expect(proofSchema.parse(proof).verdict).toBe("passed");
    expect(report.files[subject].mutants.every(({ status }: { status: string }) => status === "Killed")).toBe(
      true,
    );
  });

  test("whose tests miss a defect has a finding at its place, and who noticed it", async () => {
    const { document, findings } = await proved([tests(["ten are twenty"])]);
    expect(document.verdict).toBe("failed");
    expect(findings).toMatchSnapshot();
  });

  test("whose tests reach nothing of a subject proves nothing of it", async () => {
    const { findings } = await proved([tests(right, [subject, other])]);
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual([
      ...Array(3).fill(`mutant-survived ${other}`),
      `test-proves-nothing ${priceTest}`,
    ]);
    expect(findings[0]?.message).toContain("no named test file runs it");
  });

  test("of which another file notices everything proves nothing by itself", async () => {
    repository.write({
      "packages/a/test/idle.test.ts": `import { expect, test } from "vitest";
        import { price } from "../src/price.ts";
        test("is called", () => { price(10); expect(1).toBe(1); });`,
    });
    const idle = testsPassed({
      package: "a",
      file: "test/idle.test.ts",
      tests: ["is called"],
      subjects: [subject],
    });
    const { evaluate, counterexamples, invariances } = tests(right);
    const { findings } = await proved([tests(right), { ...idle, evaluate, counterexamples, invariances }]);
    expect(findings.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "test-proves-nothing packages/a/test/idle.test.ts",
    ]);
  });

  test("of which no edit is noticed, or one that means nothing is, is not proved", async () => {
    const deaf = tests(right, [subject], {
      name: "deaf",
      counterexamples: [
        { name: "nothing", expect: "test-missing", apply: () => ({ [other]: "export const other = 8;\n" }) },
      ],
    });
    const jumpy = tests(right, [subject], {
      name: "jumpy",
      invariances: [{ name: "a cough", apply: () => ({ [priceTest]: "export const ten = 10;\n" }) }],
    });
    const { findings } = await proved([deaf, jumpy]);
    expect(findings.map(({ code }) => code)).toEqual([
      "edit-survived",
      "check-unproved",
      "harmless-edit-alarmed",
    ]);
    const undecided = tests(right, [subject], {
      counterexamples: [
        { name: "nonsense", expect: "test-missing", apply: () => ({ [priceTest]: "const = ;\n" }) },
      ],
    });
    expect((await proved([undecided])).findings.map(({ code }) => code)).toEqual([
      "edit-undecided",
      "check-unproved",
    ]);
  });

  test("that no budget is left for is blocked, with the functions that were never broken", async () => {
    // One millisecond would do for this machine or another.
    const { document, findings } = await proved([tests(right)], 0.001);
    expect(document.verdict).toBe("blocked");
    expect(findings.map(({ code }) => code)).toEqual(["mutants-untried"]);
    expect(findings[0]?.message).toContain("(price)");
  });

  test("whose tests do not pass in a copy says so; one that is red to begin with is asked nothing", async () => {
    const gone = await proved([tests(["gone"])]);
    expect(gone.document.verdict).toBe("blocked");
    expect(gone.findings.map(({ code }) => code)).toEqual(["proof-blocked"]);
    const red = tests(right, [subject], {
      evaluate: () => ({
        findings: [{ code: "test-missing", args: { package: "a", test: "x", near: [] } }],
        scope: { selected: 1, candidates: 1, unit: "files", roster: "fixture" },
      }),
    });
    const { findings, score } = await proved([red]);
    expect(findings.map(({ code }) => code)).toEqual(["test-missing"]);
    expect(score).toMatchObject({ killed: 0, checksNotGreen: 1 });
    expect(score?.mutants).toBeUndefined();
  });
});
