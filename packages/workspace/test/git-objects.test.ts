import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openEmptyTree, openIndex, openRevision, overlay, readText, type Workspace } from "../src/index.ts";
import { refuses, temporaryRepository } from "./repository.ts";

const at = (root: string, name = "HEAD"): Workspace => openRevision(root, name).workspace;

describe("a revision", () => {
  test("is what was committed, whatever lies in the working tree and the index", () => {
    const repository = temporaryRepository({ "a.txt": "before", "gone.txt": "" });
    repository.git("rm", "-q", "gone.txt");
    repository.write({ "a.txt": "after", "new.txt": "" });
    const workspace = at(repository.root);
    expect(workspace.files()).toEqual(["a.txt", "gone.txt"]);
    expect(readText(workspace, "a.txt")).toBe("before");
    expect(["a.txt", "new.txt", "gone.txt"].map((path) => workspace.gitState(path))).toEqual([
      "tracked",
      "absent",
      "tracked",
    ]);
  });

  test("can be named in all the ways that git knows, by its commit", () => {
    const { root, git } = temporaryRepository();
    git("tag", "-m", "one", "v1");
    const commit = git("rev-parse", "HEAD").trim();
    for (const name of ["HEAD", "main", "v1", commit, commit.slice(0, 8), "HEAD~0"]) {
      expect(openRevision(root, name).commit).toBe(commit);
    }
  });

  test.each(["", "nowhere", "--all", "HEAD^{tree}", "0".repeat(40), "a b", "-"])(
    "refuses %j, which names none",
    (name) => {
      const { root } = temporaryRepository();
      refuses(() => openRevision(root, name), "revision-unknown");
    },
  );

  test("holds the store's bytes: no line endings converted, no replacement objects", () => {
    const repository = temporaryRepository({ ".gitattributes": "*.txt text eol=crlf\n", "a.txt": "a\nb\n" });
    const { root, git } = repository;
    const before = git("rev-parse", "HEAD:a.txt").trim();
    git("replace", before, git("rev-parse", "HEAD:.gitattributes").trim());
    expect(readText(at(root), "a.txt")).toBe("a\nb\n");
    expect(at(root).digest("a.txt")).toBe(before);
  });

  test("gives blob ids in SHA-1 also where git names objects by SHA-256", () => {
    const files = { "a.txt": "hello\n" };
    const other = temporaryRepository(files, { objectFormat: "sha256" });
    expect(openRevision(other.root, "HEAD").commit).toHaveLength(64);
    expect(at(other.root).digest("a.txt")).toBe(at(temporaryRepository(files).root).digest("a.txt"));
  });

  test("has a submodule as an empty folder that stands in the roster", () => {
    const { root, git } = temporaryRepository({ "a.txt": "" });
    git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},lib/sub`);
    git("commit", "-qm", "submodule");
    for (const workspace of [at(root), openIndex(root)]) {
      expect(workspace.files()).toEqual(["a.txt", "lib/sub"]);
      expect(workspace.entry("lib/sub")).toBe("directory");
      expect(workspace.list("lib/sub")).toEqual([]);
      expect(workspace.list("lib")).toEqual([{ name: "sub", kind: "directory" }]);
      expect(workspace.read("lib/sub/a.txt")).toBeUndefined();
      refuses(() => workspace.read("lib/sub"), "not-a-file");
    }
  });

  test("refuses links that lead out, in a circle, or to a target that is no text", () => {
    const { root, git } = temporaryRepository({ "a/b.txt": "" });
    const link = (target: Buffer | string, path: string): void => symlinkSync(target, join(root, path));
    link("../../etc", "a/out");
    link("/etc/passwd", "absolute");
    link("two", "one");
    link("one", "two");
    link(Buffer.from([0x66, 0xff]), "bytes");
    git("add", "-A");
    git("commit", "-qm", "links");
    for (const workspace of [at(root), openIndex(root)]) {
      for (const path of ["a/out", "a/out/passwd", "absolute"]) {
        refuses(() => workspace.read(path), "outside-repository");
        refuses(() => workspace.entry(path), "outside-repository");
      }
      for (const path of ["one", "two/x", "bytes"]) refuses(() => workspace.digest(path), "unreadable");
      expect(workspace.list("a")?.map(({ name }) => name)).toEqual(["b.txt", "out"]);
    }
  });

  test("keeps a name that is no UTF-8 in the roster, and refuses it", () => {
    const { root, git } = temporaryRepository({ "a.txt": "" });
    const folder = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x64, 0xe9])]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from("/x")]), "one");
    git("add", "-A");
    git("commit", "-qm", "bytes");
    for (const workspace of [at(root), openIndex(root)]) {
      expect(workspace.files()).toEqual(["a.txt", "d\uFFFD/x"]);
      expect(workspace.list("d\uFFFD")).toEqual([{ name: "x", kind: "file" }]);
      refuses(() => workspace.read("d\uFFFD/x"), "unreadable");
      refuses(() => workspace.entry("d\uFFFD/x"), "unreadable");
    }
  });

  test("reads files of any size, many at once and one by one", () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}.txt`, `${i}`.repeat(i)]));
    const { root } = temporaryRepository({
      ...many,
      "empty.txt": "",
      "big.bin": "x".repeat(70 << 20),
      "more.bin": "y",
    });
    const workspace = at(root);
    for (const [path, text] of Object.entries(many)) expect(readText(workspace, path)).toBe(text);
    expect(readText(workspace, "empty.txt")).toBe("");
    expect(workspace.read("more.bin")?.byteLength).toBe(1);
    expect(workspace.read("big.bin")?.byteLength).toBe(70 << 20);
  }, 60_000);

  test("ignores what its own rules say, not those of the working tree or of a person", () => {
    const repository = temporaryRepository({
      ".gitignore": "out/\n!out/kept\n",
      "a/.gitignore": "*.log\n!b.log\n",
      "x.tmp": "",
    });
    repository.write({ ".gitignore": "other/\n", ".git/info/exclude": "*.mine\n" });
    const workspace = at(repository.root);
    const asked = ["out/x", "a/x.log", "a/c/x.log", "a/b.log", "x.log", "other/x", "x.mine", "x.tmp", ""];
    expect(asked.filter((path) => workspace.ignores(path))).toEqual(["out/x", "a/x.log", "a/c/x.log"]);
  });

  test("whose objects were not fetched is refused, with the command that fetches them", () => {
    const origin = temporaryRepository({ "a.txt": "one", "b.txt": "two" });
    origin.git("config", "uploadpack.allowFilter", "true");
    for (const filter of ["blob:none", "tree:0"]) {
      const clone = temporaryRepository();
      const folder = join(clone.root, "partial");
      clone.git(
        "clone",
        "-q",
        "--config=maintenance.auto=false",
        "--no-checkout",
        `--filter=${filter}`,
        `file://${origin.root}`,
        folder,
      );
      const command = "git fetch --refetch --no-filter origin";
      expect(refuses(() => at(folder).read("a.txt"), "object-missing")).toContain(command);
      execFileSync("sh", ["-c", command], { cwd: folder, stdio: "ignore" });
      expect(readText(at(folder), "a.txt")).toBe("one");
    }
  }, 60_000);

  test("that lost an object is refused there, and read elsewhere", () => {
    const { root, git } = temporaryRepository({ "a.txt": "one", "b.txt": "two", "c.txt": "three" });
    const id = git("rev-parse", "HEAD:b.txt").trim();
    rmSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)));
    const workspace = at(root);
    for (let round = 0; round < 2; round += 1) {
      expect(readText(workspace, "a.txt")).toBe("one");
      expect(refuses(() => workspace.read("b.txt"), "object-missing")).toContain(id);
      expect(readText(workspace, "c.txt")).toBe("three");
    }
  });
});

test("the empty tree holds nothing", () => {
  const workspace = openEmptyTree(temporaryRepository({ "a.txt": "" }).root);
  expect(workspace.files()).toEqual([]);
  expect(workspace.list("")).toEqual([]);
  expect(workspace.entry("a.txt")).toBe("absent");
});

describe("an index", () => {
  test("is what would be committed: staged sources, no untracked ones, and what is ignored from the disk", () => {
    const repository = temporaryRepository({
      ".gitignore": "*.made\nout/\n",
      "a.txt": "committed",
      "b.txt": "",
    });
    repository.write({ "a.txt": "staged", "p/new.txt": "staged too" });
    repository.git("add", "-A");
    repository.git("rm", "-q", "--cached", "b.txt");
    repository.write({
      "a.txt": "later",
      "untracked.txt": "",
      "p/x.made": "made",
      "out/deep/y.txt": "made too",
      "q/z.made": "",
    });
    const workspace = openIndex(repository.root);
    expect(workspace.files()).toEqual([".gitignore", "a.txt", "p/new.txt"]);
    expect(readText(workspace, "a.txt")).toBe("staged");
    expect(readText(workspace, "p/x.made")).toBe("made");
    expect(readText(workspace, "out/deep/y.txt")).toBe("made too");
    for (const path of ["b.txt", "untracked.txt"]) expect(workspace.entry(path)).toBe("absent");
    expect(workspace.list("p")?.map(({ name }) => name)).toEqual(["new.txt", "x.made"]);
    expect(workspace.list("q")?.map(({ name }) => name)).toEqual(["z.made"]);
    expect(workspace.list("")?.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      ".gitignore file",
      "a.txt file",
      "out directory",
      "p directory",
      "q directory",
    ]);
    const states = ["a.txt", "untracked.txt", "p/x.made", "out/deep/y.txt", "out/nothing"].map((path) =>
      workspace.gitState(path),
    );
    expect(states).toEqual(["tracked", "absent", "ignored", "ignored", "absent"]);
    expect(["x.made", "a.txt", "x.txt"].map((path) => workspace.ignores(path))).toEqual([true, false, false]);
  });

  test("in conflict refuses the paths that are, and answers for the others", () => {
    const repository = temporaryRepository({ "a.txt": "base", "b.txt": "base" });
    const { root, git, write } = repository;
    git("switch", "-qc", "topic");
    write({ "a.txt": "topic" });
    git("commit", "-qam", "topic");
    git("switch", "-q", "main");
    write({ "a.txt": "main" });
    git("commit", "-qam", "main");
    expect(() => git("merge", "-q", "topic")).toThrow();
    const workspace = openIndex(root);
    expect(workspace.files()).toEqual(["a.txt", "b.txt"]);
    expect(refuses(() => workspace.read("a.txt"), "unreadable")).toContain("in conflict");
    expect(readText(workspace, "b.txt")).toBe("base");
  });

  test("refuses what is only announced, and not what is empty", () => {
    const repository = temporaryRepository({ "empty.txt": "" });
    repository.write({ "announced.txt": "text", "staged-empty.txt": "" });
    repository.git("add", "--intent-to-add", "announced.txt");
    repository.git("add", "staged-empty.txt");
    const workspace = openIndex(repository.root);
    expect(workspace.files()).toEqual(["announced.txt", "empty.txt", "staged-empty.txt"]);
    expect(refuses(() => workspace.digest("announced.txt"), "unreadable")).toContain("announced");
    expect(readText(workspace, "empty.txt")).toBe("");
    expect(readText(workspace, "staged-empty.txt")).toBe("");
  });

  test("holds what a sparse checkout leaves out", () => {
    const { root, git } = temporaryRepository({ "a/x.txt": "in", "b/y.txt": "out" });
    git("sparse-checkout", "set", "--sparse-index", "a");
    const workspace = openIndex(root);
    expect(workspace.files()).toEqual(["a/x.txt", "b/y.txt"]);
    expect(readText(workspace, "b/y.txt")).toBe("out");
  });

  test("of a commit hook is the one that is given to it, when it is of the same repository", () => {
    const repository = temporaryRepository({ "a.txt": "one" });
    const other = temporaryRepository({ "a.txt": "other" });
    repository.write({ "a.txt": "two" });
    const given = (file: string) => readText(openIndex(repository.root, { GIT_INDEX_FILE: file }), "a.txt");
    execFileSync("cp", [
      join(repository.root, ".git/index"),
      join(repository.root, ".git/next-index-1.lock"),
    ]);
    execFileSync("git", ["add", "a.txt"], {
      cwd: repository.root,
      env: { ...process.env, GIT_INDEX_FILE: join(repository.root, ".git/next-index-1.lock") },
    });
    expect(given(".git/next-index-1.lock")).toBe("two");
    expect(given(join(repository.root, ".git/next-index-1.lock"))).toBe("two");
    expect(given(".git/index")).toBe("one");
    expect(given(join(other.root, ".git/index"))).toBe("one");
    expect(given("/nowhere/index")).toBe("one");
  });
});

test("edits can be laid over a revision and an index", () => {
  const { root } = temporaryRepository({ ".gitignore": "*.made\n", "a.txt": "before" });
  for (const below of [at(root), openIndex(root)]) {
    const edited = overlay(below, { "a.txt": null, "p/b.txt": "new", "p/x.made": "made" });
    expect(edited.files()).toEqual([".gitignore", "p/b.txt"]);
    expect(["a.txt", "p/b.txt", "p/x.made"].map((path) => edited.gitState(path))).toEqual([
      "absent",
      "untracked",
      "ignored",
    ]);
  }
});

test("git that cannot be run, or is killed, is an error and no answer", () => {
  const { root } = temporaryRepository({ "a.txt": "one" });
  const workspace = at(root);
  const before = process.env["PATH"];
  const bin = temporaryRepository().root;
  try {
    process.env["PATH"] = "/nowhere";
    refuses(() => workspace.read("a.txt"), "git-unavailable");
    writeFileSync(join(bin, "git"), "#!/bin/sh\nkill -9 $$\n", { mode: 0o755 });
    process.env["PATH"] = `${bin}:${before}`;
    refuses(() => workspace.read("a.txt"), "git-unavailable");
  } finally {
    process.env["PATH"] = before;
  }
  expect(readText(workspace, "a.txt")).toBe("one");
});
