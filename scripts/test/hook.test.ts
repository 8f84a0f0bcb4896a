import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HookedRepository } from "./support/hooked-repository.ts";

const timeout = 240_000;
let made: HookedRepository;

beforeAll(() => {
  made = HookedRepository.create();
  // The first commit of a repository is judged like any other.
  expect(made.commit()).toMatchObject({ code: 0 });
  made.git("tag", "first");
}, timeout);
beforeEach(() => {
  made.reset();
  made.tested();
});
afterAll(() => made.remove(), timeout);

const head = () => made.git("rev-parse", "HEAD");
const value = "packages/one/value.txt";

interface Case {
  readonly name: string;
  readonly edit: () => readonly string[] | undefined;
}

describe.each<Case>([
  {
    name: "a violation that is staged, and mended in the working tree only",
    edit: () => {
      made.stage("rule.txt", "violation\n");
      made.write("rule.txt", "good\n");
      return [];
    },
  },
  {
    name: "a violation in one of two staged hunks",
    edit: () => {
      made.stage("rule.txt", `violation\n${"-\n".repeat(20)}end\n`);
      made.write("rule.txt", `good\n${"-\n".repeat(20)}other end\n`);
      return [];
    },
  },
  {
    name: "a test that fails on what is staged, while evidence of the working tree is fresh",
    edit: () => {
      expect(made.pnpm("verify:quick").code).toBe(0);
      made.stage(value, "wrong\n");
      made.write(value, "right\n");
      return [];
    },
  },
  {
    name: "`git commit --all` with a violation in the working tree",
    edit: () => {
      made.write("rule.txt", "violation\n");
      return ["--all"];
    },
  },
  {
    name: "`git commit <path>` of a violation that is not staged",
    edit: () => {
      made.stage("notes.txt", "good\n");
      made.write("rule.txt", "violation\n");
      return ["--", "rule.txt"];
    },
  },
  {
    name: "a staged deletion whose file still lies there",
    edit: () => {
      made.git("rm", "-q", "--cached", value);
      return [];
    },
  },
  {
    name: "a test that needs what is not staged",
    edit: () => {
      made.write("packages/one/needed.mjs", "");
      made.stage("packages/one/test.mjs", `import "./needed.mjs";\n${made.read("packages/one/test.mjs")}`);
      return [];
    },
  },
  {
    name: "an amended commit",
    edit: () => {
      made.stage("rule.txt", "violation\n");
      return ["--amend"];
    },
  },
  {
    name: "a commit on a detached HEAD",
    edit: () => {
      made.git("checkout", "-q", "--detach");
      made.stage("rule.txt", "violation\n");
      return [];
    },
  },
  {
    name: "what judges, put out of order in the working tree",
    edit: () => {
      made.stage("rule.txt", "violation\n");
      made.write("suite.mjs", 'console.log("quick: passed");\n');
      made.write("scripts/hook/pre-commit.mjs", "");
      made.write("scripts/hook/judge.mjs", "");
      return [];
    },
  },
])("$name", ({ edit }) => {
  test("is no commit", { timeout }, () => {
    const args = edit() ?? [];
    const [before, status] = [head(), made.git("status", "--porcelain")];
    const { code, said } = made.commit(...args);
    expect([code, said]).toEqual([1, expect.stringMatching(/a rule is violated|stale evidence|one#test/)]);
    expect([head(), made.git("status", "--porcelain")]).toEqual([before, status]);
  });
});

describe.each<Case>([
  {
    name: "good content with a working tree that is broken",
    edit: () => {
      made.stage(value, "better\n");
      made.write(value, "wrong\n");
      made.write("rule.txt", "violation\n");
      made.write("suite.mjs", "throw new Error();\n");
      made.write("packages/one/package.json", "{");
      return [];
    },
  },
  {
    name: "an untracked file on which tests would fail",
    edit: () => {
      made.stage(value, "new\n");
      made.write("packages/one/extra.txt", "wrong\n");
      return [];
    },
  },
  {
    name: "`git commit <path>` beside a violation that stays staged",
    edit: () => {
      made.stage("rule.txt", "violation\n");
      made.write(value, "by path\n");
      return ["--", value];
    },
  },
  {
    name: "a file that is only announced",
    edit: () => {
      made.stage(value, "one\n");
      made.write("packages/one/announced.txt", "wrong\n");
      made.git("add", "--intent-to-add", "packages/one/announced.txt");
      return [];
    },
  },
  {
    name: "links, modes and names of all sorts",
    edit: () => {
      made.write("run.sh", "#!/bin/sh\n");
      chmodSync(join(made.root, "run.sh"), 0o755);
      symlinkSync("rule.txt", join(made.root, "link"));
      made.write('déjà vu/"quoted"\ttab.md', "");
      made.git("add", "-A");
      return [];
    },
  },
  {
    name: "lines that git converts",
    edit: () => {
      made.git("config", "core.autocrlf", "true");
      made.stage(value, "one\r\ntwo\r\n");
      return [];
    },
  },
  {
    name: "an amended message",
    edit: () => ["--amend", "--allow-empty"],
  },
])("$name", ({ edit }) => {
  test("is committed as it was judged, and nothing else is touched", { timeout }, () => {
    const args = edit() ?? [];
    const unstaged = made.git("diff", "--raw");
    const untracked = made.git("ls-files", "--others", "--exclude-standard");
    expect(made.commit(...args)).toMatchObject({ code: 0 });
    const { committed, judged } = made.trees();
    expect(judged).toBe(committed);
    expect(made.git("ls-files", "--others", "--exclude-standard")).toBe(untracked);
    if (!args.includes("--")) expect(made.git("diff", "--raw")).toBe(unstaged);
  });
});

test("links and modes are those that are staged", { timeout }, () => {
  made.write("run.sh", "#!/bin/sh\n");
  symlinkSync("rule.txt", join(made.root, "link"));
  made.git("add", "-A");
  made.git("update-index", "--chmod=+x", "run.sh");
  expect(made.commit().code).toBe(0);
  const tree = join(made.root, ".phasegate/index/tree");
  expect(lstatSync(join(tree, "run.sh")).mode & 0o111).toBe(0o111);
  expect(lstatSync(join(tree, "link")).isSymbolicLink()).toBe(true);
});

test("evidence that was made for the same content is not made again, and what was never tested is", {
  timeout,
}, () => {
  made.write(value, "seen\n");
  expect(made.pnpm("verify:quick").code).toBe(0);
  expect(made.tested()).toEqual(["seen"]);
  made.git("add", value);
  made.write(value, "unseen\n");
  expect(made.commit().code).toBe(0);
  expect(made.tested()).toEqual([]);
  made.git("add", value);
  expect(made.commit().code).toBe(0);
  expect(made.tested()).toEqual(["unseen"]);
});

test("a merge is judged, with conflicts and without", { timeout }, () => {
  made.stage("rule.txt", "violation of a rule\n");
  made.git("commit", "-qnm", "unjudged");
  made.git("branch", "-f", "side");
  made.git("reset", "-q", "--hard", "first");
  made.stage("notes.txt", "main\n");
  expect(made.commit().code).toBe(0);
  expect(made.run("git", ["merge", "-qm", "merge", "side"]).code).not.toBe(0);
  made.git("merge", "--abort");
  made.stage("rule.txt", "other\n");
  expect(made.commit().code).toBe(0);
  expect(made.run("git", ["merge", "-qm", "merge", "side"]).code).toBe(1);
  made.stage("rule.txt", "violation again\n");
  expect(made.commit().code).toBe(1);
  made.stage("rule.txt", "resolved\n");
  expect(made.commit().code).toBe(0);
  expect(made.git("rev-list", "--parents", "-n1", "HEAD").split(" ")).toHaveLength(3);
});

test("from a subfolder, and where git's folder is named", { timeout }, () => {
  made.stage("rule.txt", "violation\n");
  const cwd = join(made.root, "packages/one");
  expect(made.run("git", ["commit", "-qm", "sub"], { cwd }).code).toBe(1);
  const env = { GIT_DIR: join(made.root, ".git"), GIT_WORK_TREE: made.root };
  expect(made.run("git", ["commit", "-qm", "named"], { env }).code).toBe(1);
  made.stage("rule.txt", "fine\n");
  expect(made.run("git", ["commit", "-qm", "sub"], { cwd }).code).toBe(0);
  made.stage("rule.txt", "finer\n");
  expect(made.run("git", ["commit", "-qm", "named"], { env })).toMatchObject({ code: 0 });
  expect(made.trees().judged).toBe(made.trees().committed);
});

test("a linked worktree in which nothing is installed is judged, beside a commit in the first one", {
  timeout,
}, async () => {
  const linked = made.beside("linked");
  rmSync(linked, { recursive: true, force: true });
  made.git("worktree", "prune");
  made.git("worktree", "add", "-q", "--force", "-B", "linked", linked);
  writeFileSync(join(linked, "rule.txt"), "violation\n");
  made.git("-C", linked, "add", "-A");
  expect(made.run("git", ["commit", "-qm", "linked"], { cwd: linked }).code).toBe(1);
  writeFileSync(join(linked, "rule.txt"), "linked\n");
  writeFileSync(join(linked, value), "linked\n");
  made.git("-C", linked, "add", "-A");
  made.stage(value, "first\n");
  const both = `git commit -qm a & one=$!; (cd "${linked}" && git commit -qm b) & two=$!; wait $one && wait $two`;
  expect(made.run("sh", ["-c", both])).toMatchObject({ code: 0 });
  for (const root of [made.root, linked]) expect(made.trees(root).judged).toBe(made.trees(root).committed);
  expect(made.git("worktree", "list").split("\n")).toHaveLength(2);
});

test("an index that changes while it is judged is no commit", { timeout }, () => {
  made.write("more.txt", "more\n");
  made.stage("rule.txt", `meddle: git -C "${made.root}" add more.txt\n`);
  const { code, said } = made.commit();
  expect(code).toBe(1);
  expect(said).toContain("the index was changed while it was judged");
});

test("dependencies that are staged and not installed block the commit, with what mends it", {
  timeout,
}, () => {
  const manifest = JSON.parse(made.read("package.json"));
  made.stage("package.json", JSON.stringify({ ...manifest, dependencies: { "is-number": "7.0.0" } }));
  const half = made.commit();
  expect([half.code, half.said]).toEqual([1, expect.stringContaining("git add pnpm-lock.yaml")]);
  made.git("reset", "-q", "--hard");
  for (const path of ["package.json", "pnpm-lock.yaml"])
    made.stage(path, made.read(path).replaceAll("9.1.7", "9.99.7"));
  const missing = made.commit();
  expect([missing.code, missing.said]).toEqual([
    1,
    expect.stringContaining("mend: pnpm --dir .phasegate/index/tree fetch"),
  ]);
  made.git("reset", "-q", "--hard");
  made.stage("notes.txt", "again\n");
  expect(made.commit()).toMatchObject({ code: 0 });
});

test("what a killed commit leaves behind is no hindrance", { timeout }, () => {
  made.stage("notes.txt", "one\n");
  const folder = join(made.root, ".phasegate/index");
  // The id of a process that has ended.
  const { said } = made.run("sh", ["-c", "echo $$"]);
  writeFileSync(join(folder, "lock"), said.trim());
  writeFileSync(join(folder, "git/index.lock"), "");
  writeFileSync(join(folder, "git/index"), "torn");
  writeFileSync(join(folder, "tree", value), "wrong\n");
  writeFileSync(join(folder, "tree/packages/one/left.txt"), "wrong\n");
  expect(made.commit()).toMatchObject({ code: 0 });
  expect(made.trees().judged).toBe(made.trees().committed);
});

test("without its own script in the index nothing is committed", { timeout }, () => {
  made.git("rm", "-rq", "--cached", "scripts/hook");
  const { code, said } = made.commit();
  expect([code, said]).toEqual([1, expect.stringContaining("git add scripts/hook")]);
});

describe("an install", () => {
  const install = (env: NodeJS.ProcessEnv = {}, cwd = made.root) =>
    made.run("node", [join(made.root, "scripts/hook/install.mjs")], { cwd, env });
  const path = () => made.run("git", ["config", "core.hooksPath"]).said.trim();

  test("leaves somebody's own hooks alone, and says so", () => {
    made.git("config", "core.hooksPath", "my/hooks");
    expect(install()).toEqual({ code: 0, said: expect.stringContaining("core.hooksPath is my/hooks") });
    expect(path()).toBe("my/hooks");
    made.git("config", "--unset", "core.hooksPath");
    const own = join(made.root, ".git/hooks/pre-push");
    mkdirSync(join(made.root, ".git/hooks"), { recursive: true });
    writeFileSync(own, "");
    expect(install()).toEqual({ code: 0, said: expect.stringContaining("pre-push") });
    expect(path()).toBe("");
    rmSync(own);
  });

  test("sets nothing in CI, outside of a repository, in a subfolder of one, or without git", () => {
    made.run("git", ["config", "--unset", "core.hooksPath"]);
    const outside = made.beside("outside");
    mkdirSync(outside, { recursive: true });
    expect(install({ CI: "true" })).toEqual({ code: 0, said: "" });
    expect(install({}, outside)).toEqual({ code: 0, said: "" });
    expect(install({}, join(made.root, "packages/one"))).toEqual({ code: 0, said: "" });
    const node = { ...process.env, PATH: "/nowhere" };
    const run = made.run(process.execPath, [join(made.root, "scripts/hook/install.mjs")], { env: node });
    expect(run).toEqual({ code: 0, said: "" });
    expect(path()).toBe("");
  });

  test("sets the hooks where there are none", () => {
    made.run("git", ["config", "--unset", "core.hooksPath"]);
    expect(install()).toEqual({ code: 0, said: "" });
    expect(path()).toBe(".husky/_");
    expect(existsSync(join(made.root, ".husky/_/pre-commit"))).toBe(true);
    expect(made.git("status", "--porcelain")).toBe("");
  });
});
