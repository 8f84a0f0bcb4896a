import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { evidenceFile } from "@phasegate/test-evidence";
import { openWorkingTree, overlay, readText, type Workspace } from "@phasegate/workspace";
import { createTemporaryRepository, type TemporaryRepository } from "@phasegate/workspace/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matrixPassed, testsPassed } from "../src/index.ts";
import { codesOf, contextFor, probesOf, weakProbes } from "./support.ts";

const require = createRequire(import.meta.url);
const runner = join(dirname(require.resolve("@phasegate/test-evidence")), "bin.ts");
const folder = "packages/host";
const file = `${folder}/test/dedupe.test.ts`;
const subject = `${folder}/src/subject.ts`;
const evidence = `${folder}/${evidenceFile}`;

const head = 'import { describe, expect, test } from "vitest";\nimport { one } from "../src/subject.ts";\n';
const good = `${head}describe("dedupe", () => {
  test("evaluates once", () => expect(one).toBe(1));
  test("never shares", () => expect(one).not.toBe(2));
});
`;

const files = {
  "package.json": JSON.stringify({ name: "root", private: true }),
  "pnpm-workspace.yaml": "packages: [packages/*]\n",
  ".gitignore": "node_modules/\n.evidence/\n",
  [`${folder}/package.json`]: JSON.stringify(
    { name: "host", type: "module", scripts: { test: "phasegate-evidence" } },
    null,
    2,
  ),
  [`${folder}/vitest.config.ts`]:
    'import { defineConfig } from "vitest/config";\nexport default defineConfig({ test: {} });\n',
  [subject]: "export const one: number = 1;\n",
  [file]: good,
};

const check = testsPassed({
  package: "host",
  file: "test/dedupe.test.ts",
  subjects: [subject],
  tests: [
    ["dedupe", "evaluates once"],
    ["dedupe", "never shares"],
  ],
});

const repositories: TemporaryRepository[] = [];
afterAll(() => {
  for (const repository of repositories) repository.dispose();
});

/** Runs the package's tests for real, in a repository of its own. */
async function ran(change: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  const repository = createTemporaryRepository({ ...files, ...change });
  repositories.push(repository);
  mkdirSync(join(repository.root, "node_modules"));
  for (const name of ["vitest", "tsx"]) {
    symlinkSync(
      dirname(require.resolve(`${name}/package.json`)),
      join(repository.root, "node_modules", name),
    );
  }
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$|NODE_OPTIONS)/.test(name)),
  );
  const cwd = join(repository.root, folder);
  await new Promise<void>((done) =>
    execFile(process.execPath, ["--import", "tsx", runner], { cwd, env }, () => done()),
  );
  return openWorkingTree(repository.root);
}

let fine: Workspace;
beforeAll(async () => {
  fine = await ran();
}, 60_000);

test("tests that ran, asserted and passed in this tree count", () => {
  expect(codesOf(check, fine)).toEqual([]);
});

test("every counterexample turns it red, every invariance leaves it green", () => {
  const outcomes = probesOf(check, fine);
  expect(weakProbes(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(check.counterexamples.length + check.invariances.length);
});

describe("real runs that do not count", () => {
  const change = (from: string | RegExp, to: string) => ({ [file]: good.replace(from, to) });
  test.concurrent.each([
    ["a failing behaviour", { [subject]: "export const one: number = 2;\n" }, `test-failed ${file}:4`],
    ["a skipped test", change('test("evaluates', 'test.skip("evaluates'), `test-skipped ${file}:4`],
    ["a skipped suite", change("describe(", "describe.skip("), `test-skipped ${file}:4`],
    ["a todo", change(/test\("evaluates once".*/, 'test.todo("evaluates once");'), `test-skipped ${file}:4`],
    ["a focused neighbour", change('test("never', 'test.only("never'), "test-"],
    [
      "expected to fail",
      change(/test\("evaluates once".*/, 'test.fails("evaluates once", () => expect(one).toBe(2));'),
      `test-expected-to-fail ${file}:4`,
    ],
    ["an empty body", change("() => expect(one).toBe(1)", "() => {}"), `test-without-assertion ${file}:4`],
    [
      "a swallowed failure",
      change(
        "() => expect(one).toBe(1)",
        "() => { expect(1).toBe(1); try { expect(one).toBe(2); } catch {} }",
      ),
      `test-swallowed-failure ${file}:4`,
    ],
    ["another title", change("evaluates once", "evaluates twice"), `test-missing ${file}`],
    ["another describe", change('"dedupe"', '"deduplication"'), `test-missing ${file}`],
    ["two of one title", change("never shares", "evaluates once"), `test-duplicated ${file}:5`],
    [
      "a file that is left out",
      {
        [`${folder}/vitest.config.ts`]: 'export default { test: { include: ["test/other.test.ts"] } };\n',
        [`${folder}/test/other.test.ts`]: good,
      },
      `test-file-not-run ${folder}/vitest.config.ts`,
    ],
    [
      "a name filter",
      { [`${folder}/vitest.config.ts`]: "export default { test: { testNamePattern: /shares/ } };\n" },
      `test-filtered ${file}:4`,
    ],
    [
      "a retry that helped",
      change(
        "() => expect(one).toBe(1)",
        "{ retry: 2 }, ({ task }) => expect(task.result?.retryCount ?? 0).toBeGreaterThan(0)",
      ),
      `test-retried ${file}:4`,
    ],
    [
      "an unhandled rejection",
      {
        [`${folder}/test/other.test.ts`]: `${head}test("x", () => { void Promise.reject(new Error("lost")); expect(one).toBe(1); });`,
      },
      "tests-unhandled-error",
    ],
    [
      "an error in a hook",
      change(
        "describe(",
        'import { beforeAll } from "vitest";\nbeforeAll(() => { throw new Error("hook"); });\ndescribe(',
      ),
      `test-file-failed ${file}`,
    ],
    [
      "a mock of the subject",
      change(
        "describe(",
        'import { vi } from "vitest";\nvi.mock("../src/subject.ts", () => ({ one: 1 }));\ndescribe(',
      ),
      `test-misses-subject ${file}`,
    ],
    [
      "an alias for the subject",
      {
        [`${folder}/vitest.config.ts`]:
          'import { fileURLToPath } from "node:url";\nexport default { resolve: { alias: [{ find: /.*src\\/subject\\.ts$/, replacement: fileURLToPath(new URL("./src/fake.ts", import.meta.url)) }] }, test: {} };\n',
        [`${folder}/src/fake.ts`]: "export const one: number = 1;\n",
      },
      `test-misses-subject ${folder}/vitest.config.ts`,
    ],
    [
      "a configuration that throws",
      { [`${folder}/vitest.config.ts`]: 'throw new Error("no config today");\n' },
      "evidence-crashed",
    ],
    [
      "a file from outside the package",
      {
        "shared.ts": "export const two = 2;\n",
        [file]: good.replace("describe(", 'import { two } from "../../../shared.ts";\nvoid two;\ndescribe('),
      },
      "tests-undeclared-input",
    ],
  ])(
    "%s",
    async (_, changes, code) => {
      const codes = codesOf(check, await ran(changes));
      expect(
        codes.filter(
          (one) =>
            one === code ||
            one.startsWith(`${code}:`) ||
            one.startsWith(`${code} `) ||
            (code.endsWith("-") && one.startsWith(code)),
        ),
      ).not.toEqual([]);
    },
    60_000,
  );
});

describe("evidence that was made otherwise", () => {
  const judge = (edits: Record<string, string | null>) => codesOf(check, overlay(fine, edits));
  const document = () => JSON.parse(readText(fine, evidence) ?? "") as Record<string, unknown>;

  test("is absent", () => expect(judge({ [evidence]: null })).toEqual(["evidence-absent"]));
  test("is unfinished", () => {
    const { schema, package: of, run, startedAt } = document();
    expect(
      judge({ [evidence]: JSON.stringify({ schema, package: of, run, startedAt, state: "running" }) }),
    ).toEqual(["evidence-unfinished"]);
  });
  test("is of another package", () => {
    expect(
      judge({
        [evidence]: JSON.stringify({ ...document(), package: { name: "other", folder: "packages/other" } }),
      }),
    ).toEqual(["evidence-foreign"]);
  });
  test("is torn, or does not fit its own key", () => {
    expect(judge({ [evidence]: "{" })).toEqual(["evidence-invalid"]);
    const key = { ...(document().key as object), digest: "0".repeat(64) };
    expect(judge({ [evidence]: JSON.stringify({ ...document(), key }) })).toEqual(["evidence-invalid"]);
  });
  test("was interrupted", () => {
    expect(judge({ [evidence]: JSON.stringify({ ...document(), reason: "interrupted" }) })).toEqual([
      "tests-interrupted",
    ]);
  });
  test("is of an older tree, and says what changed since", () => {
    expect(judge({ [subject]: "export const one: number = 1; // later\n" })).toEqual([
      `evidence-stale ${subject}`,
    ]);
    expect(
      judge({
        [`${folder}/package.json`]: JSON.stringify({
          name: "host",
          scripts: { test: "phasegate-evidence", extra: "x" },
        }),
      }),
    ).toEqual([`evidence-stale ${folder}/package.json`]);
  });
  test("came from another command, also one around it", () => {
    const scripts = (value: Record<string, string>) => ({
      [`${folder}/package.json`]: JSON.stringify({ name: "host", scripts: value }, null, 2),
    });
    expect(judge(scripts({ test: "true" }))).toContain(`evidence-task-replaced ${folder}/package.json:4`);
    expect(judge(scripts({}))).toContain(`evidence-task-replaced ${folder}/package.json`);
    expect(judge(scripts({ test: "phasegate-evidence", posttest: "node forge.js" }))).toContain(
      `evidence-task-replaced ${folder}/package.json:5`,
    );
  });
  test("belongs to a test file that is gone", () => {
    expect(judge({ [file]: null })).toContain(`test-file-missing ${file}`);
  });
  test("belongs to a package that is gone", () => {
    expect(judge({ [`${folder}/package.json`]: null })).toEqual(["package-missing"]);
  });
});

describe("a matrix", () => {
  const matrixFile = `${folder}/test/matrix.test.ts`;
  const table = `${head}const expected = { "/a": { ann: "served", bob: "refused" }, "/b": { ann: "served", bob: "served" } };
for (const [column, rows] of Object.entries(expected)) {
  describe(column, () => {
    for (const [row, outcome] of Object.entries(rows)) {
      describe(row, () => {
        test(\`right: \${outcome}\`, () => expect(one).toBe(1));
        test("wrong: refused", () => expect(one).toBe(1));
      });
    }
  });
}
test("beside", () => expect(one).toBe(1));
`;
  const matrix = matrixPassed({
    package: "host",
    file: "test/matrix.test.ts",
    subjects: [subject],
    columns: ["/a", "/b"],
    rows: {
      ann: [
        { cases: ["right"], outcomes: "served" },
        { cases: ["wrong"], outcomes: "refused" },
      ],
      bob: [
        { cases: ["right"], outcomes: ["refused", "served"] },
        { cases: ["wrong"], outcomes: "refused" },
      ],
    },
  });
  const judged = async (from: string, to: string) =>
    codesOf(matrix, await ran({ [matrixFile]: table.replace(from, to) }));

  test("of which each cell has passed passes, and is shown", async () => {
    const workspace = await ran({ [matrixFile]: table });
    expect(matrix.evaluate(contextFor(workspace))).toMatchObject({
      findings: [],
      matrix: {
        head: ["ann", "bob"],
        lines: [
          { name: "/a", cells: ["served", "refused"] },
          { name: "/b", cells: ["served", "served"] },
        ],
        held: 8,
        cases: 8,
      },
    });
    const outcomes = probesOf(matrix, workspace);
    expect(weakProbes(outcomes)).toEqual([]);
    expect(outcomes).toHaveLength(matrix.counterexamples.length + matrix.invariances.length);
  }, 60_000);

  test.concurrent.each([
    ["a cell comes to something else", 'bob: "refused"', 'bob: "served"', "test-missing"],
    ["a row is gone", ', bob: "refused"', "", "test-missing"],
    ["a column is gone", ', "/b": { ann: "served", bob: "served" }', "", "test-missing"],
    ["a cell is skipped", 'test("wrong', 'test.skip("wrong', "test-skipped"],
    ["a test that the gate does not name is skipped", 'test("beside', 'test.skip("beside', "test-skipped"],
    [
      "a test that the gate does not name fails",
      'test("beside", () => expect(one).toBe(1))',
      'test("beside", () => expect(one).toBe(2))',
      "test-failed",
    ],
    [
      "a cell asserts nothing",
      'test("wrong: refused", () => expect(one).toBe(1))',
      'test("wrong: refused", () => {})',
      "test-without-assertion",
    ],
  ])(
    "of which %s is red",
    async (_, from, to, code) => {
      expect((await judged(from, to)).join()).toContain(code);
    },
    120_000,
  );

  test.concurrent.each([
    ["a row more", 'bob: "served"', 'bob: "served", eve: "refused"'],
    ["a test more", 'test("beside"', 'test("more", () => expect(one).toBe(1));\ntest("beside"'],
    ["another order", '"/a": { ann: "served", bob: "refused" }', '"/a": { bob: "refused", ann: "served" }'],
  ])(
    "with %s stays green",
    async (_, from, to) => {
      expect(await judged(from, to)).toEqual([]);
    },
    120_000,
  );
});
