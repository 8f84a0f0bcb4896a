import { spawnSync } from "node:child_process";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createTemporaryRepository } from "@phasegate/workspace/testing";
import { expect, onTestFinished, test } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const script = join(root, "scripts/suite/turbo.sh");
const result = ".phasegate/results/quick.json";

const writes = `mkdir -p .phasegate/results && echo {} > ${result}`;
const cases: readonly (readonly [
  name: string,
  implemented: string | undefined,
  flags: readonly string[],
  status: number,
])[] = [
  ["a suite that runs", writes, [], 0],
  ["a suite that fails", `${writes} && exit 1`, [], 1],
  ["a suite that writes nothing", "true", [], 2],
  ["a task that no script implements", undefined, [], 2],
  ["a filter that selects something else", writes, ["--filter=a"], 2],
  ["what changed, where nothing did", writes, ["--affected"], 2],
  ["a dry run", writes, ["--dry=json"], 2],
];

test.each(cases)("%s", (_, implemented, flags, status) => {
  const repository = createTemporaryRepository({
    "package.json": JSON.stringify({
      name: "root",
      private: true,
      packageManager: "pnpm@10.34.9",
      scripts: implemented === undefined ? {} : { "suite-quick": implemented },
    }),
    "pnpm-workspace.yaml": "packages: [packages/*]\n",
    "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  packages/a: {}\n",
    "packages/a/package.json": '{ "name": "a" }',
    ".gitignore": ".turbo/\n.phasegate/\n",
    "turbo.json": JSON.stringify({ tasks: { "//#suite-quick": { cache: false } } }),
  });
  onTestFinished(repository.dispose);
  // What an earlier run left is no sign of this one.
  repository.write({ [result]: "{}" });
  const path = [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const run = spawnSync("sh", [script, "quick", ...flags], {
    cwd: repository.root,
    encoding: "utf8",
    env: { ...process.env, PATH: path, TURBO_SCM_BASE: "HEAD" },
  });
  expect([run.status, run.stderr.includes("judged nothing")]).toEqual([status, status === 2]);
});
