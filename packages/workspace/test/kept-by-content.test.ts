import { expect, onTestFinished, test } from "vitest";
import { type Edits, KeptByContent, openWorkingTree, overlay, readText, trace } from "../src/index.ts";
import { createTemporaryRepository } from "../src/testing.ts";

function opened() {
  const repository = createTemporaryRepository({ "a.txt": "a", "b.txt": "b" });
  onTestFinished(repository.dispose);
  const workspace = openWorkingTree(repository.root);
  const kept = new KeptByContent<string>();
  let derived = 0;
  const ask = (view = workspace, key = "") =>
    kept.get(view, key, (one) => {
      derived += 1;
      return `${key}${readText(one, "a.txt")}`;
    });
  const edited = (edits: Edits) => ask(overlay(workspace, edits));
  return { workspace, ask, edited, count: () => derived };
}

test("it is derived once, and again for edits of what was looked at", () => {
  const { ask, edited, count } = opened();
  expect([ask(), ask(), edited({ "b.txt": "other" }), count()]).toEqual(["a", "a", "a", 1]);
  expect([edited({ "a.txt": "other" }), ask(), count()]).toEqual(["other", "a", 2]);
});

test("it is derived again where files come or go", () => {
  const { edited, count } = opened();
  expect([edited({ "c.txt": "new" }), edited({ "b.txt": null }), count()]).toEqual(["a", "a", 2]);
});

test("edits of edits are held against what was looked at below", () => {
  const { workspace, ask, count } = opened();
  const first = overlay(workspace, { "a.txt": "first" });
  expect([ask(first), ask(overlay(first, { "b.txt": "other" })), count()]).toEqual(["first", "first", 2]);
  expect(ask(overlay(first, { "a.txt": "second" }))).toBe("second");
});

test("each key has an answer of its own", () => {
  const { workspace, ask } = opened();
  expect([ask(workspace, "x "), ask(workspace, "y ")]).toEqual(["x a", "y a"]);
});

test("whoever looks through a trace has looked, also at what was derived before, and at no edit beside it", () => {
  const { workspace, ask } = opened();
  ask();
  const { workspace: traced, seen } = trace(overlay(workspace, { "b.txt": "other" }));
  ask(traced);
  expect([...seen.keys()]).toEqual(["a.txt"]);
});
