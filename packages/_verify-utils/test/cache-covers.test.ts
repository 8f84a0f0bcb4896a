import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { createMemo, openWorkingTree, overlay, type Workspace } from "@phasegate/workspace";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";
import {
  cacheCovers,
  contextOf,
  defaultPolicy,
  defineConfig,
  defineGate,
  evaluate,
  probe,
} from "../src/index.ts";
import { type ObservedTasks, parseDryRun } from "../src/turborepo/observed-tasks.ts";
import { fixedCheck, weakProbes } from "./support.ts";

const turbo = createRequire(import.meta.url).resolve("turbo/bin/turbo");

const testTask = {
  dependsOn: ["transit"],
  inputs: ["$TURBO_DEFAULT$", ".env*", "$TURBO_ROOT$/shared/**"],
  outputs: [".evidence/**"],
};
const usual = {
  globalDependencies: ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml"],
  globalEnv: ["npm_config_user_agent"],
  tasks: {
    transit: { dependsOn: ["^transit"] },
    test: testTask,
    "//#suite-quick": { cache: false, dependsOn: ["a#test"] },
    "//#verify-e1": { cache: false, dependsOn: ["a#test"] },
  },
};

type Files = Readonly<Record<string, string>>;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const manifest = (fields: object): string =>
  json({
    name: "a",
    version: "1.0.0",
    scripts: { test: "phasegate-evidence" },
    dependencies: { b: "workspace:*" },
    phasegate: { evidence: { rootInputs: ["shared/**"] } },
    ...fields,
  });

const files: Files = {
  "package.json": json({
    name: "root",
    private: true,
    packageManager: "pnpm@10.34.9",
    scripts: { "suite-quick": "true", "verify-e1": "true", quick: "turbo run suite-quick --continue=always" },
  }),
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
  "pnpm-lock.yaml":
    "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  packages/a:\n    dependencies:\n      b:\n        specifier: workspace:*\n        version: link:../b\n  packages/b: {}\n",
  ".gitignore": "node_modules/\n.turbo/\n.evidence/\n.env\nmade.txt\n",
  LICENSE: "All.\n",
  "turbo.json": json(usual),
  "packages/a/package.json": manifest({}),
  "packages/a/README.md": "# A\n",
  "packages/a/src/index.ts": "export const a = 1;\n",
  "packages/a/test/index.test.ts": "export {};\n",
  "packages/b/package.json": json({ name: "b", version: "1.0.0" }),
  "packages/b/src/index.ts": "export const b = 1;\n",
  "shared/data.txt": "1\n",
};

const e1 = defineGate({
  id: "e1",
  slice: "E1",
  checks: [{ ...fixedCheck("tests"), subject: { kind: "tests", package: "a", file: "test/index.test.ts" } }],
});
const config = defineConfig({ gates: [e1], suites: { quick: ["e1"] } });
const check = cacheCovers({ commands: ["quick"] });

function repositoryOf(changed: Files = {}) {
  const repository = createTemporaryRepository({ ...files, ...changed });
  onTestFinished(repository.dispose);
  return repository;
}

function dryRun(root: string): ObservedTasks {
  const args = [turbo, "run", "suite-quick", "a#test", "--dry=json"];
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  const stdout = execFileSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return parseDryRun(stdout) ?? { kind: "unknown", why: "format", command: "" };
}

function codes(workspace: Workspace, tasks?: ObservedTasks): string[] {
  const context = contextOf(
    workspace,
    { decisions: [] },
    {
      memo: createMemo(),
      base: () => ({ kind: "none" }),
      config,
      ...(tasks === undefined ? {} : { tasks: () => tasks }),
    },
  );
  return [...new Set(evaluate(check, context).findings.map(({ code }) => code))].sort();
}

const withTest = (fields: object, others: object = {}): Files => ({
  "turbo.json": json({ ...usual, tasks: { ...usual.tasks, ...others, test: { ...testTask, ...fields } } }),
});

/** What Turborepo takes, and what of it the check has to say; the model has to agree with Turborepo on each. */
const table: readonly (readonly [name: string, changed: Files, expected: readonly string[]])[] = [
  ["as it should be", {}, []],
  [
    "comments and trailing commas",
    { "turbo.json": `// c\n${json(usual).replace(/\}\n\}\n$/, "},\n}\n")}` },
    [],
  ],
  [
    "equal keys, of which the last counts",
    { "turbo.json": json(usual).replace('"tasks"', '"globalDependencies": ["*.json", "*.yaml"],\n"tasks"') },
    [],
  ],
  ["globs over the root", { "turbo.json": json({ ...usual, globalDependencies: ["*.{json,yaml}"] }) }, []],
  ["a folder for all that it holds", withTest({ inputs: ["$TURBO_DEFAULT$", "$TURBO_ROOT$/shared"] }), []],
  ["a way up instead of the root", withTest({ inputs: ["$TURBO_DEFAULT$", "../../shared/**"] }), []],
  ["a folder that is taken away by name only", withTest({ inputs: [...testTask.inputs, "!test"] }), []],
  ["another output in the same folder", withTest({ outputs: [".evidence"] }), []],
  [
    "a configuration of its own",
    {
      "packages/a/turbo.json": json({
        extends: ["//"],
        tasks: { test: { inputs: ["$TURBO_EXTENDS$", "*.md"] } },
      }),
    },
    [],
  ],
  [
    "an ignored file, named",
    { ...withTest({ inputs: [...testTask.inputs, "made.txt"] }), "packages/a/made.txt": "1" },
    [],
  ],
  [
    "sources only, where another task of the package hashes the rest",
    withTest(
      { inputs: ["src/**"], dependsOn: ["all"] },
      { all: { dependsOn: ["^transit"], inputs: testTask.inputs } },
    ),
    [],
  ],
  ["no way to packages below", withTest({ dependsOn: [] }), ["task-input-uncovered"]],
  [
    "sources only",
    withTest({ dependsOn: ["^transit"], inputs: ["src/**", "$TURBO_ROOT$/shared/**"] }),
    ["task-input-uncovered"],
  ],
  [
    "tests are taken away",
    withTest({ dependsOn: ["^transit"], inputs: [...testTask.inputs, "!test/**"] }),
    ["task-input-uncovered"],
  ],
  ["what is shared is not named", withTest({ inputs: ["$TURBO_DEFAULT$"] }), ["task-input-uncovered"]],
  [
    "no lockfile",
    { "turbo.json": json({ ...usual, globalDependencies: ["package.json", "pnpm-workspace.yaml"] }) },
    ["task-input-uncovered"],
  ],
  [
    "a peer, which Turborepo does not follow",
    { "packages/a/package.json": manifest({ dependencies: {}, peerDependencies: { b: "workspace:*" } }) },
    ["task-input-uncovered"],
  ],
  [
    "a version, which pnpm does not link",
    { "packages/a/package.json": manifest({ dependencies: { b: "^1.0.0" } }) },
    ["task-input-uncovered"],
  ],
  [
    "a package task in place of the general one",
    {
      "turbo.json": json({
        ...usual,
        tasks: { ...usual.tasks, "a#test": { inputs: testTask.inputs, dependsOn: ["transit"] } },
      }),
    },
    ["task-output-undeclared"],
  ],
  [
    "everything of the environment",
    { "turbo.json": json({ ...usual, envMode: "loose" }) },
    ["task-env-open", "tasks-disagree"],
  ],
  ["a variable that is passed through", withTest({ passThroughEnv: ["SECRET"] }), ["task-env-open"]],
  [
    "a wildcard that takes the runtime away",
    { "turbo.json": json({ ...usual, globalEnv: ["npm_*", "!npm_config_*"] }) },
    ["task-env-uncovered"],
  ],
  [
    "a suite that waits for nothing",
    { "turbo.json": json({ ...usual, tasks: { ...usual.tasks, "//#suite-quick": { cache: false } } }) },
    ["task-evidence-missing"],
  ],
  [
    "a cached gate",
    {
      "turbo.json": json({ ...usual, tasks: { ...usual.tasks, "//#verify-e1": { dependsOn: ["a#test"] } } }),
    },
    ["task-cached"],
  ],
  [
    "structured inputs",
    withTest({ inputs: [...testTask.inputs, { mode: "jit", globs: ["x"] }] }),
    ["tasks-unreadable"],
  ],
];

test.each(table)("%s", (_, changed, expected) => {
  const { root } = repositoryOf(changed);
  expect(codes(openWorkingTree(root), dryRun(root))).toEqual([...expected].sort());
});

const script = (text: string, others: object = { "suite-quick": "true", "verify-e1": "true" }): Files => ({
  "package.json": json({
    name: "root",
    private: true,
    packageManager: "pnpm@10.34.9",
    scripts: { ...others, quick: text },
  }),
});

test.each([
  [
    "no script implements the suite",
    script("turbo run suite-quick --continue=always", { "verify-e1": "true" }),
    "task-missing",
  ],
  ["evidence that goes on", withTest({ persistent: true }), "task-endless"],
  [
    "a loose environment",
    script("turbo run suite-quick --continue=always --env-mode loose"),
    "suite-command-weak",
  ],
  ["no dependencies", script("turbo run suite-quick --continue=always --only"), "suite-command-weak"],
  ["an end with the first failure", script("turbo run suite-quick"), "suite-command-weak"],
  [
    "flags that change nothing",
    script("turbo run suite-quick --continue=always --log-prefix=none"),
    undefined,
  ],
])("without asking Turborepo: %s", (_, changed, code) => {
  expect(codes(openWorkingTree(repositoryOf(changed).root))).toEqual(code === undefined ? [] : [code]);
});

test("why: without the way to a package below, Turborepo brings back what another source made", () => {
  const run = (repository: ReturnType<typeof repositoryOf>): string => {
    const args = [turbo, "run", "test", "--log-order=grouped"];
    const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
    return execFileSync(process.execPath, args, {
      cwd: repository.root,
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  };
  const scripted = { "packages/a/package.json": manifest({ scripts: { test: "cat ../b/src/index.ts" } }) };
  for (const [dependsOn, isReplayed] of [
    [[], true],
    [["transit"], false],
  ] as const) {
    const repository = repositoryOf({ ...withTest({ dependsOn }), ...scripted });
    run(repository);
    repository.write({ "packages/b/src/index.ts": "export const b = 2;\n" });
    expect([dependsOn, run(repository).includes("b = 1")]).toEqual([dependsOn, isReplayed]);
  }
});

test("a Turborepo that says something else, or nothing", () => {
  const { root } = repositoryOf();
  const observed = dryRun(root);
  if (observed.kind !== "observed") throw new Error("expected a dry run");
  const workspace = openWorkingTree(root);
  expect(codes(workspace, { ...observed, envMode: "loose" })).toEqual(["tasks-disagree"]);
  expect(codes(workspace, { ...observed, globalFiles: new Set() })).toEqual(["tasks-disagree"]);
  expect(codes(workspace, { ...observed, tasks: new Map() })).toEqual(["tasks-disagree"]);
  expect(codes(workspace, { kind: "unknown", why: "exit code 1", command: "turbo" })).toEqual([
    "tasks-unobserved",
  ]);
});

test("its probes, on a repository of its own", () => {
  const { root } = repositoryOf();
  const outcomes = probe(check, {
    workspace: overlay(openWorkingTree(root), {}),
    gate: { decisions: [] },
    memo: createMemo(),
    base: () => ({ kind: "none" }),
    config: { ...config, policy: defaultPolicy },
  });
  expect(weakProbes(outcomes)).toEqual([]);
  expect(outcomes.filter(({ result }) => result === "killed").length).toBeGreaterThan(20);
});
