import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Base, type BaseRequest, readText, selectBase } from "../src/index.ts";
import type { TemporaryRepository } from "../src/testing.ts";
import { refuses, temporaryRepository } from "./repository.ts";

const chosen = (folder: string, request: Partial<BaseRequest> = {}): Base =>
  selectBase(folder, { env: {}, judged: "working-tree", ...request });

/** What a base says without its workspace. */
function told(base: Base) {
  const { workspace, ...rest } = { workspace: undefined, ...base };
  return rest;
}

/** A commit that changes `a.txt`; gives its id. */
function commit(repository: TemporaryRepository, text: string): string {
  repository.write({ "a.txt": text });
  repository.git("add", "-A");
  repository.git("commit", "-qm", text, "--allow-empty");
  return tip(repository);
}

const tip = ({ git }: TemporaryRepository, name = "HEAD"): string => git("rev-parse", name).trim();

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clone-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A clone as CI makes one. */
function clone({ root }: TemporaryRepository, ...args: string[]): string {
  const folder = temporaryFolder();
  execFileSync("git", ["clone", "-q", "--config=maintenance.auto=false", ...args, `file://${root}`, folder], {
    stdio: "ignore",
  });
  return folder;
}

/** What `actions/checkout` leaves: one ref, one commit, nothing else. */
function checkout({ root }: TemporaryRepository, ref: string, depth = "1"): string {
  const folder = temporaryFolder();
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "-q");
  git("config", "maintenance.auto", "false");
  git("remote", "add", "origin", `file://${root}`);
  git("fetch", "-q", "--no-tags", `--depth=${depth}`, "origin", `+${ref}:refs/remotes/checked/out`);
  git("checkout", "-q", "--force", "refs/remotes/checked/out");
  return folder;
}

function event(name: string, payload: object | string): Record<string, string> {
  const file = join(temporaryFolder(), "event.json");
  writeFileSync(file, typeof payload === "string" ? payload : JSON.stringify(payload));
  return { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file };
}

const push = (before: string, ref = "refs/heads/main") =>
  event("push", { ref, before, repository: { default_branch: "main" } });
const pullRequest = (head: string, base: string, name = "pull_request") =>
  event(name, { pull_request: { base: { ref: "main", sha: base }, head: { sha: head } } });

/** The command of an unknown base mends it. */
function mended(folder: string, request: Partial<BaseRequest>): Base {
  const base = chosen(folder, request);
  if (base.kind !== "unknown") throw new Error(`expected an unknown base, got ${base.kind}`);
  execFileSync("sh", ["-c", base.command], { cwd: folder, stdio: "ignore" });
  return chosen(folder, request);
}

describe("on a machine of one's own, the base is", () => {
  test("where HEAD parted from the default branch", () => {
    const repository = temporaryRepository();
    const fork = commit(repository, "fork");
    repository.git("switch", "-qc", "topic");
    commit(repository, "topic");
    repository.git("switch", "-q", "main");
    commit(repository, "main goes on");
    repository.git("switch", "-q", "topic");
    const expected = { kind: "revision", how: "local", commit: fork, ref: "main" };
    expect(told(chosen(repository.root))).toEqual(expected);
    repository.git("switch", "-q", "--detach");
    expect(told(chosen(repository.root))).toEqual(expected);
    repository.write({ "dirt.txt": "" });
    expect(told(chosen(repository.root))).toEqual(expected);
    const base = chosen(repository.root);
    expect(base.kind === "revision" && readText(base.workspace, "a.txt")).toBe("fork");
  });

  test("HEAD, when it is on the default branch and something is changed", () => {
    const repository = temporaryRepository();
    const head = commit(repository, "one");
    repository.write({ "new.txt": "" });
    const expected = { kind: "revision", how: "head", commit: head, ref: "HEAD" };
    expect(told(chosen(repository.root))).toEqual(expected);
    expect(told(chosen(repository.root, { judged: "index" }))).not.toEqual(expected);
    repository.git("add", "new.txt");
    expect(told(chosen(repository.root, { judged: "index" }))).toEqual(expected);
  });

  test("the commit before, when it is on the default branch and nothing is changed", () => {
    const repository = temporaryRepository();
    const before = commit(repository, "one");
    repository.git("switch", "-qc", "topic");
    commit(repository, "topic");
    repository.git("switch", "-q", "main");
    repository.git("merge", "-q", "--no-ff", "-m", "merge", "topic");
    expect(told(chosen(repository.root))).toEqual({
      kind: "revision",
      how: "local",
      commit: before,
      ref: "the commit before HEAD",
    });
  });

  test("the empty tree, at the first commit and before it", () => {
    const { root } = temporaryRepository({ "a.txt": "" });
    const empty = temporaryFolder();
    execFileSync("git", ["init", "-q", empty]);
    for (const folder of [root, empty]) {
      const base = chosen(folder);
      expect(base.kind).toBe("root");
      expect(base.kind === "root" && base.workspace.files()).toEqual([]);
    }
  });

  test("where HEAD parted from the remote's branch, though commits wait on a local one", () => {
    const origin = temporaryRepository();
    const pushed = commit(origin, "pushed");
    const folder = clone(origin);
    execFileSync(
      "git",
      ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "x", "--allow-empty"],
      { cwd: folder },
    );
    expect(told(chosen(folder))).toEqual({
      kind: "revision",
      how: "local",
      commit: pushed,
      ref: "origin/main",
    });
  });

  test("the same in a linked worktree", () => {
    const repository = temporaryRepository();
    const fork = commit(repository, "fork");
    const folder = join(temporaryFolder(), "linked");
    repository.git("worktree", "add", "-q", "-b", "topic", folder);
    writeFileSync(join(folder, "a.txt"), "topic");
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qam", "x"], {
      cwd: folder,
    });
    expect(told(chosen(folder))).toMatchObject({ commit: fork, ref: "main" });
  });

  test("of a commit that is judged by itself, where that one parted, or the one before it", () => {
    const repository = temporaryRepository();
    const one = commit(repository, "one");
    const two = commit(repository, "two");
    commit(repository, "three");
    repository.write({ "dirt.txt": "" });
    const env = push("0".repeat(40));
    expect(told(chosen(repository.root, { judged: { commit: two }, env }))).toMatchObject({ commit: one });
  });
});

describe("the default branch is", () => {
  const forkFrom = (branch: string) => {
    const repository = temporaryRepository();
    repository.git("branch", "-qm", branch);
    const fork = commit(repository, "fork");
    repository.git("switch", "-qc", "topic");
    commit(repository, "topic");
    return { repository, fork };
  };

  test("the one that is configured", () => {
    const { repository, fork } = forkFrom("develop");
    repository.git("branch", "main", "HEAD");
    expect(told(chosen(repository.root, { defaultBranch: "develop" }))).toMatchObject({
      commit: fork,
      ref: "develop",
    });
  });

  test("what the remote says", () => {
    const { repository, fork } = forkFrom("develop");
    repository.git("switch", "-q", "develop");
    const folder = clone(repository);
    execFileSync("git", ["switch", "-q", "topic"], { cwd: folder });
    expect(told(chosen(folder))).toMatchObject({ commit: fork, ref: "origin/develop" });
  });

  test.each([
    ["develop", { "init.defaultBranch": "develop" }],
    ["master", {}],
  ])("%s, by %o", (branch, config) => {
    const { repository, fork } = forkFrom(branch);
    for (const [key, value] of Object.entries(config)) repository.git("config", key, value);
    expect(told(chosen(repository.root))).toMatchObject({ commit: fork, ref: branch });
  });

  test("the only one that there is", () => {
    const repository = temporaryRepository();
    const one = tip(repository);
    commit(repository, "two");
    repository.git("branch", "-qm", "trunk-of-ours");
    expect(told(chosen(repository.root))).toMatchObject({ commit: one });
  });

  test("not guessed among several", () => {
    const { repository } = forkFrom("trunk-of-ours");
    repository.git("config", "init.defaultBranch", "elsewhere");
    expect(chosen(repository.root)).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("policy.defaultBranch"),
    });
    expect(chosen(repository.root, { defaultBranch: "gone" })).toMatchObject({
      why: "there is no branch gone",
    });
  });
});

describe("after merges", () => {
  test("in both directions, it is what the default branch was", () => {
    const repository = temporaryRepository();
    const { git } = repository;
    const file = (name: string) => {
      repository.write({ [name]: name });
      git("add", "-A");
      git("commit", "-qm", name);
      return tip(repository);
    };
    git("switch", "-qc", "topic");
    const ofTopic = file("topic");
    git("switch", "-q", "main");
    const ofMain = file("main");
    git("merge", "-q", "-m", "topic in main", ofTopic);
    git("switch", "-q", "topic");
    git("merge", "-q", "-m", "main in topic", ofMain);
    expect(git("merge-base", "--all", "main", "topic").trim().split("\n")).toHaveLength(2);
    expect(told(chosen(repository.root))).toMatchObject({ commit: ofMain });
  });

  test("that left nothing in common but what others had made, there is none to be named", () => {
    const repository = temporaryRepository();
    const { git } = repository;
    for (const name of ["one", "two"]) {
      git("switch", "-qc", name, "main");
      repository.write({ [name]: name });
      git("add", "-A");
      git("commit", "-qm", name);
    }
    git("switch", "-qc", "topic");
    git("merge", "-q", "-m", "both", "one");
    git("switch", "-q", "main");
    git("merge", "-q", "--no-ff", "-m", "one", "one");
    git("merge", "-q", "--no-ff", "-m", "two", "two");
    git("switch", "-q", "topic");
    expect(chosen(repository.root)).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("merged into each other"),
    });
  });

  test("a branch that brought the default branch in is compared with what it brought", () => {
    const repository = temporaryRepository();
    const { git } = repository;
    git("switch", "-qc", "topic");
    git("commit", "-qm", "topic", "--allow-empty");
    git("switch", "-q", "main");
    const brought = commit(repository, "main");
    git("switch", "-q", "topic");
    git("merge", "-q", "-m", "merge", "main");
    expect(told(chosen(repository.root))).toMatchObject({ commit: brought });
  });

  test("histories that share nothing have no base", () => {
    const repository = temporaryRepository();
    repository.git("switch", "-q", "--orphan", "other");
    commit(repository, "other");
    expect(chosen(repository.root)).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("no commit in common"),
    });
  });
});

describe("of a pull request", () => {
  function proposed() {
    const origin = temporaryRepository();
    const fork = commit(origin, "fork");
    origin.git("switch", "-qc", "topic");
    origin.write({ "topic.txt": "" });
    origin.git("add", "-A");
    origin.git("commit", "-qm", "topic");
    const head = tip(origin);
    origin.git("switch", "-q", "main");
    const onto = commit(origin, "main goes on");
    origin.git("switch", "-q", "--detach");
    origin.git("merge", "-q", "--no-ff", "-m", "trial", head);
    origin.git("update-ref", "refs/pull/1/merge", "HEAD");
    origin.git("switch", "-q", "main");
    return { origin, fork, head, onto };
  }
  const expected = (commitId: string, ref: string) => ({
    kind: "revision",
    how: "pull-request",
    commit: commitId,
    ref,
  });

  test("GitHub's trial merge is compared with what it was merged into", () => {
    const { origin, head, onto, fork } = proposed();
    const env = pullRequest(head, fork);
    expect(told(chosen(checkout(origin, "refs/pull/1/merge", "2"), { env }))).toEqual(expected(onto, "main"));
  });

  test("a clone of depth 1 is mended by the command that is named, which fetches one commit", () => {
    const { origin, head, onto, fork } = proposed();
    const folder = checkout(origin, "refs/pull/1/merge");
    const env = pullRequest(head, fork);
    expect(told(chosen(folder, { env }))).toEqual({
      kind: "unknown",
      why: `main is the commit ${onto}, which was not fetched`,
      command: `git fetch --depth=1 origin ${onto}`,
    });
    expect(told(mended(folder, { env }))).toEqual(expected(onto, "main"));
  });

  test("its own head is compared with where it parted, however little was fetched", () => {
    const { origin, head, fork } = proposed();
    const env = pullRequest(head, fork);
    const folder = checkout(origin, "refs/heads/topic");
    expect(told(chosen(folder, { env }))).toEqual({
      kind: "unknown",
      why: "the base branch main was not fetched",
      command: "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main",
    });
    expect(told(mended(folder, { env }))).toEqual(expected(fork, "origin/main"));
    const both = checkout(origin, "refs/heads/topic");
    execFileSync("git", ["fetch", "-q", "--depth=1", "origin", "+refs/heads/main:refs/remotes/origin/main"], {
      cwd: both,
      stdio: "ignore",
    });
    expect(told(chosen(both, { env }))).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("shallow"),
    });
    expect(told(mended(both, { env }))).toEqual(expected(fork, "origin/main"));
    const deepEnough = checkout(origin, "refs/heads/topic", "2");
    execFileSync("git", ["fetch", "-q", "--depth=2", "origin", "+refs/heads/main:refs/remotes/origin/main"], {
      cwd: deepEnough,
      stdio: "ignore",
    });
    expect(told(chosen(deepEnough, { env }))).toEqual(expected(fork, "origin/main"));
  });

  test("a whole clone that lacks the base branch stays whole", () => {
    const { origin, head, fork } = proposed();
    const folder = clone(origin, "--single-branch", "--branch=topic");
    const env = pullRequest(head, fork);
    expect(told(mended(folder, { env }))).toEqual(expected(fork, "origin/main"));
    expect(
      execFileSync("git", ["rev-parse", "--is-shallow-repository"], { cwd: folder, encoding: "utf8" }),
    ).toBe("false\n");
  });

  test("is not judged on something else that was checked out", () => {
    const { origin, head, fork } = proposed();
    const env = pullRequest(head, fork, "pull_request_target");
    expect(chosen(clone(origin), { env })).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("not that pull request"),
    });
  });
});

test("of a merge queue, it is what the queue merges into", () => {
  const origin = temporaryRepository();
  const before = commit(origin, "one");
  commit(origin, "two");
  const env = event("merge_group", { merge_group: { base_sha: before, base_ref: "refs/heads/main" } });
  const expected = { kind: "revision", how: "merge-queue", commit: before, ref: "main before the merge" };
  expect(told(chosen(clone(origin), { env }))).toEqual(expected);
  expect(told(mended(clone(origin, "--depth=1"), { env }))).toEqual(expected);
});

describe("of a push", () => {
  test("to the default branch, it is the commit before the push", () => {
    const origin = temporaryRepository();
    const before = commit(origin, "one");
    commit(origin, "two");
    commit(origin, "three");
    const env = push(before);
    const expected = { kind: "revision", how: "push", commit: before, ref: "main before the push" };
    expect(told(chosen(clone(origin), { env }))).toEqual(expected);
    expect(told(mended(clone(origin, "--depth=1"), { env }))).toEqual(expected);
  });

  test("that rewrote the default branch, it is what was there before, though nothing leads to it", () => {
    const origin = temporaryRepository();
    const before = commit(origin, "one");
    origin.git("reset", "-q", "--hard", "HEAD~1");
    commit(origin, "instead");
    const env = push(before);
    const expected = { kind: "revision", how: "push", commit: before, ref: "main before the push" };
    expect(told(mended(clone(origin), { env }))).toEqual(expected);
    expect(told(mended(clone(origin, "--depth=1"), { env }))).toEqual(expected);
  });

  test("is compared by the host's default branch, whatever the configuration of the change says", () => {
    const origin = temporaryRepository();
    const before = commit(origin, "one");
    commit(origin, "two");
    origin.git("branch", "mine");
    const folder = clone(origin);
    expect(told(chosen(folder, { env: push(before), defaultBranch: "mine" }))).toMatchObject({
      commit: before,
      how: "push",
    });
  });

  test("that made the default branch, it is the empty tree", () => {
    const origin = temporaryRepository();
    commit(origin, "one");
    expect(chosen(clone(origin), { env: push("0".repeat(40)) }).kind).toBe("root");
  });

  test("of another branch, new or not, it is where that parted from the default branch", () => {
    const origin = temporaryRepository();
    const fork = commit(origin, "one");
    origin.git("switch", "-qc", "topic");
    const before = commit(origin, "two");
    commit(origin, "three");
    const folder = clone(origin);
    for (const old of ["0".repeat(40), before]) {
      const env = push(old, "refs/heads/topic");
      expect(told(chosen(folder, { env }))).toMatchObject({ kind: "revision", how: "local", commit: fork });
    }
    const env = push(before, "refs/heads/topic");
    expect(told(mended(checkout(origin, "refs/heads/topic"), { env }))).toMatchObject({
      commit: fork,
      ref: "origin/main",
    });
  });
});

test("of any other run in CI, it is found as on a machine of one's own", () => {
  const origin = temporaryRepository();
  const before = commit(origin, "one");
  commit(origin, "two");
  const env = event("schedule", { schedule: "0 0 * * *", repository: { default_branch: "main" } });
  expect(told(chosen(clone(origin), { env }))).toMatchObject({ commit: before, how: "local" });
  expect(told(mended(clone(origin, "--depth=1"), { env }))).toMatchObject({ commit: before });
});

test.each([
  ["that is no JSON", "push", "{"],
  ["of another shape", "pull_request", { pull_request: { base: { ref: 7 } } }],
  [
    "with an option for an id",
    "push",
    { ref: "refs/heads/main", before: "--all", repository: { default_branch: "main" } },
  ],
])("an event %s tells nothing", (_, name, payload) => {
  const { root } = temporaryRepository();
  expect(chosen(root, { env: event(name, payload) })).toMatchObject({
    kind: "unknown",
    why: expect.stringContaining(`the event "${name}" of GitHub Actions was not understood`),
  });
  const { GITHUB_EVENT_PATH, ...env } = event(name, payload);
  expect(chosen(root, { env }).kind).toBe("unknown");
});

describe("a base that is asked for", () => {
  test("is the commit that it names", () => {
    const repository = temporaryRepository();
    const one = commit(repository, "one");
    repository.git("tag", "-m", "v1", "v1");
    commit(repository, "two");
    expect(told(chosen(repository.root, { requested: "v1" }))).toEqual({
      kind: "revision",
      how: "named",
      commit: one,
      ref: "v1",
    });
  });

  test("can be none", () => {
    expect(chosen(temporaryRepository().root, { requested: "none" })).toEqual({ kind: "none" });
  });

  test.each(["nowhere", "--all", ""])("is refused when it names nothing: %j", (requested) => {
    const { root } = temporaryRepository();
    refuses(() => chosen(root, { requested }), "revision-unknown");
  });
});

test("a command that a person copies keeps its words together", () => {
  const origin = temporaryRepository();
  origin.git("branch", "-qm", "it's;main");
  commit(origin, "one");
  origin.git("branch", "topic");
  const folder = clone(origin, "--single-branch", "--branch=topic");
  const base = chosen(folder, { defaultBranch: "it's;main" });
  expect(base).toMatchObject({
    command: "git fetch origin '+refs/heads/it'\\''s;main:refs/remotes/origin/it'\\''s;main'",
  });
  expect(mended(folder, { defaultBranch: "it's;main" }).kind).toBe("revision");
});
