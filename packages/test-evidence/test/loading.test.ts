import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FinishedDocument } from "../src/index.ts";
import { Repository } from "./support/repository.ts";
import { run } from "./support/run.ts";

/** Ways in which a test comes by a module, and whether that is the module itself. */
const subject = "packages/a/src/subject.ts";

interface Way {
  readonly body: string;
  readonly imported: boolean;
  readonly mocked?: string;
}

const uses = `test("uses it", () => { expect(subject()).toBeDefined(); });`;

const ways: Readonly<Record<string, Way>> = {
  imports: { body: `import { subject } from "../src/subject.ts";\n${uses}`, imported: true },
  "imports-through": { body: `import { subject } from "../src/through.ts";\n${uses}`, imported: true },
  "imports-when-run": {
    body: `test("uses it", async () => { expect((await import("../src/subject.ts")).subject()).toBe(1); });`,
    imported: true,
  },
  "imports-after-reset": {
    body: `import { subject } from "../src/subject.ts";\n${uses}\nafterAll(() => { vi.resetModules(); });`,
    imported: true,
  },
  "imports-by-name": { body: `import { subject } from "#subject";\n${uses}`, imported: true },
  reads: {
    body: `import { readFileSync } from "node:fs";\nconst subject = () => readFileSync("src/subject.ts", "utf8");\n${uses}`,
    imported: false,
  },
  "imports-a-type": {
    body: `import type { Subject } from "../src/subject.ts";\nimport { type Subject as S } from "../src/subject.ts";\nconst subject = (): Subject | S => 1;\n${uses}`,
    imported: false,
  },
  "imports-its-text": {
    body: `import text from "../src/subject.ts?raw";\nconst subject = () => text;\n${uses}`,
    imported: false,
  },
  "imports-its-address": {
    body: `import url from "../src/subject.ts?url";\nconst subject = () => url;\n${uses}`,
    imported: false,
  },
  "would-import": {
    body: `const subject = () => import.meta.env.NEVER ? import("../src/subject.ts") : 1;\n${uses}`,
    imported: false,
  },
  "imports-a-copy": { body: `import { subject } from "@copied/subject.ts";\n${uses}`, imported: false },
  mocks: {
    body: `import { subject } from "../src/subject.ts";\nvi.mock("../src/subject.ts", () => ({ subject: () => 2 }));\n${uses}`,
    imported: false,
    mocked: "manual",
  },
  "mocks-with-the-original": {
    body: `import { subject } from "../src/subject.ts";\nvi.mock("../src/subject.ts", async (original) => ({ ...(await original()), subject: () => 2 }));\n${uses}`,
    imported: true,
    mocked: "manual",
  },
  "mocks-by-itself": {
    body: `import { subject } from "../src/subject.ts";\nvi.mock("../src/subject.ts");\ntest("uses it", () => { expect(subject()).toBeUndefined(); });`,
    imported: false,
    mocked: "automock",
  },
  spies: {
    body: `import { subject } from "../src/subject.ts";\nvi.mock("../src/subject.ts", { spy: true });\n${uses}`,
    imported: false,
    mocked: "autospy",
  },
  "mocks-late": {
    body: `test("uses it", async () => { vi.doMock("../src/subject.ts", () => ({ subject: () => 2 })); expect((await import("../src/through.ts")).subject()).toBe(2); });`,
    imported: false,
    mocked: "manual",
  },
  "mocks-by-folder": {
    body: `import { other } from "../src/other.ts";\nvi.mock("../src/other.ts");\ntest("uses it", () => { expect(other()).toBe("from __mocks__"); });`,
    imported: false,
  },
  "imports-a-mock": {
    body: `test("uses it", async () => { expect((await vi.importMock("../src/subject.ts")).subject()).toBeUndefined(); });`,
    imported: true,
    mocked: "imported",
  },
};

const head = `import { afterAll, expect, test, vi } from "vitest";\n`;
const files = {
  "packages/a/package.json": `{ "name": "a", "type": "module", "imports": { "#subject": "./src/subject.ts" } }`,
  [subject]: `export type Subject = number;\nexport const subject = (): Subject => 1;\n`,
  "packages/a/src/through.ts": `export { subject } from "./subject.ts";\n`,
  "packages/a/src/other.ts": `export const other = () => "real";\n`,
  "packages/a/src/__mocks__/other.ts": `export const other = () => "from __mocks__";\n`,
  "packages/a/copy/subject.ts": `export const subject = () => 1;\n`,
};

const config = (extra = "") =>
  `export default { test: { alias: { "@copied": new URL("./copy", import.meta.url).pathname }, ${extra} } };`;

async function documentOf(more: Readonly<Record<string, string>>): Promise<FinishedDocument> {
  const repository = new Repository({ ...files, ...more });
  made.push(repository);
  await run(repository);
  return repository.finished();
}

const made: Repository[] = [];
afterAll(() => {
  for (const one of made) one.remove();
});

const moduleOf = (document: FinishedDocument, name: string) => {
  const module = document.modules.find((one) => one.file === `packages/a/test/${name}.test.ts`);
  if (module === undefined) throw new Error(`${name} did not run`);
  return module;
};
const paths = (entries: readonly (readonly [string, string])[]) => entries.map(([path]) => path);

describe("a test that", () => {
  let document: FinishedDocument;

  beforeAll(async () => {
    const tests = Object.entries(ways).map(([name, { body }]) => [
      `packages/a/test/${name}.test.ts`,
      head + body,
    ]);
    document = await documentOf({ "packages/a/vitest.config.ts": config(), ...Object.fromEntries(tests) });
  });

  it.each(Object.keys(ways))("%s is known by what was evaluated and what was replaced", (name) => {
    const { imported, mocked } = ways[name]!;
    const module = moduleOf(document, name);
    expect(module.errors).toEqual([]);
    expect(module.tests.map((test) => test.state)).toEqual(["passed"]);
    expect(paths(module.imported).includes(subject)).toBe(imported);
    expect(module.mocked.filter((one) => one.module === subject).map((one) => one.kind)).toEqual(
      mocked === undefined ? [] : [mocked],
    );
  });

  it("reads a source has it among what it read", () => {
    expect(paths(moduleOf(document, "reads").read)).toEqual([subject]);
  });

  it("gets what __mocks__ holds has loaded that, and not the module", () => {
    const module = moduleOf(document, "mocks-by-folder");
    expect(paths(module.imported)).toContain("packages/a/src/__mocks__/other.ts");
    expect(paths(module.imported)).not.toContain("packages/a/src/other.ts");
    expect(module.mocked).toEqual([{ module: "packages/a/src/other.ts", kind: "automock" }]);
  });
});

describe("a mock of a setup file", () => {
  it("is a mock of every test", async () => {
    const document = await documentOf({
      "packages/a/vitest.config.ts": config(`setupFiles: ["./setup.ts"]`),
      "packages/a/setup.ts": `import { vi } from "vitest";\nvi.mock("./src/subject.ts", () => ({ subject: () => 2 }));\n`,
      "packages/a/test/imports.test.ts": `${head}${ways.imports!.body}`,
    });
    const module = moduleOf(document, "imports");
    expect(paths(module.imported)).toEqual(["packages/a/setup.ts", "packages/a/test/imports.test.ts"]);
    expect(module.mocked).toEqual([{ module: subject, kind: "manual" }]);
  });
});

describe("without isolation", () => {
  let document: FinishedDocument;

  beforeAll(async () => {
    document = await documentOf({
      "packages/a/vitest.config.ts": config(
        `isolate: false, maxWorkers: 1, sequence: { sequencer: class { sort(files) { return [...files].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1)); } shard(files) { return files; } } }`,
      ),
      "packages/a/test/a.test.ts": `${head}${ways.imports!.body}`,
      "packages/a/test/b.test.ts": `${head}${ways["imports-through"]!.body}`,
      "packages/a/test/c.test.ts": `${head}test("uses nothing", () => { expect(1).toBe(1); });`,
      "packages/a/test/d.test.ts": `${head}${ways.mocks!.body}`,
      "packages/a/test/e.test.ts": `${head}${ways.imports!.body}`,
    });
  });

  it("a module that was evaluated for another file is imported by those that import it", () => {
    const of = ["a", "b", "c"].map((name) => paths(moduleOf(document, name).imported).includes(subject));
    expect(of).toEqual([true, true, false]);
  });

  it("a mock outlives its file", () => {
    const of = ["c", "d", "e"].map((name) => moduleOf(document, name).mocked.map((one) => one.module));
    expect(of).toEqual([[], [subject], [subject]]);
  });
});

describe("modules that are loaded past Vite", () => {
  it("are refused, for nobody sees what they import", async () => {
    const repository = new Repository({
      "packages/a/vitest.config.ts": config("experimental: { viteModuleRunner: false }"),
      "packages/a/test/imports.test.mjs": `${head}test("one", () => { expect(1).toBe(1); });`,
    });
    made.push(repository);
    await run(repository);
    expect(repository.document()).toMatchObject({ state: "crashed", crash: { code: "unsupported-pool" } });
  });
});
