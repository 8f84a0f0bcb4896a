import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glob, openIndex, openRevision, openWorkingTree, type Workspace } from "../src/index.ts";
import { createTemporaryRepository } from "../src/testing.ts";

/** Everything that a workspace says of some paths, refusals included. */
function everything(workspace: Workspace, paths: readonly string[]) {
  const ask = (action: () => unknown): unknown => {
    try {
      const answer = action();
      return answer instanceof Uint8Array ? Buffer.from(answer).toString("latin1") : answer;
    } catch (error) {
      return error instanceof Error && "code" in error ? error.code : error;
    }
  };
  return {
    files: workspace.files(),
    glob: glob(workspace, ["**/*"]),
    paths: paths.map((path) => [
      path,
      ask(() => workspace.entry(path)),
      ask(() => workspace.read(path)),
      ask(() => workspace.digest(path)),
      ask(() => workspace.list(path)),
    ]),
  };
}

const name = fc.constantFrom("a", "b", "c.ts", "d.md", "ünï", "e f", "{x}", "-n", "U+", "0");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
const target = fc.oneof(
  path,
  fc.tuple(fc.constantFrom("..", "../..", "../../..", "."), path).map((parts) => parts.join("/")),
  fc.constantFrom("..", ".", "../", "a/../b", "a/..", "c.ts/..", "./a//b/"),
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("write" as const), path, text: fc.string() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("link" as const), path, text: target }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), path, text: fc.constant("") }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** What is left after some edits: each makes room for itself. */
function outcome(steps: readonly Step[]): Step[] {
  const entries = new Map<string, Step>();
  for (const one of steps) {
    for (const other of entries.keys()) {
      const inTheWay = `${one.path}/`.startsWith(`${other}/`) || other.startsWith(`${one.path}/`);
      if (inTheWay) entries.delete(other);
    }
    if (one.kind !== "remove") entries.set(one.path, one);
  }
  return [...entries.values()];
}

function checkOut(root: string, entries: readonly Step[]): void {
  for (const child of readdirSync(root)) {
    if (child !== ".git") rmSync(join(root, child), { recursive: true });
  }
  for (const { kind, path: file, text } of entries) {
    const absolute = join(root, file);
    mkdirSync(dirname(absolute), { recursive: true });
    if (kind === "write") writeFileSync(absolute, text);
    else symlinkSync(text, absolute);
  }
}

describe("of a clean checkout, working tree, index and revision say the same", () => {
  test.each(["sha1", "sha256"])(
    "over random trees and edits (%s)",
    (format) => {
      const property = fc.property(fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 3 }), (edits) => {
        const repository = createTemporaryRepository({}, { objectFormat: format });
        try {
          const steps: Step[] = [];
          for (const edit of edits) {
            steps.push(...edit);
            const entries = outcome(steps);
            checkOut(repository.root, entries);
            repository.git("add", "-A");
            repository.git("commit", "-qm", "edit", "--allow-empty");
            const paths = new Set(["", "nowhere", ...edits.flat().map((one) => one.path)]);
            for (const { path: one } of entries) {
              for (const below of ["a", "c.ts", "a/b"]) paths.add(`${one}/${below}`);
            }
            const onDisk = everything(openWorkingTree(repository.root), [...paths]);
            expect(everything(openRevision(repository.root, "HEAD").workspace, [...paths])).toEqual(onDisk);
            expect(everything(openIndex(repository.root), [...paths])).toEqual(onDisk);
          }
        } finally {
          repository.dispose();
        }
      });
      // Links over links that lead out, with separators where none need be.
      const over: Step = { kind: "link", path: "b", text: "./a//b/" };
      const out: Step = { kind: "link", path: "a", text: "../a" };
      fc.assert(property, { numRuns: 25, examples: [[[[over], [out]]]] });
    },
    60_000,
  );
});
