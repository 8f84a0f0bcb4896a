import { openWorkingTree, overlay, workspacePackages } from "@phasegate/workspace";
import { describe, expect, it } from "vitest";
import { evidenceTask, type FinishedDocument, modulesLeftOut } from "../src/index.ts";
import { repository } from "./support/repository.ts";

const manifest = "packages/a/package.json";

function packageA(files: Readonly<Record<string, string>>) {
  const workspace = overlay(openWorkingTree(repository().root), files);
  const found = workspacePackages(workspace).find((one) => one.name === "a");
  if (found === undefined) throw new Error("no package a");
  return { workspace, found };
}

describe("the test script", () => {
  it.each([
    ["phasegate-evidence", { kind: "declared", location: { path: manifest, line: 4, column: 13 } }],
    [
      "phasegate-evidence || true",
      { kind: "different", script: "phasegate-evidence || true", location: { line: 4 } },
    ],
    ["vitest run", { kind: "different", script: "vitest run" }],
    [" phasegate-evidence", { kind: "different" }],
    ["phasegate-evidence; true", { kind: "different" }],
  ])("%s", (script, expected) => {
    const { workspace, found } = packageA({
      [manifest]: `{\n  "name": "a",\n  "scripts": {\n    "test": ${JSON.stringify(script)}\n  }\n}`,
    });
    expect(evidenceTask(workspace, found)).toMatchObject(expected);
  });

  it.each(["pretest", "posttest"])("that a %s script surrounds", (hook) => {
    const scripts = { test: "phasegate-evidence", [hook]: "node forge.js" };
    const { workspace, found } = packageA({ [manifest]: JSON.stringify({ name: "a", scripts }) });
    expect(evidenceTask(workspace, found)).toMatchObject({
      kind: "surrounded",
      hook,
      script: "node forge.js",
    });
  });

  it("that is not there", () => {
    const { workspace, found } = packageA({ [manifest]: `{ "name": "a" }` });
    expect(evidenceTask(workspace, found)).toEqual({ kind: "missing", path: manifest });
  });
});

describe("modules left out", () => {
  it("are test modules of the package that no run knows", () => {
    const { workspace, found } = packageA({
      "packages/a/test/ran.test.ts": "",
      "packages/a/test/left.test.ts": "",
      "packages/a/src/beside.spec.mtsx": "",
      "packages/a/src/beside.spec.mts": "",
      "packages/a/src/attest.ts": "",
      "packages/b/package.json": `{ "name": "b" }`,
      "packages/b/b.test.ts": "",
    });
    const document = { modules: [{ file: "packages/a/test/ran.test.ts" }] } as unknown as FinishedDocument;
    expect(modulesLeftOut(workspace, found, document)).toEqual([
      "packages/a/src/beside.spec.mts",
      "packages/a/src/beside.spec.mtsx",
      "packages/a/test/left.test.ts",
    ]);
  });
});
