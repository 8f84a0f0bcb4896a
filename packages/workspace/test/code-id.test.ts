import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";

/** Two packages of a scope and one of another, as they are installed. */
function packages(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "code-id-")));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const files = {
    "a/package.json": {
      name: "@one/a",
      exports: "./src/index.js",
      dependencies: { "@one/b": "1", other: "1" },
    },
    "a/src/index.js": "a",
    "a/test/a.test.js": "a",
    "b/package.json": { name: "@one/b", exports: { ".": { default: "./dist/index.js" } } },
    "b/dist/index.js": "b",
    "b/dist/deep/part.js": "b",
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  }
  mkdirSync(join(root, "a/node_modules/@one"), { recursive: true });
  symlinkSync(join(root, "b"), join(root, "a/node_modules/@one/b"));
  return root;
}

/** What a new process would answer. */
async function idOf(root: string): Promise<string> {
  vi.resetModules();
  const { codeId } = await import("../src/code-id.ts");
  return codeId(pathToFileURL(join(root, "a/src/index.js")).href);
}

test.each(["a/src/index.js", "b/dist/deep/part.js", "b/package.json"])("changes with %s", async (path) => {
  const root = packages();
  const before = await idOf(root);
  expect(await idOf(root)).toBe(before);
  appendFileSync(join(root, path), " ");
  expect(await idOf(root)).not.toBe(before);
});

test("changes with a new module", async () => {
  const root = packages();
  const before = await idOf(root);
  writeFileSync(join(root, "b/dist/more.js"), "");
  expect(await idOf(root)).not.toBe(before);
});

test("does not change with a test", async () => {
  const root = packages();
  const before = await idOf(root);
  appendFileSync(join(root, "a/test/a.test.js"), " ");
  expect(await idOf(root)).toBe(before);
});
