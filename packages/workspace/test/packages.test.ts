import { describe, expect, test } from "vitest";
import { dependencyClosure, openWorkingTree, workspacePackages } from "../src/index.ts";
import { temporaryRepository } from "./repository.ts";

const manifest = (name: string, dependencies: Record<string, string> = {}): string =>
  JSON.stringify({ name, dependencies });

function packagesOf(files: Record<string, string>) {
  return workspacePackages(openWorkingTree(temporaryRepository(files).root));
}

describe("workspace packages", () => {
  test("follow pnpm-workspace.yaml, with negations", () => {
    const packages = packagesOf({
      "package.json": manifest("root"),
      "pnpm-workspace.yaml": "packages:\n  - packages/*\n  - '!packages/skip'\n",
      "packages/a/package.json": manifest("a"),
      "packages/skip/package.json": manifest("skip"),
      "elsewhere/package.json": manifest("elsewhere"),
    });
    expect(packages.map(({ name, folder }) => [name, folder])).toEqual([
      ["root", ""],
      ["a", "packages/a"],
    ]);
  });

  test("follow the workspaces field of npm and yarn", () => {
    const root = JSON.stringify({ name: "root", workspaces: { packages: ["./apps/*"] } });
    expect(
      packagesOf({ "package.json": root, "apps/b/package.json": manifest("b") }).map(({ name }) => name),
    ).toEqual(["root", "b"]);
  });

  test("close over dependencies, however far away", () => {
    const packages = packagesOf({
      "package.json": JSON.stringify({ name: "root", workspaces: ["p/*"] }),
      "p/a/package.json": manifest("a", { b: "workspace:*" }),
      "p/b/package.json": manifest("b", { c: "workspace:*", zod: "4" }),
      "p/c/package.json": manifest("c", { a: "workspace:*" }),
      "p/d/package.json": manifest("d"),
    });
    const start = packages.find(({ name }) => name === "a")!;
    expect(dependencyClosure(packages, start).map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  test.each([
    ["package.json", { "package.json": "{" }],
    ["pnpm-workspace.yaml", { "package.json": "{}", "pnpm-workspace.yaml": "packages: [" }],
    ["pnpm-workspace.yaml", { "package.json": "{}", "pnpm-workspace.yaml": "packages: 3" }],
  ])("an unreadable %s is an error that names it", (path, files) => {
    expect(() => packagesOf(files)).toThrow(expect.objectContaining({ code: "unreadable", path }));
  });
});
