import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glob, openWorkingTree, overlay, readText, trace } from "../src/index.ts";
import { temporaryRepository } from "./repository.ts";

describe("an overlay", () => {
  test("changes, adds and removes without writing", () => {
    const { root, git } = temporaryRepository({ "a.txt": "old", "b.txt": "b" });
    const workspace = overlay(openWorkingTree(root), { "a.txt": "new", "b.txt": null, "deep/er/c.txt": "c" });
    expect(readText(workspace, "a.txt")).toBe("new");
    expect(workspace.read("b.txt")).toBeUndefined();
    expect(workspace.entry("deep/er")).toBe("directory");
    expect(workspace.list("deep")).toEqual([{ name: "er", kind: "directory" }]);
    expect(workspace.files()).toEqual(["a.txt", "deep/er/c.txt"]);
    expect(workspace.gitState("a.txt")).toBe("tracked");
    expect(workspace.gitState("b.txt")).toBe("absent");
    expect(workspace.gitState("deep/er/c.txt")).toBe("untracked");
    expect(git("status", "--porcelain")).toBe("");
  });

  test("lies on another overlay", () => {
    const { root } = temporaryRepository({ "a.txt": "old" });
    const below = overlay(openWorkingTree(root), { "a.txt": "one", "b.txt": "b" });
    const workspace = overlay(below, { "a.txt": "two", "b.txt": null });
    expect(readText(workspace, "a.txt")).toBe("two");
    expect(workspace.files()).toEqual(["a.txt"]);
  });

  test("is what the working tree is once the edits are written", () => {
    const name = fc.constantFrom("a", "b", "c");
    const path = fc.tuple(fc.constantFrom("x", "y"), name).map(([folder, file]) => `${folder}/${file}.txt`);
    const content = fc.option(fc.string({ maxLength: 5 }), { nil: null });
    fc.assert(
      fc.property(fc.dictionary(path, content, { maxKeys: 4 }), (edits) => {
        const { root, write } = temporaryRepository({ "x/a.txt": "1", "y/b.txt": "2", "z.txt": "3" });
        const seen = overlay(openWorkingTree(root), edits);
        write(
          Object.fromEntries(
            Object.entries(edits).flatMap(([key, text]) => (text === null ? [] : [[key, text]])),
          ),
        );
        const onDisk = openWorkingTree(root);
        for (const [key, text] of Object.entries(edits))
          if (text === null) expect(seen.read(key)).toBeUndefined();
        for (const key of seen.files()) expect(seen.digest(key)).toBe(onDisk.digest(key));
      }),
      { numRuns: 15 },
    );
  });

  test("is what glob walks, through the door", () => {
    const { root } = temporaryRepository({
      ".gitignore": "*.log\n",
      "src/a.ts": "",
      "src/a.test.ts": "",
      "src/x.log": "",
    });
    const workspace = overlay(openWorkingTree(root), { "src/new/b.ts": "", "src/y.log": "" });
    expect(glob(workspace, ["src/**"], ["**/*.test.ts"])).toEqual(["src/a.ts", "src/new/b.ts"]);
  });
});

describe("a trace", () => {
  test("records what was looked at and what was found, absences too", () => {
    const { root, git } = temporaryRepository({ "a.txt": "a", "b.txt": "b", "dir/c.txt": "c" });
    const { workspace, seen } = trace(openWorkingTree(root));
    workspace.read("a.txt");
    workspace.list("dir");
    workspace.entry("nowhere");
    expect(Object.fromEntries(seen)).toEqual({
      "a.txt": { kind: "file", digest: git("hash-object", "a.txt").trim() },
      dir: { kind: "directory" },
      nowhere: { kind: "absent" },
    });
  });
});
