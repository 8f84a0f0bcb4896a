import { expect, test } from "vitest";
import { parseDecisions, readWatchpoints, saidUnder, watchpointParts } from "../src/index.ts";

function record(text: string, headings: readonly string[] = []) {
  const file = parseDecisions({ path: "docs/adr/0001-x.md", text }, { headings });
  const [first] = file.kind === "recognised" ? file.records : [];
  if (first === undefined) throw new Error("expected a decision");
  return first;
}

const labels = { trigger: ["trigger"], seen: ["seen", "how it is seen"], who: ["who", "owner"] };
const told = (text: string) =>
  readWatchpoints(saidUnder(record(text, ["watchpoints"]), ["Watchpoints"]).values, labels).map((one) =>
    watchpointParts.filter((part) => one.told.has(part)),
  );

test("headings that are asked for declare fields, with all below them", () => {
  const text =
    "# 1. X\n\n## Status\n\nAccepted\n\n## 2. Closure scope:\n\nAll of it.\n\n### Except\n\nNothing.\n\n## Other\n\nNo.\n";
  expect(saidUnder(record(text), ["closure_scope"]).values).toEqual([]);
  expect(
    saidUnder(record(text, ["closure_scope"]), ["closure scope"]).values.map(({ text: one }) => one),
  ).toEqual(["All of it.", "Nothing."]);
});

test("a value says what is prose, and whether it goes on", () => {
  const { fields } = record(
    "# 1. X\n\n- Status: open\n- Note: a `b` [c](d)\n  e ~~f~~ <del>h</del>\n  - g\n",
  );
  expect(fields["note"]?.values.map(({ text, prose, continues }) => [text, prose, continues])).toEqual([
    ["a b c", "a", false],
    ["e", "e", true],
    ["g", "g", false],
  ]);
});

test.each([
  ["one line", "trigger: a; seen: b; who: c"],
  ["several lines", "trigger: a\nseen: b,\nc\nowner: d"],
  ["a list", "- Trigger: a\n- How it is seen: b\n- Owner: c"],
  ["a nested list", "- First\n  - trigger: a\n  - seen:\n    - b\n  - who: c"],
  ["a table", "| Trigger | Seen | Who |\n| --- | --- | --- |\n| a | b | c |"],
])("a watchpoint as %s", (_, text) => {
  expect(told(`# 1. X\n\n## Status\n\nDeferred\n\n## Watchpoints\n\n${text}\n`)).toEqual([
    ["trigger", "seen", "who"],
  ]);
});

test("a label that comes again starts the next watchpoint", () => {
  const table = "| Trigger | Seen | Who |\n| --- | --- | --- |\n| a | b | c |\n| d | | e |\n| f | g | TBD |";
  expect(told(`# 1. X\n\n## Status\n\nDeferred\n\n## Watchpoints\n\n${table}\n`)).toEqual([
    ["trigger", "seen", "who"],
    ["trigger", "who"],
    ["trigger", "seen"],
  ]);
});
