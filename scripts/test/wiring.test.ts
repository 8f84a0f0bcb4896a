import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { keyInputs } from "@phasegate/test-evidence";
import { openWorkingTree, workspacePackages } from "@phasegate/workspace";
import picomatch from "picomatch";
import { expect, test } from "vitest";
import { z } from "zod";
import config from "../../phasegate.config.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

const turbo = z
  .object({
    globalDependencies: z.array(z.string()),
    tasks: z.record(
      z.string(),
      z.looseObject({
        cache: z.boolean().optional(),
        dependsOn: z.array(z.string()).optional(),
        inputs: z.array(z.string()).optional(),
        passThroughEnv: z.array(z.string()).optional(),
      }),
    ),
  })
  .parse(read("turbo.json"));

const judging = Object.entries(turbo.tasks).filter(([name]) => /^\/\/#(suite|verify)-/.test(name));

test("no task that judges is cached", () => {
  expect(judging.length).toBeGreaterThan(2);
  for (const [name, task] of judging) {
    expect([name, task.cache]).toEqual([name, false]);
  }
});

test("whatever judges sees what the base is chosen from", () => {
  const chosenFrom = ["CI", "GITHUB_ACTIONS", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH"];
  for (const [name, task] of judging) {
    expect([name, task.passThroughEnv]).toEqual([name, expect.arrayContaining(chosenFrom)]);
  }
});

test("the task of a gate makes its evidence, and no two gates close one slice", () => {
  for (const gate of config.gates) {
    const task = turbo.tasks[`//#verify-${gate.slice.toLowerCase()}`];
    expect(task?.dependsOn ?? []).toEqual(expect.arrayContaining(evidenceOf(gate)));
  }
  expect(new Set(config.gates.map(({ slice }) => slice)).size).toBe(config.gates.length);
});

test("the quick suite leaves out only what has to install the base", () => {
  const quick = new Set(config.suites["quick"]?.map(({ id }) => id));
  expect(config.gates.filter(({ id }) => !quick.has(id)).map(({ id }) => id)).toEqual(["k2-gates"]);
});

/** The tasks that make the evidence of a gate. */
function evidenceOf({ checks }: (typeof config.gates)[number]): string[] {
  return checks.flatMap(({ subject }) => (subject.kind === "tests" ? [`${subject.package}#test`] : []));
}

test("a suite makes the evidence of its gates", () => {
  for (const [name, gates] of Object.entries(config.suites)) {
    expect(turbo.tasks[`//#suite-${name}`]?.dependsOn).toEqual([`evidence-${name}`]);
    expect(turbo.tasks[`//#evidence-${name}`]?.dependsOn).toEqual(
      expect.arrayContaining(["bundle", ...gates.flatMap(evidenceOf)]),
    );
  }
});

test("what Turborepo hashes for a package's tests covers what their evidence depends on", () => {
  const workspace = openWorkingTree(root);
  const packages = workspacePackages(workspace);
  const folders = packages.map(({ folder }) => folder).filter((folder) => folder !== "");
  for (const one of packages) {
    if (one.folder === "" || one.manifest.scripts?.["test"] === undefined) continue;
    const task = turbo.tasks[`${one.name}#test`] ?? turbo.tasks["test"];
    const declared = (task?.inputs ?? [])
      .filter((input) => input.startsWith("$TURBO_ROOT$/"))
      .map((input) => input.slice("$TURBO_ROOT$/".length));
    const outside = keyInputs(workspace, one).paths.filter(
      (path) => !folders.some((folder) => path.startsWith(`${folder}/`)),
    );
    const covered = picomatch([...declared, ...turbo.globalDependencies]);
    const uncovered = outside.filter((path) => !covered(path));
    expect([one.name, uncovered]).toEqual([one.name, []]);
  }
});
