import { openWorkingTree } from "@phasegate/workspace";
import { expect, it } from "vitest";
import { compareWithChecker } from "./checker.ts";

it("names what TypeScript's checker names, on this repository's own sources", { timeout: 60_000 }, () => {
  const workspace = openWorkingTree(import.meta.dirname);
  const files = workspace
    .files()
    .filter((path) => /^packages\/(?:code-facts|workspace)\/src\/.*\.ts$/.test(path));
  const { same, unknown, wrong } = compareWithChecker(workspace, files, {});
  expect(wrong).toEqual([]);
  expect(same).toBeGreaterThan(2000);
  expect(unknown / (same + unknown)).toBeLessThan(0.005);
});
