import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { openWorkingTree, overlay, trace, WorkspaceError } from "@phasegate/workspace";
import { describe, expect, it } from "vitest";
import { freshnessKey, type Runtime } from "../src/index.ts";
import { repository } from "./support/repository.ts";

const runtime: Runtime = { node: "20.20.0", env: {} };

describe("the key", () => {
  it("of a package of its own repository covers everything but nested packages and evidence", () => {
    const made = repository({
      "src/index.ts": "",
      "packages/a/index.ts": "",
      ".gitignore": "node_modules/\n",
    });
    made.write({ ".evidence/vitest.json": "{}", "src/new.ts": "" });
    const key = freshnessKey(openWorkingTree(made.root), "", runtime);
    expect(Object.keys(key.inputs)).toEqual([
      ".gitignore",
      "package.json",
      "pnpm-workspace.yaml",
      "src/index.ts",
      "src/new.ts",
    ]);
  });

  it("does not depend on the order of anything", () => {
    const made = repository({ "packages/a/b.ts": "b", "packages/a/a.ts": "a" });
    const tree = openWorkingTree(made.root);
    const again = overlay(tree, { "packages/a/c.ts": "c", "packages/a/a.ts": "a" });
    const once = overlay(tree, { "packages/a/c.ts": "c" });
    expect(freshnessKey(again, "packages/a", runtime)).toEqual(freshnessKey(once, "packages/a", runtime));
  });

  it("is that of the process, also when it is asked for again, and whoever asks has looked at its inputs", () => {
    const made = repository({
      "packages/a/package.json": `{ "name": "a", "phasegate": { "evidence": { "env": ["ZONE"] } } }`,
      "packages/a/index.ts": "1",
    });
    const tree = openWorkingTree(made.root);
    const asked = (env: Runtime["env"], node = "20.20.0") => {
      const { workspace, seen } = trace(tree);
      return { key: freshnessKey(workspace, "packages/a", { node, env }), seen: new Map(seen) };
    };
    const first = asked({ ZONE: "a" });
    expect(asked({ ZONE: "a", OTHER: "b" })).toEqual(first);
    expect(asked({ ZONE: "b" }).key.env).toEqual({ ZONE: "b" });
    expect(asked({}).key.env).toEqual({ ZONE: null });
    expect(asked({ ZONE: "a" }, "22.0.0").key.runtime.node).toBe("22.0.0");
    expect(asked({ ZONE: "a" })).toEqual(first);
    expect(first.seen.get("packages/a/index.ts")).toEqual({
      kind: "file",
      digest: first.key.inputs["packages/a/index.ts"],
    });
    const edited = overlay(tree, { "packages/a/index.ts": "2" });
    expect(freshnessKey(edited, "packages/a", { node: "20.20.0", env: { ZONE: "a" } }).digest).not.toBe(
      first.key.digest,
    );
  });

  it("is bound to the folder", () => {
    const made = repository({ "packages/b/package.json": `{ "name": "a", "type": "module" }` });
    const tree = openWorkingTree(made.root);
    const digests = ["packages/a", "packages/b"].map((folder) => freshnessKey(tree, folder, runtime).digest);
    expect(new Set(digests).size).toBe(2);
  });

  it.each([
    [
      "pnpm-lock.yaml",
      "lockfileVersion: '9.0'\n\npackages:\n\n  '@vitest/runner@4.1.12':\n    x: 1\n\n  vitest@4.1.12:\n    x: 1\n\nsnapshots:\n\n  vitest@4.1.12(@types/node@20.19.43):\n    x: 1\n",
      ["4.1.12"],
    ],
    [
      "pnpm-lock.yaml",
      "packages:\n\n  vitest@3.2.4:\n    x: 1\n\n  vitest@4.1.12:\n    x: 1\n",
      ["3.2.4", "4.1.12"],
    ],
    [
      "package-lock.json",
      `{ "packages": { "node_modules/vitest": {\n "version": "4.1.12",\n "resolved": "x" } } }`,
      ["4.1.12"],
    ],
    ["yarn.lock", `vitest@^4.0.0:\n  version "4.1.12"\n  resolved "x"\n`, ["4.1.12"]],
    [
      "yarn.lock",
      `"vitest@npm:^4.0.0, vitest@npm:4.1.12":\n  version: 4.1.12\n  resolution: "vitest@npm:4.1.12"\n`,
      ["4.1.12"],
    ],
    ["npm-shrinkwrap.json", `{ "packages": { "node_modules/vitest": { "version": "4.1.12" } } }`, ["4.1.12"]],
    [
      "bun.lock",
      `{\n  "packages": {\n    "vitest": ["vitest@4.1.12", "", { "bin": {} }, "sha512-x"],\n    "@vitest/spy": ["@vitest/spy@4.1.12"],\n  },\n}`,
      ["4.1.12"],
    ],
    ["pnpm-lock.yaml", "packages:\n\n  vitest-mock@1.0.0:\n    x: 1\n", []],
  ])("knows the Vitest of %s: %j", (path, text, versions) => {
    const tree = overlay(openWorkingTree(repository().root), { [path]: text });
    expect(freshnessKey(tree, "packages/a", runtime).runtime.vitest).toEqual(versions);
  });

  it("follows tsconfig files up, through what they extend and refer to, in circles and to nowhere", () => {
    const tree = overlay(openWorkingTree(repository().root), {
      "packages/a/tsconfig.json": `{ "extends": ["../../config/one", "@tsconfig/node20"], "references": [{ "path": "../b" }, { "path": "../../../../out" }] }`,
      "config/one.json": `{ "extends": "./two.json" } // a comment`,
      "config/two.json": `{ "extends": "./one.json", }`,
      "packages/b/tsconfig.json": "{",
      "tsconfig.json": `{ "extends": "./absent.json" }`,
    });
    const inputs = Object.keys(freshnessKey(tree, "packages/a", runtime).inputs);
    expect(inputs.filter((path) => path.endsWith(".json") && !path.endsWith("package.json"))).toEqual([
      "config/one.json",
      "config/two.json",
      "packages/a/tsconfig.json",
      "packages/b/tsconfig.json",
      "tsconfig.json",
    ]);
  });

  it.each([["npm-shrinkwrap.json"], ["bun.lock"], ["bun.lockb"], [".npmrc"], [".yarnrc.yml"]])(
    "covers %s",
    (path) => {
      const tree = overlay(openWorkingTree(repository().root), { [path]: "{}" });
      expect(Object.keys(freshnessKey(tree, "packages/a", runtime).inputs)).toContain(path);
    },
  );

  it("looks behind a nested repository and a link to a folder", () => {
    const made = repository({ "packages/b/package.json": `{ "name": "b" }`, "packages/b/data/x.txt": "1" });
    made.write({ "packages/a/vendored/index.ts": "1" });
    made.git("init", "--quiet", "packages/a/vendored");
    made.git("-C", "packages/a/vendored", "add", "--all");
    const author = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    made.git("-C", "packages/a/vendored", ...author, "commit", "--quiet", "--message", "one");
    symlinkSync("../b/data", join(made.root, "packages/a/data"));
    made.git("-c", "advice.addEmbeddedRepo=false", "add", "--all");
    const idsOf = () => freshnessKey(openWorkingTree(made.root), "packages/a", runtime).inputs;
    const before = idsOf();
    made.write({ "packages/a/vendored/index.ts": "2", "packages/b/data/x.txt": "2" });
    const after = idsOf();
    for (const path of ["packages/a/vendored", "packages/a/data"]) {
      expect([before[path], after[path]]).toEqual([
        expect.stringMatching(/^folder [0-9a-f]{64}$/),
        expect.stringMatching(/^folder [0-9a-f]{64}$/),
      ]);
      expect(before[path]).not.toBe(after[path]);
    }
  });

  it("is refused for a link that leads round in a circle", () => {
    const made = repository();
    symlinkSync(".", join(made.root, "packages/a/round"));
    expect(() => freshnessKey(openWorkingTree(made.root), "packages/a", runtime)).toThrow(WorkspaceError);
  });

  it("is refused for a declared pattern that matches nothing, which it names", () => {
    const made = repository({
      "packages/a/package.json": `{ "name": "a", "phasegate": { "evidence": { "rootInputs": ["pnpm-*.yaml", "docs/**", "!docs/x.md"] } } }`,
    });
    const key = () => freshnessKey(openWorkingTree(made.root), "packages/a", runtime);
    expect(key).toThrow(
      `packages/a/package.json: phasegate.evidence.rootInputs: "docs/**" matches no file that git tracks or would add`,
    );
    made.write({ "docs/x.md": "" });
    expect(key).toThrow(WorkspaceError);
    made.write({ "docs/y.md": "" });
    expect(Object.keys(key().inputs)).toContain("docs/y.md");
  });

  it("is refused for a folder that is no package", () => {
    expect(() => freshnessKey(openWorkingTree(repository().root), "packages/z", runtime)).toThrow(
      WorkspaceError,
    );
  });
});
