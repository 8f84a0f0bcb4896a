import { describe, expect, test } from "vitest";
import {
  type DecisionRecord,
  idChanges,
  idKey,
  parseDecisions,
  readTransition,
  statusCondition,
  statusWord,
  supersessionProblems,
  usualInitial,
} from "../src/index.ts";

const vocabulary = ["open", "proposed", "locked", "closed", "deferred", "superseded", "rejected", "on ice"];

function records(text: string): readonly DecisionRecord[] {
  const file = parseDecisions({ path: "DECISIONS.md", text });
  return file.kind === "recognised" ? file.records : [];
}

describe("a text that tells of a transition", () => {
  test.each([
    ["open → closed", ["open", "closed"]],
    ["open -> closed", ["open", "closed"]],
    ["`open` => `closed` (2026-02-21)", ["open", "closed"]],
    ["from open to closed", ["open", "closed"]],
    ["changed from OPEN to Closed by E4", ["open", "closed"]],
    ["open to closed", ["open", "closed"]],
    ["open → locked → closed", ["open", "locked", "closed"]],
    ["2026-02-21: undecided → frozen", ["open", "locked"]],
    ["open → on ice", ["open", "on ice"]],
    ["closed", ["closed"]],
    ["closed on 2026-02-21", ["closed"]],
  ])("%s", (text, statuses) => {
    expect(readTransition(text, vocabulary)).toEqual({ kind: "steps", statuses });
  });
  test.each(["none", "n/a", "—", ""])("tells nothing: %j", (text) => {
    expect(readTransition(text, vocabulary)).toEqual({ kind: "nothing" });
  });
  test.each(["see above", "open → done", "→ closed", "neither open nor closed", "reopened soon"])(
    "is unclear: %s",
    (text) => {
      expect(readTransition(text, vocabulary)).toEqual({ kind: "unclear" });
    },
  );
});

test.each([
  ["Locked", "locked", "locked"],
  ["Frozen", "locked", "locked"],
  ["Postponed", "deferred", "deferred"],
  ["On Ice", null, "on ice"],
  ["Accepted", "accepted", undefined],
  ["lockd", null, undefined],
] as const)("the status %s means %s in the vocabulary", (written, canonical, word) => {
  expect(statusWord({ written, canonical }, vocabulary)).toBe(word);
});

test("a word of the vocabulary stands for those that mean the same", () => {
  expect(statusWord({ written: "Agreed", canonical: "accepted" }, ["open", "decided"])).toBe("decided");
  expect(statusWord({ written: "Agreed", canonical: "accepted" }, ["decided", "approved"])).toBeUndefined();
});

test.each([
  ["closed", undefined],
  ["closed (2026-02-21)", undefined],
  ["closed by the board, pending nothing", undefined],
  ["superseded by D-2", undefined],
  ["partly superseded by D-2", undefined],
  ["closed (what of Q3?)", undefined],
  ["closed?", "?"],
  ["closed (?)", "(?)"],
  ["closed pending review", "pending review"],
  ["closed / open", "/ open"],
  ["closed or open", "closed or open"],
  ["closed (unless D-2 is decided)", "(unless D-2 is decided)"],
])("the condition of `%s` is %s", (text, condition) => {
  const [record] = records(`### D-1 — X\n\n- status: ${text}\n`);
  expect(record?.status && statusCondition(record.status, vocabulary)).toBe(condition);
});

test("what claims no past may come first", () => {
  expect(usualInitial(vocabulary)).toEqual(["open", "proposed", "locked", "deferred", "rejected", "on ice"]);
});

test.each([
  ["D-009", "d 9"],
  ["d_9", "d 9"],
  ["ADR 12", "adr 12"],
  ["0012", "12"],
  ["DEC-001.2", "dec 1 2"],
])("the key of %s is %s", (id, key) => expect(idKey(id)).toBe(key));

describe("ids", () => {
  const entry = (id: string, title: string, question: string) =>
    `### ${id} — ${title}\n\n- status: open\n- question: ${question}\n\n`;
  const sessions = "Where do sessions live while a request is being served by a worker?";
  const logs = "For how many days does an operator need the old log files?";
  const before = records(entry("D-1", "Sessions", sessions) + entry("D-2", "Logs", logs));
  test.each([
    ["nothing", entry("D-2", "Logs", logs) + entry("D-1", "Sessions", sessions), []],
    ["a title", entry("D-1", "Where they live", sessions) + entry("D-2", "Logs", logs), []],
    ["a text", entry("D-1", "Sessions", "Which store?") + entry("D-2", "Logs", logs), []],
    ["zeros", entry("D-001", "Sessions", sessions) + entry("D-002", "Logs", logs), []],
    ["a deletion", entry("D-1", "Sessions", sessions), ["deleted D-2"]],
    ["a number", entry("D-1", "Sessions", sessions) + entry("D-3", "Logs", logs), ["renumbered D-2"]],
    [
      "a number and a title",
      entry("D-1", "Sessions", sessions) + entry("D-3", "Files", logs),
      ["renumbered D-2"],
    ],
    ["a swap", entry("D-2", "Sessions", sessions) + entry("D-1", "Logs", logs), ["reused D-1", "reused D-2"]],
    [
      "all",
      entry("D-1", "Colours", "Which shade suits a control?") + entry("D-2", "Logs", logs),
      ["reused D-1"],
    ],
  ])("%s changed", (_, now, changes) => {
    expect(idChanges(before, records(now)).map(({ kind, before: { id } }) => `${kind} ${id}`)).toEqual(
      changes,
    );
  });
  test("a kind of document in front of a number is none", () => {
    const files = (id: string) => records(entry(id, "Sessions", sessions));
    expect(idChanges(files("ADR-12"), files("12"))).toEqual([]);
  });
});

describe("decisions that replace one another", () => {
  const said = (...entries: readonly string[]) => {
    const all = records(
      entries.map((lines, index) => `### D-${index + 1} — Title ${"abc"[index]}\n\n${lines}\n\n`).join(""),
    );
    return supersessionProblems(all, all, ["rejected", "withdrawn"]).map(({ kind }) => kind);
  };
  test.each([
    ["a pair", ["- status: superseded by D-2", "- status: locked\n- supersedes: D-1"], []],
    [
      "a chain",
      [
        "- status: superseded by D-2",
        "- status: superseded by D-3\n- supersedes: D-1",
        "- status: locked\n- supersedes: D-2",
      ],
      [],
    ],
    ["a proposal to replace", ["- status: locked", "- status: proposed\n- supersedes: D-1"], []],
    [
      "a replacement that is announced",
      ["- status: locked\n- superseded by: D-2", "- status: proposed\n- supersedes: D-1"],
      [],
    ],
    ["refused in favour of", ["- status: rejected\n- superseded by: D-2", "- status: locked"], []],
    [
      "by a page elsewhere",
      ["- status: superseded\n- superseded by: [theirs](https://example.org/adr/7)"],
      [],
    ],
    ["of something that is no decision", ["- status: locked\n- supersedes: Jenkins 2"], []],
    ["by nothing", ["- status: superseded"], ["no-successor"]],
    [
      "by something that is no decision",
      ["- status: superseded\n- superseded by: Jenkins 2"],
      ["no-successor"],
    ],
    ["by one that is not there", ["- status: superseded by D-7"], ["unknown"]],
    ["of one that is not there", ["- status: locked\n- supersedes: D-7"], ["unknown"]],
    ["one side", ["- status: superseded by D-2", "- status: locked"], ["one-sided"]],
    ["the other side", ["- status: locked", "- status: locked\n- supersedes: D-1"], ["one-sided"]],
    ["itself", ["- status: superseded by D-1"], ["circular"]],
    [
      "a circle of three",
      [
        "- status: superseded by D-2\n- supersedes: D-3",
        "- status: superseded by D-3\n- supersedes: D-1",
        "- status: superseded by D-1\n- supersedes: D-2",
      ],
      ["circular"],
    ],
    [
      "a dead end",
      [
        "- status: superseded by D-2",
        "- status: superseded by D-3\n- supersedes: D-1",
        "- status: rejected\n- supersedes: D-2",
      ],
      ["dead-end", "dead-end"],
    ],
  ])("%s", (_, entries, problems) => {
    expect(said(...entries)).toEqual(problems);
  });
});
