import { lstatSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createMemo, keepDigests, type Memo, openWorkingTree, type Workspace } from "../src/index.ts";
import { refuses, temporaryRepository } from "./repository.ts";

const digests = "workspace/digests/1";

function opened(root: string, memo: Memo): Workspace {
  const workspace = openWorkingTree(root);
  keepDigests(workspace, memo);
  return workspace;
}

/** What the system says of a file now, with a digest that tells where it came from. */
function planted(root: string, path: string, memo: Memo): string {
  const { size, mtimeMs, ctimeMs, ino, dev } = lstatSync(join(root, path));
  const digest = "0".repeat(40);
  memo.set(digests, path, [digest, size, mtimeMs, ctimeMs, ino, dev]);
  return digest;
}

test("a digest of the run before counts for a file that is the same to the system", () => {
  const { root } = temporaryRepository({ "a.txt": "one\n" });
  const memo = createMemo();
  const digest = planted(root, "a.txt", memo);
  expect(opened(root, memo).digest("a.txt")).toBe(digest);
});

test("another size, another time, another file: it is read", () => {
  const { root, write, git } = temporaryRepository({ "a.txt": "one\n", "b.txt": "one\n" });
  const truth = () => git("hash-object", "a.txt").trim();
  const memo = createMemo();
  planted(root, "a.txt", memo);
  write({ "a.txt": "two\n" });
  expect(opened(root, memo).digest("a.txt")).toBe(truth());
  planted(root, "a.txt", memo);
  const { atime, mtime } = lstatSync(join(root, "a.txt"));
  write({ "a.txt": "six\n" });
  utimesSync(join(root, "a.txt"), atime, mtime);
  expect(opened(root, memo).digest("a.txt")).toBe(truth());
  planted(root, "b.txt", memo);
  memo.set(digests, "a.txt", memo.get(digests, "b.txt"));
  expect(opened(root, memo).digest("a.txt")).toBe(truth());
});

test("what was written just now is not kept, nor what a link leads to", () => {
  const { root } = temporaryRepository({ "a.txt": "one\n" });
  symlinkSync("a.txt", join(root, "link.txt"));
  const memo = createMemo();
  const workspace = opened(root, memo);
  workspace.digest("a.txt");
  workspace.digest("link.txt");
  expect([memo.get(digests, "a.txt"), memo.get(digests, "link.txt")]).toEqual([undefined, undefined]);
});

test("what was written long ago is kept with its true digest", async () => {
  const { root, git } = temporaryRepository({ "a.txt": "one\n" });
  await new Promise((resolve) => setTimeout(resolve, 2_600));
  const memo = createMemo();
  const digest = opened(root, memo).digest("a.txt");
  expect(digest).toBe(git("hash-object", "a.txt").trim());
  expect(memo.get(digests, "a.txt")).toContain(digest);
  expect(opened(root, memo).digest("a.txt")).toBe(digest);
});

test("a file that holds something else when it is read is refused", () => {
  const { root } = temporaryRepository({ "a.txt": "one\n" });
  const memo = createMemo();
  planted(root, "a.txt", memo);
  const workspace = opened(root, memo);
  workspace.digest("a.txt");
  refuses(() => workspace.read("a.txt"), "unreadable");
});

test("many paths are held against the ignore rules at once, with the answers of one by one", () => {
  const { root, write } = temporaryRepository({ ".gitignore": "out/\n*.log\n!kept.log\n", "a.log": "" });
  write({ "x/.gitignore": "/own\n" });
  symlinkSync("x", join(root, "link"));
  const paths = ["out/a", "a.log", "b.log", "kept.log", "x/own", "x/y/own", "ünï.log", "x", "link/own"];
  const one = openWorkingTree(root);
  const all = openWorkingTree(root);
  const answer = (ask: () => boolean) => {
    try {
      return ask();
    } catch (error) {
      return String(error);
    }
  };
  const alone = paths.map((path) => answer(() => one.ignores(path)));
  expect(paths.map((path) => answer(() => all.ignores(path, paths)))).toEqual(alone);
  const few = openWorkingTree(root);
  const real = paths.slice(0, -1);
  expect(real.map((path) => few.ignores(path, real))).toEqual(alone.slice(0, -1));
  expect(alone.slice(0, 4)).toEqual([true, true, true, false]);
});
