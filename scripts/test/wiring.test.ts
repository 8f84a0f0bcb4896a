import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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

const judging = Object.entries(turbo.tasks).filter(([name]) => /^\/\/#(suite|verify)-/.test(name));

// What of tasks follows from gates (dependencies, hashes, outputs, that no verdict is cached) is decided by the gate on
// evidence integrity.

test("whatever judges sees what the base is chosen from", () => {
  const chosenFrom = ["CI", "GITHUB_ACTIONS", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH"];
  for (const [name, task] of judging) {
    expect([name, task.passThroughEnv]).toEqual([name, expect.arrayContaining(chosenFrom)]);
  }
});

test("no two gates close one slice", () => {
  expect(new Set(config.gates.map(({ slice }) => slice)).size).toBe(config.gates.length);
});

test("the quick suite leaves out only what has to install the base, or a clean clone", () => {
  const quick = new Set(config.suites["quick"]?.map(({ id }) => id));
  expect(config.gates.filter(({ id }) => !quick.has(id)).map(({ id }) => id)).toEqual([
    "k2-gates",
    "k3-rehearsal",
  ]);
});
