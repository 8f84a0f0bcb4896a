import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { glob, openWorkingTree } from "@phasegate/workspace";
import { expect, test } from "vitest";
import { z } from "zod";
import config from "../../phasegate.config.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));

const turbo = z
  .object({
    tasks: z.record(
      z.string(),
      z.looseObject({
        passThroughEnv: z.array(z.string()).optional(),
      }),
    ),
  })
  .parse(read("turbo.json"));

const scripts = z.object({ scripts: z.record(z.string(), z.string()) }).parse(read("package.json")).scripts;

const judging = Object.entries(turbo.tasks).filter(([name]) => /^\/\/#(suite|verify)-/.test(name));

// What of tasks follows from gates (dependencies, hashes, outputs, that no verdict is cached) is decided by the gate on
// evidence integrity.

test("whatever judges sees what the base is chosen from", () => {
  const chosenFrom = ["CI", "GITHUB_ACTIONS", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH"];
  for (const [name, task] of judging) {
    expect([name, task.passThroughEnv]).toEqual([name, expect.arrayContaining(chosenFrom)]);
  }
});

test("every gate has a script and a task of its own, and belongs to the full suite", () => {
  for (const gate of config.gates) {
    const name = `verify-${gate.slice.toLowerCase()}`;
    expect(scripts[name]).toMatch(new RegExp(`^node --import tsx scripts/[a-z-]+/verify-${gate.id}[.]ts$`));
    expect(config.suites["full"]?.map(({ id }) => id)).toContain(gate.id);
  }
});

test("the quick suite leaves out only what has to install the base", () => {
  const quick = new Set(config.suites["quick"]?.map(({ id }) => id));
  expect(config.gates.filter(({ id }) => !quick.has(id)).map(({ id }) => id)).toEqual(["k2-gates"]);
});

test("every gate script is in an index, once for each slice", () => {
  const files = glob(openWorkingTree(root), ["scripts/*/verify-*.ts"]).map((path) =>
    path.replace(/^.*\/verify-(.*)\.ts$/, "$1"),
  );
  expect(files.sort()).toEqual(config.gates.map(({ id }) => id).sort());
  expect(new Set(config.gates.map(({ slice }) => slice)).size).toBe(config.gates.length);
});
