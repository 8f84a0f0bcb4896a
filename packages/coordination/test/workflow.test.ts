import { describe, expect, test } from "vitest";
import { type Desk, graphProblems, inOrder, safeId, workflow } from "../src/index.ts";

const note = (id: string): Desk => ({ kind: "note", id, value: 1 });
const reads = (id: string, desk: string): Desk => ({
  kind: "pick",
  id,
  source: { from: "desk", desk, path: [] },
});
const handoffs = (...pairs: string[]) => pairs.map((pair) => ({ from: pair[0] ?? "", to: pair[1] ?? "" }));

describe("a workflow", () => {
  test.each<[string, Desk[], { from: string; to: string }[], string[]]>([
    ["of one desk", [note("a")], [], []],
    ["that forks and joins", "abcd".split("").map(note), handoffs("ab", "ac", "bd", "cd"), []],
    ["whose desks read what comes before", [note("a"), note("b"), reads("c", "a")], handoffs("ab", "bc"), []],
    [
      "with a desk twice",
      [note("a"), note("a")],
      [],
      ['the desk "a" stands here twice: expected an id for each'],
    ],
    [
      "with a handoff twice",
      [note("a"), note("b")],
      handoffs("ab", "ab"),
      ['the handoff from "a" to "b" stands here twice'],
    ],
    [
      "with a handoff to itself",
      [note("a")],
      handoffs("aa"),
      ['the handoff from "a" to "a" leads to where it comes from'],
    ],
    [
      "with a handoff to nobody",
      [note("a")],
      handoffs("ax"),
      ['the handoff from "a" to "x" names the desk "x", which the workflow does not have'],
    ],
    [
      "with two entries",
      [note("a"), note("b"), note("c")],
      handoffs("ac", "bc"),
      ['expected one desk that nobody hands off to, got "a", "b"'],
    ],
    [
      "with a desk apart",
      [note("a"), note("b")],
      [],
      ['expected one desk that nobody hands off to, got "a", "b"'],
    ],
    [
      "with a cycle and what is behind it",
      "abcd".split("").map(note),
      handoffs("ab", "bc", "cb", "cd"),
      ['handoffs lead round in a cycle, so that "b", "c", "d" would never get a turn'],
    ],
    [
      "without an entry",
      [note("a"), note("b")],
      handoffs("ab", "ba"),
      ['handoffs lead round in a cycle, so that "a", "b" would never get a turn'],
    ],
    [
      "with a desk that reads one beside it",
      [note("a"), note("b"), reads("c", "b")],
      handoffs("ab", "ac"),
      ['the desk "c" reads the desk "b", from which no handoffs lead to it'],
    ],
    [
      "with a desk that reads itself",
      [reads("a", "a")],
      [],
      ['the desk "a" reads the desk "a", from which no handoffs lead to it'],
    ],
  ])("%s is judged", (_, desks, given, messages) => {
    const result = workflow.safeParse({ id: "w", desks, handoffs: given });
    expect(result.error?.issues.map(({ message }) => message) ?? []).toEqual(messages);
  });

  test.each<[string, object, string]>([
    ["a kind of desk that is not known", { desks: [{ kind: "magic", id: "a" }] }, "desks.0.kind"],
    ["a key that is not known", { desks: [{ ...note("a"), extra: 1 }] }, "desks.0"],
    ["no desks", { desks: [] }, "desks"],
    ["data that JSON does not have", { desks: [{ ...note("a"), value: Number.NaN }] }, "desks.0.value"],
    ["an id that is no file name", { id: "a/b" }, "id"],
    ["a desk's id that is no file name", { desks: [note("..")] }, "desks.0.id"],
    ["too many desks", { desks: Array.from({ length: 201 }, (_, n) => note(`d-${n}`)) }, "desks"],
  ])("with %s is refused where it stands", (_, change, path) => {
    const result = workflow.safeParse({ id: "w", desks: [note("a")], handoffs: [], ...change });
    expect(result.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  test("has its desks in the order that it gives, where handoffs leave it open", () => {
    const graph = { desks: "dcba".split("").map(note), handoffs: handoffs("ab", "ac", "ad") };
    expect(graphProblems(graph)).toEqual([]);
    expect(inOrder(graph).map(({ id }) => id)).toEqual(["a", "d", "c", "b"]);
  });
});

describe("an id", () => {
  test.each(["a", "7", "a-b_c", "console", "com", "com10", "lpt", "nul-1", "x".repeat(64)])(
    "may be %j",
    (id) => {
      expect(safeId.safeParse(id).success).toBe(true);
    },
  );

  test.each([
    ...[
      "",
      "A",
      "a.b",
      "a/b",
      "a\\b",
      ".",
      "..",
      "-a",
      "a-",
      "_",
      "a b",
      "a\n",
      "é",
      "%41",
      "a:b",
      "x".repeat(65),
    ],
    ...["con", "prn", "aux", "nul", "com0", "com9", "lpt1"],
    ...[null, 7],
  ])("may not be %j", (id) => {
    expect(safeId.safeParse(id).success).toBe(false);
  });
});
