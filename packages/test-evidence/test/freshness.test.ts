import { type Edits, openWorkingTree, overlay, type Workspace } from "@phasegate/workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeyChange, processRuntime, type Runtime, readEvidence } from "../src/index.ts";
import { Repository } from "./support/repository.ts";
import { run } from "./support/run.ts";

const evidence = "packages/a/.evidence/vitest.json";

let repository: Repository;
let tree: Workspace;
let runtime: Runtime;

/** One run; whatever may happen to the repository afterwards is laid over it. */
beforeAll(async () => {
  repository = new Repository({
    "packages/a/package.json": `{ "name": "a", "type": "module", "dependencies": { "b": "workspace:*" }, "phasegate": { "evidence": { "rootInputs": ["rawr.*.ts"], "env": ["FLAVOUR"] } } }`,
    "packages/a/tsconfig.json": `{ // comments are allowed\n "extends": "../../tsconfig.base.json" }`,
    "packages/a/test/a.test.ts": `import { expect, test } from "vitest";\nimport { b } from "../../b/src/b.ts";\ntest("a", () => { expect(b).toBe(1); });\n`,
    "packages/a/notes.md": "notes",
    "packages/b/package.json": `{ "name": "b", "dependencies": { "c": "workspace:*" }, "phasegate": { "evidence": { "rootInputs": ["data/**"] } } }`,
    "packages/b/src/b.ts": "export const b = 1;\n",
    "packages/b/dist/b.js": "built",
    "packages/c/package.json": `{ "name": "c" }`,
    "packages/c/index.js": "",
    "packages/d/package.json": `{ "name": "d" }`,
    "packages/d/index.js": "",
    "data/deep/one.json": "1",
    "rawr.hq.ts": "export {};",
    "pnpm-lock.yaml": "packages:\n\n  vitest@4.1.12:\n    resolution: {}\n",
    "tsconfig.base.json": "{}",
    ".gitignore": "node_modules/\n.evidence/\ndist/\n",
    "README.md": "read me",
  });
  const { code, output } = await run(repository, { env: { FLAVOUR: "vanilla" } });
  if (code !== 0) throw new Error(output);
  tree = openWorkingTree(repository.root);
  runtime = { node: processRuntime().node, env: { FLAVOUR: "vanilla", OTHER: "x" } };
});

afterAll(() => repository.remove());

/** The names that make it stale; none when it is fresh. */
function stale(edits: Edits, at: Runtime = runtime): readonly string[] {
  const answer = readEvidence(overlay(tree, edits), "a", { runtime: at });
  if (answer.kind === "fresh") return [];
  if (answer.kind !== "stale") throw new Error(JSON.stringify(answer));
  return answer.changes.map((change) => change.name);
}

type Row = readonly [what: string, edits: Edits, changed: readonly string[]];

const rows: readonly Row[] = [
  ["nothing", {}, []],
  ["a test", { "packages/a/test/a.test.ts": "//" }, ["packages/a/test/a.test.ts"]],
  ["a file that no test imports", { "packages/a/notes.md": "new" }, ["packages/a/notes.md"]],
  [
    "a new file",
    { "packages/a/test/__snapshots__/a.test.ts.snap": "" },
    ["packages/a/test/__snapshots__/a.test.ts.snap"],
  ],
  ["a file that is gone", { "packages/a/notes.md": null }, ["packages/a/notes.md"]],
  ["a dependency", { "packages/b/src/b.ts": "export const b = 2;" }, ["packages/b/src/b.ts"]],
  ["a dependency's dependency", { "packages/c/index.js": ";" }, ["packages/c/index.js"]],
  ["a package that it does not depend on", { "packages/d/index.js": ";" }, []],
  ["a file outside of packages", { "README.md": "new" }, []],
  ["a declared root input", { "rawr.hq.ts": ";" }, ["rawr.hq.ts"]],
  ["a new declared root input", { "rawr.config.ts": ";" }, ["rawr.config.ts"]],
  ["a root input that a dependency declares", { "data/deep/one.json": "2" }, ["data/deep/one.json"]],
  [
    "the lockfile",
    { "pnpm-lock.yaml": "packages:\n\n  vitest@4.1.12:\n    resolution: {}\n#" },
    ["pnpm-lock.yaml"],
  ],
  [
    "Vitest",
    { "pnpm-lock.yaml": "packages:\n\n  vitest@4.1.13:\n    resolution: {}\n" },
    ["pnpm-lock.yaml", "vitest"],
  ],
  ["the workspace manifest", { "pnpm-workspace.yaml": "packages: ['packages/*']" }, ["pnpm-workspace.yaml"]],
  ["the root manifest", { "package.json": "{}" }, ["package.json"]],
  ["a tsconfig that it extends", { "tsconfig.base.json": "{ }" }, ["tsconfig.base.json"]],
  ["a tsconfig above it", { "tsconfig.json": "{}" }, ["tsconfig.json"]],
  [
    "a dotenv file, which is ignored as a rule",
    { "packages/a/.env.test": "VITE_X=1" },
    ["packages/a/.env.test"],
  ],
  [
    "a dependency less",
    { "packages/b/package.json": `{ "name": "b" }` },
    ["data/deep/one.json", "packages/b/package.json", "packages/c/index.js", "packages/c/package.json"],
  ],
];

describe("evidence after a change of", () => {
  it.each(rows)("%s", (_, edits, changed) => {
    expect(stale(edits)).toEqual(changed);
  });

  it("Node, and what was declared of the environment", () => {
    expect(stale({}, { ...runtime, node: "22.0.0" })).toEqual(["node"]);
    expect(stale({}, { ...runtime, env: { FLAVOUR: "mint" } })).toEqual(["FLAVOUR"]);
    expect(stale({}, { ...runtime, env: {} })).toEqual(["FLAVOUR"]);
    expect(stale({}, { ...runtime, env: { FLAVOUR: "vanilla", OTHER: "y" } })).toEqual([]);
  });

  it("an ignored file that took part, unless it is gone", () => {
    const ignored = "packages/b/dist/b.js";
    const was = repository.finished();
    const edits = (digest: string) => ({
      [evidence]: JSON.stringify({ ...was, ignoredInputs: { [ignored]: digest } }),
    });
    expect(stale(edits(tree.digest(ignored) ?? ""))).toEqual([]);
    expect(stale(edits("0".repeat(40)))).toEqual([ignored]);
    expect(stale({ ...edits("0".repeat(40)), [ignored]: null })).toEqual([]);
  });

  it("the tree that is judged, when the evidence lies in another", () => {
    const judged = overlay(tree, { [evidence]: null });
    expect(readEvidence(judged, "a", { runtime }).kind).toBe("absent");
    expect(readEvidence(judged, "a", { runtime, from: tree }).kind).toBe("fresh");
    const edited = overlay(judged, { "packages/a/notes.md": "new" });
    expect(readEvidence(edited, "a", { runtime, from: tree }).kind).toBe("stale");
  });

  it("something says what it was and what it is", () => {
    const answer = readEvidence(overlay(tree, { "packages/a/notes.md": null }), "a", {
      runtime: { ...runtime, env: {} },
    });
    expect(answer).toMatchObject({
      kind: "stale",
      when: "since-run",
      changes: [
        { of: "file", name: "packages/a/notes.md", was: expect.stringMatching(/^[0-9a-f]{40}$/), is: null },
        { of: "env", name: "FLAVOUR", was: "vanilla", is: null },
      ] satisfies KeyChange[],
    });
  });
});

describe("what lies at the place of evidence", () => {
  const edited = (change: (document: Record<string, unknown>) => void): Edits => {
    const document = structuredClone(repository.finished()) as unknown as Record<string, unknown>;
    change(document);
    return { [evidence]: JSON.stringify(document) };
  };

  it.each([
    ["nothing", () => ({ [evidence]: null }), { kind: "absent", path: evidence }],
    ["no JSON", () => ({ [evidence]: "{" }), { kind: "invalid", reason: "not-json" }],
    [
      "another schema",
      () => edited((d) => Object.assign(d, { schema: "phasegate.test-evidence/1" })),
      { kind: "invalid", reason: "schema", issues: [{ at: "schema" }] },
    ],
    [
      "a field too many",
      () => edited((d) => Object.assign(d, { extra: 1 })),
      { kind: "invalid", reason: "schema" },
    ],
    [
      "a field too few",
      () =>
        edited((d) => {
          delete d.modules;
        }),
      { kind: "invalid", reason: "schema", issues: [{ at: "modules" }] },
    ],
    [
      "inputs that do not fit their digest",
      () =>
        edited((d) => {
          Object.assign((d.key as { inputs: object }).inputs, { "packages/a/notes.md": "0".repeat(40) });
        }),
      { kind: "invalid", reason: "key-digest" },
    ],
    [
      "evidence of another package",
      () => edited((d) => Object.assign(d, { package: { name: "b", folder: "packages/b" } })),
      { kind: "foreign", expected: { name: "a" }, actual: { name: "b" } },
    ],
    [
      "evidence of a package that has moved",
      () => edited((d) => Object.assign(d, { package: { name: "a", folder: "packages/old" } })),
      { kind: "foreign" },
    ],
    [
      "evidence of a run that edited its inputs",
      () =>
        edited((d) =>
          Object.assign(d, { changedDuringRun: [{ of: "file", name: "x", was: null, is: "1" }] }),
        ),
      { kind: "stale", when: "during-run", changes: [{ name: "x" }] },
    ],
  ] as const)("%s", (_, edits, answer) => {
    expect(readEvidence(overlay(tree, edits()), "a", { runtime })).toMatchObject(answer);
  });

  it("another package's evidence, copied", () => {
    const copied = { "packages/d/.evidence/vitest.json": JSON.stringify(repository.finished()) };
    expect(readEvidence(overlay(tree, copied), "d", { runtime })).toMatchObject({
      kind: "foreign",
      actual: { name: "a" },
    });
  });

  it("evidence that was committed", () => {
    repository.git("add", "--force", evidence);
    expect(readEvidence(openWorkingTree(repository.root), "a", { runtime })).toMatchObject({
      kind: "invalid",
      reason: "tracked",
    });
    repository.git("rm", "--cached", "--quiet", evidence);
  });

  it("nothing, for a package that is not there or cannot be read", () => {
    expect(readEvidence(tree, "nobody", { runtime })).toEqual({ kind: "unknown-package", name: "nobody" });
    expect(readEvidence(overlay(tree, { "packages/c/package.json": "{" }), "a", { runtime })).toMatchObject({
      kind: "unreadable",
      error: { code: "unreadable", path: "packages/c/package.json" },
    });
    const misdeclared = {
      "packages/b/package.json": `{ "name": "b", "phasegate": { "evidence": { "roots": [] } } }`,
    };
    expect(readEvidence(overlay(tree, misdeclared), "a", { runtime })).toMatchObject({
      kind: "unreadable",
      error: { path: "packages/b/package.json" },
    });
  });
});
