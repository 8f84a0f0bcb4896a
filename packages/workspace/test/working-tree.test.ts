import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openWorkingTree, readText } from "../src/index.ts";
import { refuses, temporaryRepository } from "./repository.ts";

describe("a working tree", () => {
  test("answers for files, folders and what is not there", () => {
    const { root } = temporaryRepository({ "a/b.txt": "hello\n" });
    const workspace = openWorkingTree(root);
    expect(workspace.entry("a")).toBe("directory");
    expect(workspace.entry("a/b.txt")).toBe("file");
    expect(workspace.entry("a/b.txt/c")).toBe("absent");
    expect(workspace.entry("nowhere")).toBe("absent");
    expect(readText(workspace, "a/b.txt")).toBe("hello\n");
    expect(workspace.read("nowhere")).toBeUndefined();
    expect(workspace.list("nowhere")).toBeUndefined();
    expect(workspace.list("")).toEqual([{ name: "a", kind: "directory" }]);
  });

  test("gives git's own blob ids", () => {
    const { root, git } = temporaryRepository({ "a.txt": "hello\n" });
    expect(openWorkingTree(root).digest("a.txt")).toBe(git("hash-object", "a.txt").trim());
  });

  test("lists what git tracks and would add, without what is ignored or deleted", () => {
    const repository = temporaryRepository({
      ".gitignore": "out/\n",
      "kept.txt": "",
      "gone.txt": "",
      "ünï.txt": "",
    });
    repository.write({ "new.txt": "", "out/x.txt": "" });
    rmSync(join(repository.root, "gone.txt"));
    const workspace = openWorkingTree(repository.root);
    expect(workspace.files()).toEqual([".gitignore", "kept.txt", "new.txt", "ünï.txt"]);
    const states = ["kept.txt", "new.txt", "out/x.txt", "gone.txt"].map((path) => workspace.gitState(path));
    expect(states).toEqual(["tracked", "untracked", "ignored", "absent"]);
  });

  test("opens the repository around a folder", () => {
    const { root } = temporaryRepository({ "a/b/c.txt": "" });
    expect(openWorkingTree(join(root, "a/b")).root).toBe(root);
  });

  test.each(["../x", "a/../../x", "/etc/passwd", "C:/x"])("refuses the path %s", (path) => {
    const { root } = temporaryRepository();
    refuses(() => openWorkingTree(root).entry(path), "outside-repository");
  });

  test("refuses links that leave the repository, as file, folder and middle of a path", () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    onTestFinished(() => rmSync(outside, { recursive: true }));
    writeFileSync(join(outside, "secret.txt"), "secret");
    const { root } = temporaryRepository({ "a.txt": "" });
    symlinkSync(join(outside, "secret.txt"), join(root, "file-link"));
    symlinkSync(outside, join(root, "folder-link"));
    const workspace = openWorkingTree(root);
    refuses(() => workspace.read("file-link"), "outside-repository");
    refuses(() => workspace.list("folder-link"), "outside-repository");
    refuses(() => workspace.read("folder-link/secret.txt"), "outside-repository");
    refuses(() => workspace.entry("folder-link/not-there.txt"), "outside-repository");
  });

  test("follows links that stay inside, and takes a dangling one as absent", () => {
    const { root } = temporaryRepository({ "real/a.txt": "inside" });
    symlinkSync("real", join(root, "folder-link"));
    symlinkSync("real/a.txt", join(root, "file-link"));
    symlinkSync("nowhere", join(root, "dangling"));
    symlinkSync("nowhere/../detour", join(root, "detour"));
    const workspace = openWorkingTree(root);
    expect(readText(workspace, "file-link")).toBe("inside");
    expect(readText(workspace, "folder-link/a.txt")).toBe("inside");
    expect(workspace.entry("dangling")).toBe("absent");
    expect(workspace.entry("detour")).toBe("absent");
  });

  test("says what is wrong with a folder read as a file, a file listed, and bytes that are no text", () => {
    const { root } = temporaryRepository({ "a/b.txt": "" });
    writeFileSync(join(root, "latin1.txt"), Buffer.from([0x66, 0xfc, 0x72]));
    const workspace = openWorkingTree(root);
    refuses(() => workspace.read("a"), "not-a-file");
    refuses(() => workspace.list("a/b.txt"), "not-a-directory");
    refuses(() => readText(workspace, "latin1.txt"), "not-utf8");
  });

  test("does not take for absent what a sparse checkout leaves out, nor a name that it cannot spell", () => {
    const { root, git } = temporaryRepository({ "a/x.txt": "in", "b/y.txt": "out" });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/a/`), Buffer.from([0xe9])]), "");
    git("add", "-A");
    git("commit", "-qm", "bytes");
    git("sparse-checkout", "set", "a");
    const workspace = openWorkingTree(root);
    expect(workspace.files()).toEqual(["a/x.txt", "a/\uFFFD", "b/y.txt"]);
    expect(refuses(() => workspace.read("b/y.txt"), "unreadable")).toContain("git sparse-checkout disable");
    refuses(() => workspace.entry("a/\uFFFD"), "unreadable");
    expect(workspace.entry("b/z.txt")).toBe("absent");
    expect(readText(workspace, "a/x.txt")).toBe("in");
  });

  test("lists a link that runs in a circle, and refuses it", () => {
    const { root } = temporaryRepository({ "a.txt": "" });
    symlinkSync("two", join(root, "one"));
    symlinkSync("one", join(root, "two"));
    symlinkSync("../nowhere-outside", join(root, "out"));
    const workspace = openWorkingTree(root);
    expect(workspace.list("")?.map(({ name }) => name)).toEqual(["a.txt", "one", "out", "two"]);
    refuses(() => workspace.entry("one"), "unreadable");
    refuses(() => workspace.entry("out"), "outside-repository");
  });

  test("refuses a pipe, which would hang a reader", () => {
    const { root } = temporaryRepository();
    execFileSync("mkfifo", [join(root, "pipe")]);
    refuses(() => openWorkingTree(root).read("pipe"), "unreadable");
  });

  test("outside a repository there is nothing to judge", () => {
    const folder = mkdtempSync(join(tmpdir(), "plain-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    refuses(() => openWorkingTree(folder), "git-unavailable");
  });

  test("gives the same bytes again, whatever happens on disk meanwhile", () => {
    const repository = temporaryRepository({ "a.txt": "before" });
    const workspace = openWorkingTree(repository.root);
    expect(readText(workspace, "a.txt")).toBe("before");
    repository.write({ "a.txt": "after" });
    expect(readText(workspace, "a.txt")).toBe("before");
  });
});
